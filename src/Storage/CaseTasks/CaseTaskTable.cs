using System.Data.Common;
using IqWorkflows.Storage.Steps;
using IqWorkflows.Storage.Tasks;

namespace IqWorkflows.Storage.CaseTasks;

/// <summary>A task that nobody needs to do any more.</summary>
/// <param name="Id">The task.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="Object">What it was about, or null.</param>
/// <param name="Occasion">The ladder that reminded of it, or null.</param>
public sealed record DroppedTask(string Id, string CaseId, string? Object, string? Occasion);

/// <summary>Reads and writes the tasks of cases within a turn.</summary>
public static class CaseTaskTable
{
    /// <returns>False when there is or was a task under the same once-key.</returns>
    public static bool Insert(Turn turn, CaseTaskRow row) => turn.Execute(
        """
        insert into case_tasks (id, case_id, instance_id, bookmark, activity_id, node_id, title, title_en, instructions, instructions_en, role, level, object, occasion, why, about, once_key, due_on, state, created_at)
        values (@id, @case_id, @instance_id, @bookmark, @activity_id, @node_id, @title, @title_en, @instructions, @instructions_en, @role, @level, @object, @occasion, @why, @about, @once_key, @due_on, 'Open', @created_at)
        on conflict do nothing
        """,
        row.Id,
        row.CaseId,
        row.InstanceId,
        row.Bookmark,
        row.ActivityId,
        row.NodeId,
        row.Title,
        row.TitleEn,
        row.Instructions,
        row.InstructionsEn,
        row.Role,
        row.Level,
        row.Object,
        row.Occasion,
        row.Why,
        row.About,
        row.OnceKey,
        row.DueOn,
        row.CreatedAt) == 1;

    /// <returns>Null when there is no such task.</returns>
    public static CaseTaskRow? Find(Turn turn, string id) => turn.First(
        """
        select id, case_id, instance_id, bookmark, activity_id, node_id, title, title_en, instructions, instructions_en, role, level, object, occasion, why, about, once_key, due_on, state, outcome, created_at, ended_at, ended_by, end_reason
        from case_tasks where id = @id
        """,
        Row,
        id);

    /// <summary>All open tasks of a case, oldest first.</summary>
    public static List<CaseTaskRow> Open(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, instance_id, bookmark, activity_id, node_id, title, title_en, instructions, instructions_en, role, level, object, occasion, why, about, once_key, due_on, state, outcome, created_at, ended_at, ended_by, end_reason
        from case_tasks where case_id = @case_id and state = 'Open' order by created_at, id
        """,
        Row,
        caseId);

    /// <summary>The same, each with the key of the program whose box asked for it; null: no box did.</summary>
    public static List<(CaseTaskRow Task, string? ProgramKey)> OpenWithPrograms(Turn turn, string caseId) => turn.Read(
        """
        select t.id, t.case_id, t.instance_id, t.bookmark, t.activity_id, t.node_id, t.title, t.title_en, t.instructions, t.instructions_en, t.role, t.level, t.object, t.occasion, t.why, t.about, t.once_key, t.due_on, t.state, t.outcome, t.created_at, t.ended_at, t.ended_by, t.end_reason,
            i.program_key
        from case_tasks t left join instances i on i.id = t.instance_id
        where t.case_id = @case_id and t.state = 'Open' order by t.created_at, t.id
        """,
        row => (Row(row), row.IsDBNull(24) ? null : row.GetString(24)),
        caseId);

    /// <returns>False when it was not open.</returns>
    public static bool Done(Turn turn, string id, string outcome, string who, DateTimeOffset now) => turn.Execute(
        "update case_tasks set state = 'Done', outcome = @outcome, ended_at = @now, ended_by = @who where id = @id and state = 'Open'", outcome, now, who, id) == 1;

    /// <summary>The instance went on without it.</summary>
    /// <returns>The task that was dropped; null when none was open.</returns>
    public static DroppedTask? Drop(Turn turn, string instanceId, int bookmark, DateTimeOffset now) => turn.First(
        """
        update case_tasks set state = 'Dropped', ended_at = @now where instance_id = @instance_id and bookmark = @bookmark and state = 'Open'
        returning id, case_id, object, occasion
        """,
        row => new DroppedTask(row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3)),
        now,
        instanceId,
        bookmark);

    /// <summary>A ladder reminds of the task: it ends with it.</summary>
    public static void SetOccasion(Turn turn, string id, string occasion) => turn.Execute("update case_tasks set occasion = @occasion where id = @id", occasion, id);

    /// <summary>Shows an open task as its box is drawn now.</summary>
    public static void Redraw(Turn turn, CaseTaskRow row) => turn.Execute(
        """
        update case_tasks set title = @title, title_en = @title_en, instructions = @instructions, instructions_en = @instructions_en, role = @role, due_on = @due_on, occasion = @occasion
        where id = @id and state = 'Open'
        """,
        row.Title,
        row.TitleEn,
        row.Instructions,
        row.InstructionsEn,
        row.Role,
        row.DueOn,
        row.Occasion,
        row.Id);

    /// <summary>Nobody needs to do it any more.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="id">The task.</param>
    /// <param name="reason">Why not, as JSON.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when it was not open.</returns>
    public static bool Withdraw(Turn turn, string id, string reason, DateTimeOffset now) => turn.Execute(
        "update case_tasks set state = 'Dropped', ended_at = @now, end_reason = @end_reason where id = @id and state = 'Open'", now, reason, id) == 1;

    /// <summary>Nobody needs to do any more what open tasks of a case point to.</summary>
    public static void WithdrawAbout(Turn turn, string caseId, string about, string reason, DateTimeOffset now) => turn.Execute(
        "update case_tasks set state = 'Dropped', ended_at = @now, end_reason = @end_reason where case_id = @case_id and state = 'Open' and about = @about", now, reason, caseId, about);

    private static CaseTaskRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        CaseId = row.GetString(1),
        InstanceId = Text(row, 2),
        Bookmark = row.IsDBNull(3) ? null : row.GetInt32(3),
        ActivityId = Text(row, 4),
        NodeId = Text(row, 5),
        Title = row.GetString(6),
        TitleEn = row.GetString(7),
        Instructions = Text(row, 8),
        InstructionsEn = Text(row, 9),
        Role = row.GetString(10),
        Level = Text(row, 11),
        Object = Text(row, 12),
        Occasion = Text(row, 13),
        Why = Text(row, 14),
        About = Text(row, 15),
        OnceKey = Text(row, 16),
        DueOn = row.IsDBNull(17) ? null : row.GetFieldValue<DateOnly>(17),
        State = Enum.Parse<TaskState>(row.GetString(18)),
        Outcome = Text(row, 19),
        CreatedAt = new DateTimeOffset(row.GetInt64(20), TimeSpan.Zero),
        EndedAt = row.IsDBNull(21) ? null : new DateTimeOffset(row.GetInt64(21), TimeSpan.Zero),
        EndedBy = Text(row, 22),
        EndReason = Text(row, 23),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

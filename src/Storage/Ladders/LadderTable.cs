using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Ladders;

/// <summary>Reads and writes ladders within a turn.</summary>
public static class LadderTable
{
    /// <returns>Its id.</returns>
    public static long Insert(Turn turn, LadderRow row) => turn.Number(
        """
        insert into ladders (case_id, occasion, about, deadline_id, opened_on, has_named_day, counts_from, round, basis, somebody_was_asked, state, opened_at)
        values (@case_id, @occasion, @about, @deadline_id, @opened_on, @has_named_day, @counts_from, @round, @basis, @somebody_was_asked, 'Running', @opened_at)
        returning id
        """,
        row.CaseId,
        row.Occasion,
        row.About,
        row.DeadlineId,
        row.OpenedOn,
        row.HasNamedDay,
        row.CountsFrom,
        row.Round,
        row.Basis,
        row.SomebodyWasAsked,
        row.OpenedAt) ?? throw new InvalidOperationException($"{row.Occasion} of {row.CaseId} was inserted without an id.");

    /// <summary>The running ladders of a case, oldest first.</summary>
    public static List<LadderRow> Running(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, occasion, about, deadline_id, opened_on, has_named_day, counts_from, round, basis, somebody_was_asked, state, opened_at, ended_at, reason
        from ladders where case_id = @case_id and state = 'Running' order by id
        """,
        Row,
        caseId);

    /// <summary>Ids of running ladders of an occasion after one of them, in order.</summary>
    public static List<long> RunningOf(Turn turn, string occasion, long after, int most) => turn.Read(
        "select id from ladders where occasion = @occasion and state = 'Running' and id > @after order by id limit @most", row => row.GetInt64(0), occasion, after, most);

    /// <summary>All ladders of a case, oldest first.</summary>
    public static List<LadderRow> Of(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, occasion, about, deadline_id, opened_on, has_named_day, counts_from, round, basis, somebody_was_asked, state, opened_at, ended_at, reason
        from ladders where case_id = @case_id order by id
        """,
        Row,
        caseId);

    /// <summary>Ladders of a case that have done all they had to do, while somebody has still not done what one of their rungs asked for.</summary>
    public static List<LadderRow> DoneWithOpenTasks(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, occasion, about, deadline_id, opened_on, has_named_day, counts_from, round, basis, somebody_was_asked, state, opened_at, ended_at, reason
        from ladders where state = 'Done' and id in
            (select r.ladder_id from case_tasks t join rungs r on r.case_id = t.case_id and r.made = t.id where t.case_id = @case_id and t.state = 'Open')
        order by id
        """,
        Row,
        caseId);

    /// <returns>Null when there is no such ladder.</returns>
    public static LadderRow? Find(Turn turn, long id) => turn.First(
        """
        select id, case_id, occasion, about, deadline_id, opened_on, has_named_day, counts_from, round, basis, somebody_was_asked, state, opened_at, ended_at, reason
        from ladders where id = @id
        """,
        Row,
        id);

    public static void SetDays(Turn turn, long id, DateOnly countsFrom, int round, string basis) => turn.Execute(
        "update ladders set counts_from = @counts_from, round = @round, basis = @basis where id = @id", countsFrom, round, basis, id);

    public static void MarkAsked(Turn turn, long id) => turn.Execute("update ladders set somebody_was_asked = @yes where id = @id", true, id);

    /// <summary>Ends the ladder, and leaves out what it still had planned.</summary>
    public static void End(Turn turn, long id, LadderState state, string? reason, DateTimeOffset now)
    {
        turn.Execute("update ladders set state = @state, ended_at = @now, reason = @reason where id = @id and state = 'Running'", state, now, reason, id);
        turn.Execute("update rungs set state = 'LeftOut', due_at = null, ended_at = @now, reason = @reason where ladder_id = @id and state = 'Planned'", now, reason, id);
    }

    private static LadderRow Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        CaseId = row.GetString(1),
        Occasion = row.GetString(2),
        About = row.GetString(3),
        DeadlineId = row.IsDBNull(4) ? null : row.GetString(4),
        OpenedOn = row.GetFieldValue<DateOnly>(5),
        HasNamedDay = row.GetBoolean(6),
        CountsFrom = row.GetFieldValue<DateOnly>(7),
        Round = row.GetInt32(8),
        Basis = row.GetString(9),
        SomebodyWasAsked = row.GetBoolean(10),
        State = Enum.Parse<LadderState>(row.GetString(11)),
        OpenedAt = new DateTimeOffset(row.GetInt64(12), TimeSpan.Zero),
        EndedAt = row.IsDBNull(13) ? null : new DateTimeOffset(row.GetInt64(13), TimeSpan.Zero),
        Reason = row.IsDBNull(14) ? null : row.GetString(14),
    };
}

using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Deadlines;

/// <summary>Reads and writes the deadlines of cases within a turn.</summary>
public static class DeadlineTable
{
    public static void Insert(Turn turn, CaseDeadlineRow row) => turn.Execute(
        """
        insert into deadlines (id, case_id, object, code, state, start_on, raw_end_on, end_on, warn_on, over_at, announced_on, paused_since, derivation, flags, started_at, changed_at)
        values (@id, @case_id, @object, @code, @state, @start_on, @raw_end_on, @end_on, @warn_on, @over_at, @announced_on, @paused_since, @derivation, @flags, @started_at, @changed_at)
        """,
        row.Id,
        row.CaseId,
        row.Object,
        row.Code,
        row.State,
        row.StartOn,
        row.RawEndOn,
        row.EndOn,
        row.WarnOn,
        row.OverAt,
        row.AnnouncedOn,
        row.PausedSince,
        row.Derivation,
        row.Flags,
        row.StartedAt,
        row.ChangedAt);

    /// <summary>Saves what was computed anew.</summary>
    public static void Update(Turn turn, CaseDeadlineRow row) => turn.Execute(
        """
        update deadlines set state = @state, start_on = @start_on, raw_end_on = @raw_end_on, end_on = @end_on, warn_on = @warn_on, over_at = @over_at,
            announced_on = @announced_on, paused_since = @paused_since, derivation = @derivation, flags = @flags, changed_at = @changed_at
        where id = @id
        """,
        row.State,
        row.StartOn,
        row.RawEndOn,
        row.EndOn,
        row.WarnOn,
        row.OverAt,
        row.AnnouncedOn,
        row.PausedSince,
        row.Derivation,
        row.Flags,
        row.ChangedAt,
        row.Id);

    /// <summary>All deadlines of a case, in the order in which they began.</summary>
    public static List<CaseDeadlineRow> Of(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, object, code, state, start_on, raw_end_on, end_on, warn_on, over_at, announced_on, paused_since, derivation, flags, started_at, changed_at
        from deadlines where case_id = @case_id order by started_at, id
        """,
        Row,
        caseId);

    /// <returns>Null when there is no such deadline.</returns>
    public static CaseDeadlineRow? Find(Turn turn, string id) => turn.First(
        """
        select id, case_id, object, code, state, start_on, raw_end_on, end_on, warn_on, over_at, announced_on, paused_since, derivation, flags, started_at, changed_at
        from deadlines where id = @id
        """,
        Row,
        id);

    public static void Insert(Turn turn, DeadlineWaitRow row) => turn.Execute(
        "insert into deadline_waits (instance_id, bookmark, case_id, code, object, wait_for, due_at) values (@instance_id, @bookmark, @case_id, @code, @object, @wait_for, @due_at)",
        row.InstanceId,
        row.Bookmark,
        row.CaseId,
        row.Code,
        row.Object,
        row.WaitFor,
        row.DueAt);

    /// <summary>All boxes that wait for deadlines of a case.</summary>
    public static List<DeadlineWaitRow> Waits(Turn turn, string caseId) => turn.Read(
        "select instance_id, bookmark, case_id, code, object, wait_for, due_at from deadline_waits where case_id = @case_id order by instance_id, bookmark",
        row => new DeadlineWaitRow
        {
            InstanceId = row.GetString(0),
            Bookmark = row.GetInt32(1),
            CaseId = row.GetString(2),
            Code = row.GetString(3),
            Object = row.GetString(4),
            WaitFor = row.GetString(5),
            DueAt = Moment(row, 6),
        },
        caseId);

    /// <summary>Moves the moment at which a waiting box wakes; the timer row says the same.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="due">The moment; null: it is not known when.</param>
    public static void SetDue(Turn turn, DeadlineWaitRow wait, DateTimeOffset? due)
    {
        turn.Execute("update deadline_waits set due_at = @due_at where instance_id = @instance_id and bookmark = @bookmark", due, wait.InstanceId, wait.Bookmark);
        turn.Execute("delete from timers where instance_id = @instance_id and bookmark = @bookmark", wait.InstanceId, wait.Bookmark);
        if (due is not null)
            turn.Execute("insert into timers (due_at, instance_id, bookmark) values (@due_at, @instance_id, @bookmark)", due, wait.InstanceId, wait.Bookmark);
    }

    /// <summary>The box waits no more.</summary>
    public static void DropWait(Turn turn, string instanceId, int bookmark)
    {
        if (turn.Execute("delete from deadline_waits where instance_id = @instance_id and bookmark = @bookmark", instanceId, bookmark) > 0)
            turn.Execute("delete from timers where instance_id = @instance_id and bookmark = @bookmark", instanceId, bookmark);
    }

    /// <summary>Forgets when the waiting boxes of an instance wake; what they wait for stays known.</summary>
    public static void ForgetDue(Turn turn, string instanceId) => turn.Execute("update deadline_waits set due_at = null where instance_id = @instance_id", instanceId);

    /// <summary>A procedure applied a suspension or an extension; doing so twice is doing so once.</summary>
    public static void Insert(Turn turn, DeadlineClockEventRow row) => turn.Execute(
        """
        insert into deadline_clock_events (case_id, object, code, caused_by, cause, at) values (@case_id, @object, @code, @caused_by, @cause, @at)
        on conflict do nothing
        """,
        row.CaseId,
        row.Object,
        row.Code,
        row.CausedBy,
        row.Cause,
        row.At);

    /// <summary>All that procedures applied to the deadlines of a case.</summary>
    public static List<DeadlineClockEventRow> ClockEvents(Turn turn, string caseId) => turn.Read(
        "select case_id, object, code, caused_by, cause, at from deadline_clock_events where case_id = @case_id order by at, caused_by",
        row => new DeadlineClockEventRow
        {
            CaseId = row.GetString(0),
            Object = row.GetString(1),
            Code = row.GetString(2),
            CausedBy = row.GetString(3),
            Cause = row.GetString(4),
            At = new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        },
        caseId);

    private static CaseDeadlineRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        CaseId = row.GetString(1),
        Object = row.GetString(2),
        Code = row.GetString(3),
        State = Enum.Parse<DeadlineState>(row.GetString(4)),
        StartOn = Day(row, 5),
        RawEndOn = Day(row, 6),
        EndOn = Day(row, 7),
        WarnOn = Day(row, 8),
        OverAt = Moment(row, 9),
        AnnouncedOn = Day(row, 10),
        PausedSince = Day(row, 11),
        Derivation = row.GetString(12),
        Flags = row.GetString(13),
        StartedAt = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(row.GetInt64(15), TimeSpan.Zero),
    };

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static DateTimeOffset? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}

using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Ladders;

/// <summary>Reads and writes rungs within a turn.</summary>
public static class RungTable
{
    public static void Insert(Turn turn, RungRow row) => turn.Execute(
        """
        insert into rungs (ladder_id, case_id, occasion, about, rung, round, form, recipient, level, day, due_at, state, attempts, ended_at, reason)
        values (@ladder_id, @case_id, @occasion, @about, @rung, @round, @form, @recipient, @level, @day, @due_at, @state, 0, @ended_at, @reason)
        """,
        row.LadderId,
        row.CaseId,
        row.Occasion,
        row.About,
        row.Rung,
        row.Round,
        row.Form,
        row.Recipient,
        row.Level,
        row.Day,
        row.DueAt,
        row.State,
        row.EndedAt,
        row.Reason);

    /// <summary>Ids of planned rungs whose moment has come, in the order of their moments.</summary>
    public static List<long> Due(Turn turn, DateTimeOffset now, int most) =>
        turn.Read("select id from rungs where due_at <= @now order by due_at, id limit @most", row => row.GetInt64(0), now, most);

    /// <summary>When the next rung is to be looked at.</summary>
    /// <returns>Null when none is planned.</returns>
    public static DateTimeOffset? Next(Turn turn) =>
        turn.Number("select min(due_at) from rungs where due_at is not null") is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <returns>Null when there is no such rung.</returns>
    public static RungRow? Find(Turn turn, long id) => turn.First(
        """
        select id, ladder_id, case_id, occasion, about, rung, round, form, recipient, level, day, due_at, state, attempts, ended_at, reason, made
        from rungs where id = @id
        """,
        Row,
        id);

    /// <summary>All rungs of a ladder in the order in which they were planned.</summary>
    public static List<RungRow> Of(Turn turn, long ladderId) => turn.Read(
        """
        select id, ladder_id, case_id, occasion, about, rung, round, form, recipient, level, day, due_at, state, attempts, ended_at, reason, made
        from rungs where ladder_id = @ladder_id order by id
        """,
        Row,
        ladderId);

    /// <summary>Planned rungs of a case until a moment, in order.</summary>
    public static List<RungRow> Planned(Turn turn, string caseId, DateTimeOffset until) => turn.Read(
        """
        select id, ladder_id, case_id, occasion, about, rung, round, form, recipient, level, day, due_at, state, attempts, ended_at, reason, made
        from rungs where case_id = @case_id and due_at <= @until order by due_at, id
        """,
        Row,
        caseId,
        until);

    /// <summary>Everything that ever was planned for a case, in the order of planning.</summary>
    public static List<RungRow> OfCase(Turn turn, string caseId) => turn.Read(
        """
        select id, ladder_id, case_id, occasion, about, rung, round, form, recipient, level, day, due_at, state, attempts, ended_at, reason, made
        from rungs where case_id = @case_id order by id
        """,
        Row,
        caseId);

    public static void Move(Turn turn, long id, DateOnly? day, DateTimeOffset? dueAt) =>
        turn.Execute("update rungs set day = @day, due_at = @due_at where id = @id and state = 'Planned'", day, dueAt, id);

    /// <summary>It is looked at again later.</summary>
    public static void Postpone(Turn turn, long id, DateTimeOffset dueAt, int attempts) =>
        turn.Execute("update rungs set due_at = @due_at, attempts = @attempts where id = @id and state = 'Planned'", dueAt, attempts, id);

    /// <returns>False when it was not planned any more: somebody else has done it.</returns>
    public static bool End(Turn turn, long id, RungState state, string? reason, string? made, DateTimeOffset now) => turn.Execute(
        "update rungs set state = @state, due_at = null, ended_at = @now, reason = @reason, made = @made where id = @id and state = 'Planned'", state, now, reason, made, id) == 1;

    /// <summary>One that was given up is planned again.</summary>
    /// <returns>False when it was not given up.</returns>
    public static bool PlanAgain(Turn turn, long id, DateTimeOffset now) => turn.Execute(
        "update rungs set state = 'Planned', due_at = @now, attempts = 0, ended_at = null, reason = null where id = @id and state = 'Failed'", now, id) == 1;

    private static RungRow Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        LadderId = row.GetInt64(1),
        CaseId = row.GetString(2),
        Occasion = row.GetString(3),
        About = row.GetString(4),
        Rung = row.GetString(5),
        Round = row.GetInt32(6),
        Form = row.GetString(7),
        Recipient = row.GetString(8),
        Level = row.IsDBNull(9) ? null : row.GetString(9),
        Day = row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10),
        DueAt = Moment(row, 11),
        State = Enum.Parse<RungState>(row.GetString(12)),
        Attempts = row.GetInt32(13),
        EndedAt = Moment(row, 14),
        Reason = row.IsDBNull(15) ? null : row.GetString(15),
        Made = row.IsDBNull(16) ? null : row.GetString(16),
    };

    private static DateTimeOffset? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}

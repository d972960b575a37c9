using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.CaseEvents;

/// <summary>Reads and writes the log of cases within a turn.</summary>
public static class CaseEventTable
{
    /// <summary>Appends the row; its id is given.</summary>
    public static void Insert(Turn turn, CaseEventRow row) => turn.Execute(
        """
        insert into case_events (case_id, at, happened_on, learned_on, who, code, object, args)
        values (@case_id, @at, @happened_on, @learned_on, @who, @code, @object, @args)
        """,
        row.CaseId,
        row.At,
        row.HappenedOn,
        row.LearnedOn,
        row.Who,
        row.Code,
        row.Object,
        row.Args);

    /// <summary>The whole log of a case, oldest first.</summary>
    public static List<CaseEventRow> Of(Turn turn, string caseId) => turn.Read(
        "select id, case_id, at, happened_on, learned_on, who, code, object, args from case_events where case_id = @case_id order by id",
        row => new CaseEventRow
        {
            Id = row.GetInt64(0),
            CaseId = row.GetString(1),
            At = new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
            HappenedOn = row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3),
            LearnedOn = row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
            Who = row.GetString(5),
            Code = row.GetString(6),
            Object = row.IsDBNull(7) ? null : row.GetString(7),
            Args = row.GetString(8),
        },
        caseId);
}

using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Ladders;

/// <summary>Reads and writes marks of stalled cases within a turn.</summary>
public static class StalledMarkTable
{
    /// <returns>Null when the case is not marked.</returns>
    public static StalledMarkRow? Open(Turn turn, string caseId) => turn.First(
        "select id, case_id, rule, case_state, since, marked_at, ended_at from stalled_marks where case_id = @case_id and ended_at is null", Row, caseId);

    public static void Insert(Turn turn, StalledMarkRow row) => turn.Execute(
        "insert into stalled_marks (case_id, rule, case_state, since, marked_at) values (@case_id, @rule, @case_state, @since, @marked_at)",
        row.CaseId,
        row.Rule,
        row.CaseState,
        row.Since,
        row.MarkedAt);

    public static void End(Turn turn, string caseId, DateTimeOffset now) =>
        turn.Execute("update stalled_marks set ended_at = @now where case_id = @case_id and ended_at is null", now, caseId);

    private static StalledMarkRow Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        CaseId = row.GetString(1),
        Rule = row.GetString(2),
        CaseState = row.GetString(3),
        Since = row.GetFieldValue<DateOnly>(4),
        MarkedAt = new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        EndedAt = row.IsDBNull(6) ? null : new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
    };
}

using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Ladders;

/// <summary>Reads and writes candidates of retention within a turn.</summary>
public static class RetentionTable
{
    /// <returns>False when the same is known already.</returns>
    public static bool Save(Turn turn, string caseId, string rule, DateOnly eraseFrom, DateTimeOffset now) => turn.Execute(
        """
        insert into retention_candidates (case_id, rule, erase_from, found_at) values (@case_id, @rule, @erase_from, @found_at)
        on conflict (case_id, rule) do update set erase_from = excluded.erase_from, found_at = excluded.found_at where retention_candidates.erase_from <> excluded.erase_from
        """,
        caseId,
        rule,
        eraseFrom,
        now) == 1;

    /// <summary>What is known of a case: rules with the first day on which it may not be kept any more.</summary>
    public static List<(string Rule, DateOnly EraseFrom)> Of(Turn turn, string caseId) => turn.Read(
        "select rule, erase_from from retention_candidates where case_id = @case_id order by rule", row => (row.GetString(0), row.GetFieldValue<DateOnly>(1)), caseId);

    /// <summary>It may be kept longer, or is not kept any more.</summary>
    public static void Remove(Turn turn, string caseId, string rule) =>
        turn.Execute("delete from retention_candidates where case_id = @case_id and rule = @rule", caseId, rule);
}

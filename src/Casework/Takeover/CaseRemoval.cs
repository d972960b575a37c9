using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Takeover;

/// <summary>Removes a case as if it had never been opened. Only for cases on which nobody has worked: all others are closed, and erased when their time has come.</summary>
internal sealed class CaseRemoval(Database database)
{
    /// <summary>The log of accesses keeps what happened; the takeover itself says which case it was.</summary>
    private static readonly string[] s_kept = ["case_accesses", "takeover_rows"];

    private const string Instances = "select id from instances where correlation_id = @case_id";

    /// <summary>Why a case must stay; null: nobody has worked on it, and nobody outside has heard of it.</summary>
    public static Cases.Reason? ReasonAgainst(Turn turn, string caseId)
    {
        if (turn.Number("select count(*) from messages where case_id = @case_id and state in ('Sent', 'Claimed', 'Unknown', 'Failed')", caseId) > 0)
            return new Cases.Reason(TakeoverReason.Written);
        string[] traces =
        [
            $"case_events where case_id = @case_id and who <> '{CaseLog.System}' and code <> 'case-opened'", "uploads where case_id = @case_id", "case_drafts where case_id = @case_id",
            "case_openings where case_id = @case_id", "hand_over_cases where case_id = @case_id",
        ];
        return traces.Any(trace => turn.Number($"select count(*) from {trace}", caseId) > 0) ? new Cases.Reason(TakeoverReason.WorkedOn) : null;
    }

    /// <summary>Removes every row that belongs to the case. The tables are asked of the model, so that none is forgotten when one is added.</summary>
    public void Remove(Turn turn, string caseId)
    {
        using var db = database.Contexts.CreateDbContext();
        var tables = db.Model.GetEntityTypes().Select(type => (Name: type.GetTableName()!, Columns: type.GetProperties().Select(column => column.GetColumnName()).ToHashSet(StringComparer.Ordinal))) // every type is a table
            .Where(table => !s_kept.Contains(table.Name)).ToList();
        turn.Execute("delete from message_attempts where message_id in (select id from messages where case_id = @case_id)", caseId);
        foreach (var (name, _) in tables.Where(table => table.Columns.Contains("instance_id")))
            turn.Execute($"delete from {name} where instance_id in ({Instances})", caseId);
        foreach (var (name, _) in tables.Where(table => table.Columns.Contains("correlation_id")))
            turn.Execute($"delete from {name} where correlation_id = @case_id", caseId);
        foreach (var (name, _) in tables.Where(table => table.Columns.Contains("case_id")))
            turn.Execute($"delete from {name} where case_id = @case_id", caseId);
        turn.Execute("delete from cases where id = @case_id", caseId);
    }
}

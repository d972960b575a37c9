using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Somebody read a case, changed it, or was refused to: a line of the log that the data protection officer reads.</summary>
public sealed class CaseAccessRow : IEntityTypeConfiguration<CaseAccessRow>
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Id of the account, or <c>api</c> for whoever holds the key of the server.</summary>
    public string Who { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>What they wanted: <c>read</c>, <c>change</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>Whether they were let in.</summary>
    public bool IsAllowed { get; init; }

    void IEntityTypeConfiguration<CaseAccessRow>.Configure(EntityTypeBuilder<CaseAccessRow> table)
    {
        table.ToTable("case_accesses").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.Id });
        table.HasIndex(row => new { row.Who, row.Id });
    }

    /// <summary>Adds a line. There is no way to change or remove one.</summary>
    public static void Insert(Turn turn, CaseAccessRow row) => turn.Execute(
        "insert into case_accesses (at, who, case_id, action, is_allowed) values (@at, @who, @case_id, @action, @is_allowed)", row.At, row.Who, row.CaseId, row.Action, row.IsAllowed);
}

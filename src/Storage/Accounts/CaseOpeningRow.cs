using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Somebody opened a case that is not theirs, with a reason and for a time.</summary>
public sealed class CaseOpeningRow : IEntityTypeConfiguration<CaseOpeningRow>
{
    public string Id { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string AccountId { get; init; } = "";

    public string Reason { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    void IEntityTypeConfiguration<CaseOpeningRow>.Configure(EntityTypeBuilder<CaseOpeningRow> table)
    {
        table.ToTable("case_openings").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.OpenedAt });
        table.HasIndex(row => new { row.AccountId, row.EndsAt });
    }

    public static void Insert(Turn turn, CaseOpeningRow row) => turn.Execute(
        "insert into case_openings (id, case_id, account_id, reason, opened_at, ends_at) values (@id, @case_id, @account_id, @reason, @opened_at, @ends_at)",
        row.Id, row.CaseId, row.AccountId, row.Reason, row.OpenedAt, row.EndsAt);

    /// <returns>Whether the account has the case open now.</returns>
    public static bool IsOpen(Turn turn, string accountId, string caseId, DateTimeOffset now) => turn.Number(
        "select 1 from case_openings where account_id = @account_id and ends_at > @now and case_id = @case_id limit 1", accountId, now, caseId) is not null;
}

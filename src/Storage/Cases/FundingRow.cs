using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>Money asked for from one source. Columns are the facts of <c>funding</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class FundingRow : IEntityTypeConfiguration<FundingRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Source { get; init; }

    public string? Purpose { get; init; }

    public string? State { get; init; }

    public DateOnly? AdvisedOn { get; init; }

    public DateOnly? RequestedOn { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public decimal? Amount { get; init; }

    public DateOnly? FirstInvoiceOn { get; init; }

    public DateOnly? PaidOn { get; init; }

    public bool? IncomeWithinLimit { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<FundingRow>.Configure(EntityTypeBuilder<FundingRow> table)
    {
        table.ToTable("fundings").HasKey(row => new { row.CaseId, row.Number });
    }
}

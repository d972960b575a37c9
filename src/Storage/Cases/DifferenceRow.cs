using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A substantial difference that a decision names. Columns are the facts of <c>difference</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class DifferenceRow : IEntityTypeConfiguration<DifferenceRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public string? Description { get; init; }

    public int? Hours { get; init; }

    public DateOnly? SettledOn { get; init; }

    public string? SettledBy { get; init; }

    void IEntityTypeConfiguration<DifferenceRow>.Configure(EntityTypeBuilder<DifferenceRow> table)
    {
        table.ToTable("differences").HasKey(row => new { row.CaseId, row.Number });
    }
}

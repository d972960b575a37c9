using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A qualification analysis. Columns are the facts of <c>analysis</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class AnalysisRow : IEntityTypeConfiguration<AnalysisRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public DateOnly? ProposedOn { get; init; }

    public string? Reason { get; init; }

    public DateOnly? GrantedOn { get; init; }

    public string? Instruments { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? AppointedFor { get; init; }

    public DateOnly? HeldOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? Result { get; init; }

    public decimal? Cost { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<AnalysisRow>.Configure(EntityTypeBuilder<AnalysisRow> table)
    {
        table.ToTable("analyses").HasKey(row => new { row.CaseId, row.Number });
    }
}

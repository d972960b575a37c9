using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A job that the person had. Columns are the facts of <c>practice</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class PracticeRow : IEntityTypeConfiguration<PracticeRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Occupation { get; init; }

    public string? Kldb { get; init; }

    public string? Isco { get; init; }

    public string? Country { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public int? Years { get; init; }

    public string? Adequate { get; init; }

    void IEntityTypeConfiguration<PracticeRow>.Configure(EntityTypeBuilder<PracticeRow> table)
    {
        table.ToTable("practices").HasKey(row => new { row.CaseId, row.Number });
    }
}

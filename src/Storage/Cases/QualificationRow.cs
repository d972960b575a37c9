using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A diploma that the person brings. Columns are the facts of <c>qualification</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class QualificationRow : IEntityTypeConfiguration<QualificationRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? TitleOriginal { get; init; }

    public string? TitleGerman { get; init; }

    public string? Institution { get; init; }

    public string? Country { get; init; }

    public string? Origin { get; init; }

    public bool? AnnexListed { get; init; }

    public bool? RecognisedInEu { get; init; }

    public string? Kind { get; init; }

    public bool? StateRecognised { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public int? EndYear { get; init; }

    public int? Hours { get; init; }

    public int? Ects { get; init; }

    public string? Isced { get; init; }

    public string? Eqf { get; init; }

    public string? ProfessionInOrigin { get; init; }

    public bool? PapersMissing { get; init; }

    public string? PapersMissingReason { get; init; }

    void IEntityTypeConfiguration<QualificationRow>.Configure(EntityTypeBuilder<QualificationRow> table)
    {
        table.ToTable("qualifications").HasKey(row => new { row.CaseId, row.Number });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A language that the person speaks. Columns are the facts of <c>language</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class LanguageRow : IEntityTypeConfiguration<LanguageRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Language { get; init; }

    public string? Level { get; init; }

    public string? Listening { get; init; }

    public string? Reading { get; init; }

    public string? Speaking { get; init; }

    public string? Writing { get; init; }

    public string? Certificate { get; init; }

    public DateOnly? CertificateOn { get; init; }

    public string? Course { get; init; }

    public DateOnly? CourseStartedOn { get; init; }

    public DateOnly? CourseEndsOn { get; init; }

    public string? Goal { get; init; }

    void IEntityTypeConfiguration<LanguageRow>.Configure(EntityTypeBuilder<LanguageRow> table)
    {
        table.ToTable("languages").HasKey(row => new { row.CaseId, row.Number });
    }
}

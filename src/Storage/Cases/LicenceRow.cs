using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>The way to a licence. Columns are the facts of <c>licence</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class LicenceRow : IEntityTypeConfiguration<LicenceRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public string? LanguageRequired { get; init; }

    public DateOnly? LanguageExamOn { get; init; }

    public DateOnly? LanguageProofOn { get; init; }

    public DateOnly? HealthProofOn { get; init; }

    public DateOnly? HealthProofUntil { get; init; }

    public DateOnly? RecordProofOn { get; init; }

    public DateOnly? RecordProofUntil { get; init; }

    public DateOnly? StandingProofOn { get; init; }

    public DateOnly? StandingProofUntil { get; init; }

    public DateOnly? AppliedOn { get; init; }

    public DateOnly? CompleteOn { get; init; }

    public DateOnly? ProofsCompleteOn { get; init; }

    public DateOnly? LastDocumentOn { get; init; }

    public DateOnly? GrantedOn { get; init; }

    public DateOnly? RefusedOn { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public DateOnly? TemporaryGrantedOn { get; init; }

    public DateOnly? TemporaryUntil { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<LicenceRow>.Configure(EntityTypeBuilder<LicenceRow> table)
    {
        table.ToTable("licences").HasKey(row => new { row.CaseId, row.Number });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A residence title. Columns are the facts of <c>title</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class TitleRow : IEntityTypeConfiguration<TitleRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public string? Basis { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public bool? EmploymentAllowed { get; init; }

    public string? Conditions { get; init; }

    public DateOnly? ExtensionAppliedOn { get; init; }

    public DateOnly? ExtensionProofOn { get; init; }

    public DateOnly? EmploymentEndLearnedOn { get; init; }

    public DateOnly? NoticeGivenOn { get; init; }

    public bool? NoticeByEmployer { get; init; }

    void IEntityTypeConfiguration<TitleRow>.Configure(EntityTypeBuilder<TitleRow> table)
    {
        table.ToTable("titles").HasKey(row => new { row.CaseId, row.Number });
    }
}

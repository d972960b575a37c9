using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>Taking part in a measure funded by ESF Plus. Columns are the facts of <c>esf</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class EsfRow : IEntityTypeConfiguration<EsfRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Project { get; init; }

    public string? State { get; init; }

    public DateOnly? EnteredOn { get; init; }

    public string? WorkStatusAtEntry { get; init; }

    public string? IscedAtEntry { get; init; }

    public int? AgeAtEntry { get; init; }

    public string? ThirdCountry { get; init; }

    public string? ForeignOrigin { get; init; }

    public string? Rural { get; init; }

    public string? Disability { get; init; }

    public string? Minority { get; init; }

    public string? Homeless { get; init; }

    public DateOnly? EntryRecordedOn { get; init; }

    public DateOnly? ExitedOn { get; init; }

    public bool? Completed { get; init; }

    public string? ExitStatus { get; init; }

    public DateOnly? ExitRecordedOn { get; init; }

    public DateOnly? FollowupAnsweredOn { get; init; }

    public DateOnly? FollowupUnreachedOn { get; init; }

    public string? EmployedAfterSixMonths { get; init; }

    public string? ImprovedAfterSixMonths { get; init; }

    public string? LegalBasis { get; init; }

    void IEntityTypeConfiguration<EsfRow>.Configure(EntityTypeBuilder<EsfRow> table)
    {
        table.ToTable("esf_participations").HasKey(row => new { row.CaseId, row.Number });
    }
}

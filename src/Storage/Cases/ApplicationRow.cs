using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>An application to an authority. Columns are the facts of <c>application</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ApplicationRow : IEntityTypeConfiguration<ApplicationRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public string? Profession { get; init; }

    public DateOnly? ProfessionFixedOn { get; init; }

    public string? Alternatives { get; init; }

    public bool? Regulated { get; init; }

    public string? Law { get; init; }

    public string? Kldb { get; init; }

    public string? Isco { get; init; }

    public string? Authority { get; init; }

    public DateOnly? AuthorityFixedOn { get; init; }

    public string? IntentProof { get; init; }

    public string? Channel { get; init; }

    public DateOnly? ChecklistOn { get; init; }

    public DateOnly? DocumentsReadyOn { get; init; }

    public DateOnly? CheckedOn { get; init; }

    public string? DocumentsGapReason { get; init; }

    public DateOnly? SignedOn { get; init; }

    public DateOnly? SentOn { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public DateOnly? ReceiptConfirmedOn { get; init; }

    public string? ReceiptResult { get; init; }

    public DateOnly? CompleteOn { get; init; }

    public string? CompleteSource { get; init; }

    public DateOnly? AnnouncedEndOn { get; init; }

    public string? FileNumber { get; init; }

    public string? AuthorityContact { get; init; }

    public decimal? Fee { get; init; }

    public DateOnly? FeePaidOn { get; init; }

    public bool? NoEarlierApplication { get; init; }

    public bool? PowerOfAttorney { get; init; }

    public bool? WaivesComparison { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public DateOnly? HandedOverOn { get; init; }

    public string? HandedOverTo { get; init; }

    public bool? NewAuthorityAgrees { get; init; }

    public DateOnly? StatusAskedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    void IEntityTypeConfiguration<ApplicationRow>.Configure(EntityTypeBuilder<ApplicationRow> table)
    {
        table.ToTable("applications").HasKey(row => new { row.CaseId, row.Number });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A way into the country: fast track or recognition partnership. Columns are the facts of <c>immigration</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ImmigrationRow : IEntityTypeConfiguration<ImmigrationRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Track { get; init; }

    public string? State { get; init; }

    public DateOnly? StateSince { get; init; }

    public string? EmployerName { get; init; }

    public string? EmployerEmail { get; init; }

    public string? EmployerPhone { get; init; }

    public bool? EmployerRepresents { get; init; }

    public DateOnly? OfferOn { get; init; }

    public DateOnly? DabAppliedOn { get; init; }

    public string? DabResult { get; init; }

    public DateOnly? DabOn { get; init; }

    public DateOnly? AgreementOn { get; init; }

    public DateOnly? ForwardedOn { get; init; }

    public DateOnly? MessageReceivedOn { get; init; }

    public DateOnly? EmployerInvitedOn { get; init; }

    public DateOnly? BaRequestedOn { get; init; }

    public DateOnly? BaAskedOn { get; init; }

    public DateOnly? BaConsentOn { get; init; }

    public DateOnly? BaRefusedOn { get; init; }

    public DateOnly? AdvanceApprovalOn { get; init; }

    public DateOnly? VisaAppointmentRequestedOn { get; init; }

    public DateOnly? VisaAppointmentOn { get; init; }

    public DateOnly? VisaCompleteOn { get; init; }

    public DateOnly? VisaOn { get; init; }

    public DateOnly? VisaRefusedOn { get; init; }

    public DateOnly? EnteredOn { get; init; }

    public DateOnly? TitleChangedOn { get; init; }

    public bool? FamilyIncluded { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<ImmigrationRow>.Configure(EntityTypeBuilder<ImmigrationRow> table)
    {
        table.ToTable("immigrations").HasKey(row => new { row.CaseId, row.Number });
    }
}

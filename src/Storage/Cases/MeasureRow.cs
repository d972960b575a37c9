using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A course, company phase or other measure. Columns are the facts of <c>measure</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class MeasureRow : IEntityTypeConfiguration<MeasureRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public string? Form { get; init; }

    public string? Provider { get; init; }

    public string? ProviderEmail { get; init; }

    public DateOnly? ProposedOn { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public DateOnly? DeclinedOn { get; init; }

    public DateOnly? PlanOn { get; init; }

    public DateOnly? AgreementOn { get; init; }

    public DateOnly? PlaceReservedOn { get; init; }

    public DateOnly? PlaceConfirmedOn { get; init; }

    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public int? Hours { get; init; }

    public int? HoursAttended { get; init; }

    public DateOnly? AttendanceReportedOn { get; init; }

    public DateOnly? AttendancePeriodEnd { get; init; }

    public int? AbsencePercent { get; init; }

    public int? AbsenceDaysRunning { get; init; }

    public DateOnly? AbsenceTalkOn { get; init; }

    public DateOnly? InterruptedOn { get; init; }

    public DateOnly? InterruptedUntil { get; init; }

    public string? FundingKind { get; init; }

    public bool? EsfFunded { get; init; }

    public string? Project { get; init; }

    public string? Result { get; init; }

    public string? AbortReason { get; init; }

    public DateOnly? FinalTalkOn { get; init; }

    public bool? FinalTalkPassed { get; init; }

    public DateOnly? CertificateOn { get; init; }

    public DateOnly? ChangeRequestedOn { get; init; }

    public string? ChangeKind { get; init; }

    public DateOnly? ChangeDecidedOn { get; init; }

    public bool? ExtendedOnce { get; init; }

    public bool? Repeated { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<MeasureRow>.Configure(EntityTypeBuilder<MeasureRow> table)
    {
        table.ToTable("measures").HasKey(row => new { row.CaseId, row.Number });
        table.HasIndex(row => row.ProviderEmail);
    }
}

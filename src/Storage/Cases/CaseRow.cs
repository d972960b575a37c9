using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A case: where it stands and who has it. The first of its tables; its id is its number. Columns are the facts of <c>case</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class CaseRow : IEntityTypeConfiguration<CaseRow>
{
    /// <summary><c>IQ-NW-2026-0001</c>; never used again.</summary>
    public string Id { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public string? CentreId { get; init; }

    public string? CounsellorId { get; init; }

    public string? DeputyId { get; init; }

    public string? State { get; init; }

    public DateOnly? StateSince { get; init; }

    public string? StateBeforeClose { get; init; }

    public DateOnly? OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public string? ClosingReason { get; init; }

    public string? ClosingReasonText { get; init; }

    public DateOnly? ReopenedOn { get; init; }

    public string? ReopenedAtState { get; init; }

    public DateOnly? PausedSince { get; init; }

    public DateOnly? PausedUntil { get; init; }

    public string? PausedReason { get; init; }

    public DateOnly? StalledKnownUntil { get; init; }

    public string? StalledNote { get; init; }

    public DateOnly? LastClientActivityOn { get; init; }

    public DateOnly? FirstAnsweredOn { get; init; }

    public string? ContactOrigin { get; init; }

    public string? ReferredBy { get; init; }

    public string? EntryChannel { get; init; }

    public string? Wish { get; init; }

    public string? CounsellingType { get; init; }

    public DateOnly? CounselledOn { get; init; }

    public string? CounsellingResult { get; init; }

    public DateOnly? ProtocolOn { get; init; }

    public string? Protocol { get; init; }

    public DateOnly? NextContactOn { get; init; }

    public string? Procedure { get; init; }

    public string? Overlays { get; init; }

    public bool? Bvfg { get; init; }

    public bool? EmployerActs { get; init; }

    public string? Goal { get; init; }

    public string? TargetLand { get; init; }

    public string? TargetPlace { get; init; }

    public string? FundingState { get; init; }

    public string? EsfState { get; init; }

    public string? RemedyState { get; init; }

    public string? ReferralTarget { get; init; }

    public DateOnly? ReferredOn { get; init; }

    public string? MovedToCentreId { get; init; }

    public DateOnly? MovedOn { get; init; }

    public DateOnly? HandoverAcceptedOn { get; init; }

    public DateOnly? OutcomeOn { get; init; }

    public DateOnly? ContactLostOn { get; init; }

    public bool? LegalHold { get; init; }

    public DateOnly? ErasureRequestedOn { get; init; }

    public DateOnly? ErasureDoneOn { get; init; }

    public DateOnly? ErasureMarkedOn { get; init; }

    public DateOnly? ErasedOn { get; init; }

    public DateTimeOffset? BreachKnownAt { get; init; }

    public DateTimeOffset? TakenOverAt { get; init; }

    public string? LinkedCase { get; init; }

    /// <summary>The name of its person as lists sort it: folded, so that accents and the database's own order change nothing. Empty: it has none.</summary>
    public string SortName { get; init; } = "";

    void IEntityTypeConfiguration<CaseRow>.Configure(EntityTypeBuilder<CaseRow> table)
    {
        table.ToTable("cases").HasKey(row => row.Id);
        table.HasIndex(row => row.LegalHold).HasFilter("legal_hold is not null");
        table.HasIndex(row => new { row.CounsellorId, row.State });
        table.HasIndex(row => new { row.CentreId, row.State });
        table.HasIndex(row => row.State);
        table.HasIndex(row => new { row.CentreId, row.Id });
        table.HasIndex(row => new { row.CounsellorId, row.Id });
        // Most cases have no deputy. With them in it, an index says that a deputy has half of all cases, and the database would rather walk through the table.
        table.HasIndex(row => new { row.DeputyId, row.Id }).HasFilter("deputy_id is not null");
        const string open = "state <> 'ABGESCHLOSSEN'";
        table.HasIndex(row => new { row.CounsellorId, row.Id }, "ix_cases_open_counsellor").HasFilter(open);
        table.HasIndex(row => new { row.DeputyId, row.Id, row.CounsellorId }, "ix_cases_open_deputy").HasFilter(open + " and deputy_id is not null");
        table.HasIndex(row => new { row.CentreId, row.Id, row.CounsellorId }, "ix_cases_open_centre").HasFilter(open);
        table.HasIndex(row => new { row.CentreId, row.SortName, row.Id }, "ix_cases_open_centre_name").HasFilter(open);
    }
}

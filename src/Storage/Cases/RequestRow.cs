using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A request of an authority for documents or information. Columns are the facts of <c>request</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class RequestRow : IEntityTypeConfiguration<RequestRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public DateOnly? DatedOn { get; init; }

    public DateOnly? PostedOn { get; init; }

    public string? Mode { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public DateOnly? NotifiedOn { get; init; }

    public string? PeriodLength { get; init; }

    public DateOnly? PeriodEnd { get; init; }

    public bool? PeriodStands { get; init; }

    public bool? WarningGiven { get; init; }

    public string? Subject { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    public bool? DeliveredPartly { get; init; }

    public bool? NotObtainable { get; init; }

    public DateOnly? ExtensionAskedOn { get; init; }

    public DateOnly? SettledOn { get; init; }

    void IEntityTypeConfiguration<RequestRow>.Configure(EntityTypeBuilder<RequestRow> table)
    {
        table.ToTable("requests").HasKey(row => new { row.CaseId, row.Number });
    }
}

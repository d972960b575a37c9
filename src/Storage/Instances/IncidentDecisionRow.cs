using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>Somebody had a fault tried again or passed over, and why. Written once.</summary>
public sealed class IncidentDecisionRow : IEntityTypeConfiguration<IncidentDecisionRow>
{
    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    /// <summary>Number of the incident within the instance.</summary>
    public int Incident { get; init; }

    /// <summary><c>retry</c> or <c>skip</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The way on which a skipped activity was left; null: the usual one, or it was tried again.</summary>
    public string? Outcome { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Id of the account.</summary>
    public string Who { get; init; } = "";

    public DateTimeOffset At { get; init; }

    void IEntityTypeConfiguration<IncidentDecisionRow>.Configure(EntityTypeBuilder<IncidentDecisionRow> table)
    {
        table.ToTable("incident_decisions").HasKey(row => row.Id);
        table.HasIndex(row => row.InstanceId);
    }
}

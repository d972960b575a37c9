using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>A case that does not get on, from the day it was noticed until it did.</summary>
public sealed class StalledMarkRow : IEntityTypeConfiguration<StalledMarkRow>
{
    public long Id { get; init; }

    public string CaseId { get; init; } = "";

    /// <summary>Line of the table of stalled cases.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The state in which it stalls.</summary>
    public string CaseState { get; init; } = "";

    /// <summary>The day on which the line began to hold.</summary>
    public DateOnly Since { get; init; }

    public DateTimeOffset MarkedAt { get; init; }

    /// <summary>Null while it is stalled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    void IEntityTypeConfiguration<StalledMarkRow>.Configure(EntityTypeBuilder<StalledMarkRow> table)
    {
        table.ToTable("stalled_marks").HasKey(row => row.Id);
        table.HasIndex(row => row.CaseId).IsUnique().HasFilter("ended_at is null");
    }
}

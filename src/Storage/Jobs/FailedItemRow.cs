using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Jobs;

/// <summary>A single thing that a job could not do. It goes away when it was done.</summary>
public sealed class FailedItemRow : IEntityTypeConfiguration<FailedItemRow>
{
    public string Job { get; init; } = "";

    /// <summary>What the job calls it, for example the number of a rung.</summary>
    public string Item { get; init; } = "";

    /// <summary>The case it belongs to, or null.</summary>
    public string? CaseId { get; init; }

    public string Reason { get; init; } = "";

    public int Attempts { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>Null: it was given up; nothing happens until somebody has it tried again.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    void IEntityTypeConfiguration<FailedItemRow>.Configure(EntityTypeBuilder<FailedItemRow> table)
    {
        table.ToTable("failed_items").HasKey(row => new { row.Job, row.Item });
        table.HasIndex(row => row.LastAt);
    }
}

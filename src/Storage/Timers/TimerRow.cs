using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Timers;

/// <summary>Something that happens at a moment: a bookmark wakes, or a trigger starts an instance. The only truth about time; whoever knocks, and when, changes nothing.</summary>
public sealed class TimerRow : IEntityTypeConfiguration<TimerRow>
{
    public long Id { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>The waiting instance; null for a trigger.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The bookmark that wakes; null for a trigger.</summary>
    public int? Bookmark { get; init; }

    /// <summary>The definition whose trigger fires; null for a bookmark.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The trigger's activity; null for a bookmark.</summary>
    public string? ActivityId { get; init; }

    void IEntityTypeConfiguration<TimerRow>.Configure(EntityTypeBuilder<TimerRow> table)
    {
        table.ToTable("timers").HasKey(row => row.Id);
        table.HasIndex(row => row.DueAt);
        table.HasIndex(row => new { row.InstanceId, row.Bookmark }).HasFilter("instance_id is not null");
        table.HasIndex(row => row.DefinitionId).HasFilter("definition_id is not null");
    }
}

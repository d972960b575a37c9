using IqWorkflows.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>One running or ended workflow.</summary>
public sealed class InstanceRow : IEntityTypeConfiguration<InstanceRow>
{
    public string Id { get; init; } = "";

    public string DefinitionId { get; init; } = "";

    /// <summary>Id of the version it runs.</summary>
    public string VersionId { get; init; } = "";

    /// <summary>The very program: the version and the versions used as activities in it.</summary>
    public string ProgramKey { get; init; } = "";

    public InstanceStatus Status { get; init; }

    public InstanceSubStatus SubStatus { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    /// <summary>The instance that asked for this one, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>Where the parent waits for this one's end; null when it does not, or has been told.</summary>
    public int? ParentBookmark { get; init; }

    /// <summary>The whole state, opaque to all but the engine.</summary>
    public byte[] State { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null while it is running.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public int OpenIncidents { get; init; }

    /// <summary>Steps taken so far; nobody may save a step who has not seen the one before.</summary>
    public int Steps { get; init; }

    void IEntityTypeConfiguration<InstanceRow>.Configure(EntityTypeBuilder<InstanceRow> table)
    {
        table.ToTable("instances").HasKey(row => row.Id);
        table.Property(row => row.Steps).IsConcurrencyToken();
        table.HasIndex(row => new { row.DefinitionId, row.Status });
        table.HasIndex(row => row.CorrelationId).HasFilter("correlation_id is not null");
        table.HasIndex(row => row.ParentId).HasFilter("parent_id is not null");
        table.HasIndex(row => row.OpenIncidents).HasFilter("open_incidents > 0");
        table.HasIndex(row => row.CreatedAt);
    }
}

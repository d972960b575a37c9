using IqWorkflows.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>One running or ended workflow.</summary>
public sealed class InstanceRow : IEntityTypeConfiguration<InstanceRow>
{
    public string Id { get; private set; } = "";

    public string DefinitionId { get; private set; } = "";

    /// <summary>Id of the version it runs.</summary>
    public string VersionId { get; private set; } = "";

    /// <summary>The very program: the version and the versions used as activities in it.</summary>
    public string ProgramKey { get; private set; } = "";

    public InstanceStatus Status { get; private set; }

    public InstanceSubStatus SubStatus { get; private set; }

    public string? CorrelationId { get; private set; }

    public string? Name { get; private set; }

    /// <summary>The instance that asked for this one, or null.</summary>
    public string? ParentId { get; private set; }

    /// <summary>Where the parent waits for this one's end; null when it does not, or has been told.</summary>
    public int? ParentBookmark { get; private set; }

    /// <summary>The whole state, opaque to all but the engine.</summary>
    public byte[] State { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null while it is running.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public int OpenIncidents { get; private set; }

    /// <summary>Steps taken so far; nobody may save a step who has not seen the one before.</summary>
    public int Steps { get; private set; }

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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>One version of a workflow definition.</summary>
public sealed class DefinitionRow : IEntityTypeConfiguration<DefinitionRow>
{
    /// <summary>Id of the version.</summary>
    public string Id { get; init; } = "";

    /// <summary>Stable across versions.</summary>
    public string DefinitionId { get; init; } = "";

    public int Version { get; init; }

    public string? Name { get; init; }

    /// <summary>The activity type that other definitions use it by; null when it may not be used as an activity.</summary>
    public string? ActivityType { get; init; }

    public bool IsLatest { get; init; }

    public bool IsPublished { get; init; }

    public bool IsReadonly { get; init; }

    public bool IsSystem { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The document as it was given, unknown members included. Id, version and marks in it may be older than the columns, which count.</summary>
    public string Document { get; init; } = "";

    void IEntityTypeConfiguration<DefinitionRow>.Configure(EntityTypeBuilder<DefinitionRow> table)
    {
        table.ToTable("definitions").HasKey(row => row.Id);
        table.HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique();
        table.HasIndex(row => row.Name);
        table.HasIndex(row => row.ActivityType).HasFilter("activity_type is not null");
    }
}

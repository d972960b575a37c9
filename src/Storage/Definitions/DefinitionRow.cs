using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>One version of a workflow definition.</summary>
public sealed class DefinitionRow : IEntityTypeConfiguration<DefinitionRow>
{
    /// <summary>Id of the version.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Stable across versions.</summary>
    public string DefinitionId { get; private set; } = "";

    public int Version { get; private set; }

    public string? Name { get; private set; }

    public bool IsLatest { get; private set; }

    public bool IsPublished { get; private set; }

    public bool IsReadonly { get; private set; }

    public bool IsSystem { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The document as it was given, unknown members included. Id, version and marks in it may be older than the columns, which count.</summary>
    public string Document { get; private set; } = "";

    void IEntityTypeConfiguration<DefinitionRow>.Configure(EntityTypeBuilder<DefinitionRow> table)
    {
        table.ToTable("definitions").HasKey(row => row.Id);
        table.HasIndex(row => new { row.DefinitionId, row.Version }).IsUnique();
        table.HasIndex(row => row.Name);
    }
}

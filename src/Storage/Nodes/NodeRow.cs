using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Nodes;

/// <summary>A process that shares the database with others, since it was started.</summary>
public sealed class NodeRow
{
    public required string Id { get; init; }

    /// <summary>Number of the last group of steps that it saved: whoever lost the answer finds it here, or does not.</summary>
    public required long LastGroup { get; init; }

    /// <summary>When that was, by the server's clock, in milliseconds since 1970.</summary>
    public required long SeenAt { get; init; }
}

/// <summary>Something that nodes remember, by its name.</summary>
public sealed class MemoryRow
{
    public required string Name { get; init; }

    /// <summary>How often it was changed.</summary>
    public required long Number { get; init; }
}

internal sealed class NodeMapping : IEntityTypeConfiguration<NodeRow>
{
    public void Configure(EntityTypeBuilder<NodeRow> builder) => builder.ToTable("nodes").HasKey(row => row.Id);
}

internal sealed class MemoryMapping : IEntityTypeConfiguration<MemoryRow>
{
    public void Configure(EntityTypeBuilder<MemoryRow> builder) => builder.ToTable("memories").HasKey(row => row.Name);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>An open bookmark of a running instance, so that whoever has a stimulus finds who awaits it. The truth is in the state; this is its index.</summary>
public sealed class BookmarkRow : IEntityTypeConfiguration<BookmarkRow>
{
    /// <summary>In the order of opening, over all instances.</summary>
    public long Id { get; private set; }

    public string InstanceId { get; private set; } = "";

    public int Number { get; private set; }

    /// <summary>Hash of kind and text.</summary>
    public long Hash { get; private set; }

    public string Kind { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>The instance's, repeated here for the index.</summary>
    public string? CorrelationId { get; private set; }

    public string ActivityId { get; private set; } = "";

    void IEntityTypeConfiguration<BookmarkRow>.Configure(EntityTypeBuilder<BookmarkRow> table)
    {
        table.ToTable("bookmarks").HasKey(row => row.Id);
        table.HasIndex(row => new { row.InstanceId, row.Number }).IsUnique();
        table.HasIndex(row => new { row.Hash, row.CorrelationId });
    }
}

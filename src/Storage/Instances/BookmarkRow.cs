using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>An open bookmark of a running instance, so that whoever has a stimulus finds who awaits it. The truth is in the state; this is its index.</summary>
public sealed class BookmarkRow : IEntityTypeConfiguration<BookmarkRow>
{
    /// <summary>In the order of opening, over all instances.</summary>
    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    public int Number { get; init; }

    /// <summary>Hash of kind and text.</summary>
    public long Hash { get; init; }

    public string Kind { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The instance's, repeated here for the index.</summary>
    public string? CorrelationId { get; init; }

    public string ActivityId { get; init; } = "";

    /// <summary>Whether a timer wakes it too.</summary>
    public bool IsTimed { get; init; }

    void IEntityTypeConfiguration<BookmarkRow>.Configure(EntityTypeBuilder<BookmarkRow> table)
    {
        table.ToTable("bookmarks").HasKey(row => row.Id);
        table.HasIndex(row => new { row.InstanceId, row.Number }).IsUnique();
        table.HasIndex(row => new { row.Hash, row.CorrelationId });
        // Which path templates are open is asked at every HTTP request; it must not cost a look at every instance that waits for something else.
        table.HasIndex(row => row.Text).HasFilter("kind = 'Elsa.HttpEndpoint'");
    }
}

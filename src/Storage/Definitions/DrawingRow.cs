using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>What became of a drawing that was handed in.</summary>
public enum DrawingFate
{
    /// <summary>It was saved as it is.</summary>
    Saved,

    /// <summary>It was saved, but has lost more than half of its boxes at once.</summary>
    Shrunk,

    /// <summary>It was saved, and has boxes of types that are not known here.</summary>
    Unknown,

    /// <summary>It was not saved: somebody else had saved since it was opened.</summary>
    Stale,

    /// <summary>It was not saved: all its boxes were gone.</summary>
    Emptied,

    /// <summary>It was not saved: it cannot be read as a definition.</summary>
    Unreadable,
}

/// <summary>A definition as it was handed in once; kept for some days, so that nothing drawn is lost.</summary>
public sealed class DrawingRow : IEntityTypeConfiguration<DrawingRow>
{
    /// <summary>In the order of handing in; of those that were saved the last is the revision of the definition.</summary>
    public long Id { get; init; }

    public string DefinitionId { get; init; } = "";

    /// <summary>The version it was saved as, or would have been a change of.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Account, or null: a program, or the server itself.</summary>
    public string? Who { get; init; }

    public DrawingFate Fate { get; init; }

    /// <summary>The document, packed; see <see cref="Instances.Packing"/>.</summary>
    public byte[] Document { get; init; } = [];

    void IEntityTypeConfiguration<DrawingRow>.Configure(EntityTypeBuilder<DrawingRow> table)
    {
        table.ToTable("drawings").HasKey(row => row.Id);
        table.HasIndex(row => new { row.DefinitionId, row.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>An instance went on with another version of its definition.</summary>
public sealed class InstanceMoveRow : IEntityTypeConfiguration<InstanceMoveRow>
{
    public long Id { get; init; }

    /// <summary>All that were moved at one stroke.</summary>
    public string Batch { get; init; } = "";

    public string InstanceId { get; init; } = "";

    public string DefinitionId { get; init; } = "";

    /// <summary>Steps it had taken: these are read with the program of before.</summary>
    public int AfterStep { get; init; }

    public string FromVersionId { get; init; } = "";

    public string FromKey { get; init; } = "";

    public string ToVersionId { get; init; } = "";

    /// <summary>The state of before, packed; see <see cref="Packing"/>.</summary>
    public byte[] StateBefore { get; init; } = [];

    public DateTimeOffset At { get; init; }

    /// <summary>Account, or null: a program.</summary>
    public string? Who { get; init; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    void IEntityTypeConfiguration<InstanceMoveRow>.Configure(EntityTypeBuilder<InstanceMoveRow> table)
    {
        table.ToTable("instance_moves").HasKey(row => row.Id);
        table.HasIndex(row => row.InstanceId);
        table.HasIndex(row => row.Batch);
        table.HasIndex(row => new { row.DefinitionId, row.At });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>Children of one dispatch that an instance waits for. They are counted here, so that the parent's state is the same for ten as for ten thousand.</summary>
public sealed class BulkDispatchRow : IEntityTypeConfiguration<BulkDispatchRow>
{
    public string InstanceId { get; init; } = "";

    /// <summary>Where the instance waits.</summary>
    public int Bookmark { get; init; }

    /// <summary>How many were asked for.</summary>
    public int Children { get; init; }

    /// <summary>How many have not ended yet.</summary>
    public int Remaining { get; init; }

    void IEntityTypeConfiguration<BulkDispatchRow>.Configure(EntityTypeBuilder<BulkDispatchRow> table) =>
        table.ToTable("bulk_dispatches").HasKey(row => new { row.InstanceId, row.Bookmark });
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Requests;

/// <summary>A request of a caller that was carried out, under the key the caller gave it: asked again, it is answered alike and does nothing.</summary>
public sealed class AcknowledgedRequestRow : IEntityTypeConfiguration<AcknowledgedRequestRow>
{
    public string Key { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>What was answered, as the use case wrote it.</summary>
    public string Answer { get; init; } = "";

    void IEntityTypeConfiguration<AcknowledgedRequestRow>.Configure(EntityTypeBuilder<AcknowledgedRequestRow> table)
    {
        table.ToTable("acknowledged_requests").HasKey(row => row.Key);
        table.HasIndex(row => row.At);
    }
}

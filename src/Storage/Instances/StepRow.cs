using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Instances;

/// <summary>What one step of an instance did, and what it was given; written once. Both byte strings are packed, see <see cref="Packing"/>.</summary>
public sealed class StepRow : IEntityTypeConfiguration<StepRow>
{
    public string InstanceId { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What happened; read with <see cref="Engine.Running.Journal"/>.</summary>
    public byte[] Journal { get; init; } = [];

    /// <summary>Enough to run the step again; read with <see cref="Engine.Running.InputLog"/>.</summary>
    public byte[] Log { get; init; } = [];

    /// <summary>What became known only after the step was saved ("response undeliverable"), or null.</summary>
    public string? Note { get; init; }

    void IEntityTypeConfiguration<StepRow>.Configure(EntityTypeBuilder<StepRow> table) =>
        table.ToTable("steps").HasKey(row => new { row.InstanceId, row.Number });
}

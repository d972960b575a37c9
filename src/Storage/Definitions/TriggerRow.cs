using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>What starts an instance of a published definition by itself.</summary>
public sealed class TriggerRow : IEntityTypeConfiguration<TriggerRow>
{
    public long Id { get; init; }

    public string DefinitionId { get; init; } = "";

    public string VersionId { get; init; } = "";

    public string ActivityId { get; init; } = "";

    /// <summary>Hash of kind and text.</summary>
    public long Hash { get; init; }

    public string Kind { get; init; } = "";

    public string Text { get; init; } = "";

    void IEntityTypeConfiguration<TriggerRow>.Configure(EntityTypeBuilder<TriggerRow> table)
    {
        table.ToTable("triggers").HasKey(row => row.Id);
        table.HasIndex(row => row.Hash);
        table.HasIndex(row => row.DefinitionId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Definitions;

/// <summary>What starts an instance of a published definition by itself.</summary>
public sealed class TriggerRow : IEntityTypeConfiguration<TriggerRow>
{
    public long Id { get; private set; }

    public string DefinitionId { get; private set; } = "";

    public string VersionId { get; private set; } = "";

    public string ActivityId { get; private set; } = "";

    /// <summary>Hash of kind and text.</summary>
    public long Hash { get; private set; }

    public string Kind { get; private set; } = "";

    public string Text { get; private set; } = "";

    void IEntityTypeConfiguration<TriggerRow>.Configure(EntityTypeBuilder<TriggerRow> table)
    {
        table.ToTable("triggers").HasKey(row => row.Id);
        table.HasIndex(row => row.Hash);
        table.HasIndex(row => row.DefinitionId);
    }
}

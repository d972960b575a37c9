using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>Something of a case that may not be kept much longer, or not any more. A person decides; nothing is erased by this row.</summary>
public sealed class RetentionRow : IEntityTypeConfiguration<RetentionRow>
{
    public string CaseId { get; init; } = "";

    /// <summary>Line of the rules of retention.</summary>
    public string Rule { get; init; } = "";

    /// <summary>First day on which it may not be kept any more.</summary>
    public DateOnly EraseFrom { get; init; }

    public DateTimeOffset FoundAt { get; init; }

    void IEntityTypeConfiguration<RetentionRow>.Configure(EntityTypeBuilder<RetentionRow> table)
    {
        table.ToTable("retention_candidates").HasKey(row => new { row.CaseId, row.Rule });
        table.HasIndex(row => row.EraseFrom);
    }
}

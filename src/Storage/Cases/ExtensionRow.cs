using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>An extension of a period. Columns are the facts of <c>extension</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ExtensionRow : IEntityTypeConfiguration<ExtensionRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public DateOnly? AnnouncedOn { get; init; }

    public string? Length { get; init; }

    public DateOnly? NewEnd { get; init; }

    public bool? NewEndStands { get; init; }

    public bool? Reasoned { get; init; }

    public string? Reason { get; init; }

    public string? AskedBy { get; init; }

    public bool? Admissible { get; init; }

    void IEntityTypeConfiguration<ExtensionRow>.Configure(EntityTypeBuilder<ExtensionRow> table)
    {
        table.ToTable("extensions").HasKey(row => new { row.CaseId, row.Number });
    }
}

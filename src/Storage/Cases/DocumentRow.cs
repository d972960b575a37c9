using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A document that an authority asks for. Columns are the facts of <c>document</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class DocumentRow : IEntityTypeConfiguration<DocumentRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Code { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public bool? Required { get; init; }

    public bool? CostsMoney { get; init; }

    public string? Copies { get; init; }

    public bool? TranslationNeeded { get; init; }

    public DateOnly? RequestedOn { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public DateOnly? CheckedOn { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public string? UnobtainableReason { get; init; }

    public DateOnly? AffidavitOn { get; init; }

    public DateOnly? CopiesDestroyedOn { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<DocumentRow>.Configure(EntityTypeBuilder<DocumentRow> table)
    {
        table.ToTable("documents").HasKey(row => new { row.CaseId, row.Number });
    }
}

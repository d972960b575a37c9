using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>The index of the objects that a case has: whoever reads a case knows from it which tables to ask.</summary>
public sealed class CaseObjectRow : IEntityTypeConfiguration<CaseObjectRow>
{
    public string CaseId { get; init; } = "";

    public string Kind { get; init; } = "";

    public int Number { get; init; }

    /// <summary>The object it belongs to, <c>application:2</c>; null: the case.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    void IEntityTypeConfiguration<CaseObjectRow>.Configure(EntityTypeBuilder<CaseObjectRow> table) =>
        table.ToTable("case_objects").HasKey(row => new { row.CaseId, row.Kind, row.Number });
}

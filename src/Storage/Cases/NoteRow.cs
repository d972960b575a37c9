using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A note on a case. Columns are the facts of <c>note</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class NoteRow : IEntityTypeConfiguration<NoteRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public DateOnly? WrittenOn { get; init; }

    public string? Kind { get; init; }

    public string? Body { get; init; }

    void IEntityTypeConfiguration<NoteRow>.Configure(EntityTypeBuilder<NoteRow> table)
    {
        table.ToTable("notes").HasKey(row => new { row.CaseId, row.Number });
    }
}

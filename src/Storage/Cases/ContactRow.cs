using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A talk, a letter or an attempt at one. Columns are the facts of <c>contact</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ContactRow : IEntityTypeConfiguration<ContactRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public DateOnly? HeldOn { get; init; }

    public string? Channel { get; init; }

    public string? Kind { get; init; }

    public string? Counselling { get; init; }

    public int? Minutes { get; init; }

    public string? Topics { get; init; }

    public string? Partner { get; init; }

    public string? CounsellorId { get; init; }

    public string? Language { get; init; }

    public bool? Interpreter { get; init; }

    public string? Initiative { get; init; }

    public bool? Reached { get; init; }

    public string? Country { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<ContactRow>.Configure(EntityTypeBuilder<ContactRow> table)
    {
        table.ToTable("contacts").HasKey(row => new { row.CaseId, row.Number });
    }
}

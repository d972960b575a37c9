using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>One attempt at an examination. Columns are the facts of <c>exam</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ExamRow : IEntityTypeConfiguration<ExamRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public int? Attempt { get; init; }

    public int? MaxAttempts { get; init; }

    public DateOnly? RegisteredOn { get; init; }

    public DateOnly? DateKnownOn { get; init; }

    public DateOnly? SummonedOn { get; init; }

    public DateOnly? HeldOn { get; init; }

    public DateOnly? SecondOn { get; init; }

    public string? Place { get; init; }

    public string? PartsFailed { get; init; }

    public string? Result { get; init; }

    public DateOnly? ResultOn { get; init; }

    public DateOnly? TalkedOn { get; init; }

    public bool? IsFinal { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<ExamRow>.Configure(EntityTypeBuilder<ExamRow> table)
    {
        table.ToTable("exams").HasKey(row => new { row.CaseId, row.Number });
    }
}

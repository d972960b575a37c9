using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A decision of an authority. Columns are the facts of <c>decision</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class DecisionRow : IEntityTypeConfiguration<DecisionRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public DateOnly? DatedOn { get; init; }

    public DateOnly? PostedOn { get; init; }

    public string? Mode { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public bool? NeverReceived { get; init; }

    public DateOnly? NotifiedOn { get; init; }

    public string? RemedyKind { get; init; }

    public string? RemedyBody { get; init; }

    public string? RemedyLength { get; init; }

    public DateOnly? RemedyEnd { get; init; }

    public string? Instruction { get; init; }

    public bool? Favourable { get; init; }

    public bool? ChoiceOfMeasure { get; init; }

    public string? MeasureChosen { get; init; }

    public DateOnly? MeasureChosenOn { get; init; }

    public int? MeasureMonths { get; init; }

    public DateOnly? UploadedOn { get; init; }

    public DateOnly? DiscussedOn { get; init; }

    public string? RemedyChoice { get; init; }

    public DateOnly? RemedyChoiceOn { get; init; }

    public string? NextStep { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public string? PartialScope { get; init; }

    public decimal? Fee { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<DecisionRow>.Configure(EntityTypeBuilder<DecisionRow> table)
    {
        table.ToTable("decisions").HasKey(row => new { row.CaseId, row.Number });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>An objection or an action against a decision. Columns are the facts of <c>remedy</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class RemedyRow : IEntityTypeConfiguration<RemedyRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Kind { get; init; }

    public DateOnly? FiledOn { get; init; }

    public string? Body { get; init; }

    public bool? Lawyer { get; init; }

    public string? LegalAid { get; init; }

    public DateOnly? MissedEndOn { get; init; }

    public DateOnly? ObstacleGoneOn { get; init; }

    public DateOnly? ReinstatementOn { get; init; }

    public string? Outcome { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? DecisionPostedOn { get; init; }

    public DateOnly? DecisionServedOn { get; init; }

    public string? DecisionMode { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public DateOnly? SuitFiledOn { get; init; }

    public string? FileNumber { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<RemedyRow>.Configure(EntityTypeBuilder<RemedyRow> table)
    {
        table.ToTable("remedies").HasKey(row => new { row.CaseId, row.Number });
    }
}

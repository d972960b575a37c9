using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.CaseEvents;

/// <summary>Who did what in a case, when. Ids and codes only; what people wrote stands in the facts.</summary>
public sealed class CaseEventRow : IEntityTypeConfiguration<CaseEventRow>
{
    public long Id { get; init; }

    public string CaseId { get; init; } = "";

    /// <summary>When it was done here.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it happened out there; null where that is no question.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>When we learned of it.</summary>
    public DateOnly? LearnedOn { get; init; }

    /// <summary>Id of a person of the staff, or <c>system</c>.</summary>
    public string Who { get; init; } = "";

    /// <summary>What happened, for example <c>case-opened</c>, <c>event-recorded</c>.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it is about; null: the case.</summary>
    public string? Object { get; init; }

    /// <summary>Ids and codes, as a JSON list of texts.</summary>
    public string Args { get; init; } = "[]";

    void IEntityTypeConfiguration<CaseEventRow>.Configure(EntityTypeBuilder<CaseEventRow> table)
    {
        table.ToTable("case_events").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>One fact as it was recorded. Rows are added and marked, never changed: what somebody once knew can always be seen.</summary>
public sealed class CaseFactRow : IEntityTypeConfiguration<CaseFactRow>
{
    public long Id { get; init; }

    public string CaseId { get; init; } = "";

    public string Kind { get; init; } = "";

    public int Number { get; init; }

    public string Field { get; init; } = "";

    /// <summary>Canonical text: days as 2026-01-31, codes with commas between; null: not known any more.</summary>
    public string? Value { get; init; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly HappenedOn { get; init; }

    /// <summary>The day on which we learned of it.</summary>
    public DateOnly LearnedOn { get; init; }

    /// <summary>Who we have it from: CLIENT, DOCUMENT, AUTHORITY, EMPLOYER, PROVIDER, COUNSELLOR, SYSTEM.</summary>
    public string Source { get; init; } = "";

    /// <summary>Id of the person who recorded it, or of the part of the program.</summary>
    public string RecordedBy { get; init; } = "";

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Another fact counts instead. Of each field of an object at most one row is not superseded.</summary>
    public bool IsSuperseded { get; init; }

    void IEntityTypeConfiguration<CaseFactRow>.Configure(EntityTypeBuilder<CaseFactRow> table)
    {
        table.ToTable("case_facts").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.Kind, row.Number, row.Field });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A job after or during recognition. Columns are the facts of <c>employment</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class EmploymentRow : IEntityTypeConfiguration<EmploymentRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Occupation { get; init; }

    public string? Kldb { get; init; }

    public string? Employer { get; init; }

    public string? EmployerEmail { get; init; }

    public DateOnly? ContractOn { get; init; }

    public DateOnly? StartsOn { get; init; }

    public string? Adequate { get; init; }

    public string? Contract { get; init; }

    public int? Hours { get; init; }

    public DateOnly? FixedTermUntil { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? FoundBy { get; init; }

    public bool? TitleChange { get; init; }

    public DateOnly? StillEmployedOn { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<EmploymentRow>.Configure(EntityTypeBuilder<EmploymentRow> table)
    {
        table.ToTable("employments").HasKey(row => new { row.CaseId, row.Number });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A consent for one purpose. Columns are the facts of <c>consent</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class ConsentRow : IEntityTypeConfiguration<ConsentRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Purpose { get; init; }

    public string? TextVersion { get; init; }

    public string? Form { get; init; }

    public DateOnly? GivenOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public string? Recipient { get; init; }

    void IEntityTypeConfiguration<ConsentRow>.Configure(EntityTypeBuilder<ConsentRow> table)
    {
        table.ToTable("consents").HasKey(row => new { row.CaseId, row.Number });
    }
}

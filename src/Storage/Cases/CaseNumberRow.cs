using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>The last number of a case that was given out for a Land in a year. It only rises, also when cases are erased.</summary>
public sealed class CaseNumberRow : IEntityTypeConfiguration<CaseNumberRow>
{
    public string Land { get; init; } = "";

    public int Year { get; init; }

    public int Last { get; init; }

    void IEntityTypeConfiguration<CaseNumberRow>.Configure(EntityTypeBuilder<CaseNumberRow> table)
    {
        table.ToTable("case_numbers").HasKey(row => new { row.Land, row.Year });
        table.Property(row => row.Year).ValueGeneratedNever();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Ladders;

/// <summary>A list that somebody of the staff was given: what the day brings, or which cases do not get on.</summary>
public sealed class StaffListRow : IEntityTypeConfiguration<StaffListRow>
{
    /// <summary>M53 or M54.</summary>
    public string Occasion { get; init; } = "";

    public string StaffId { get; init; } = "";

    public DateOnly Day { get; init; }

    /// <summary>Headings with their lines, as JSON; ids, codes and days only.</summary>
    public string Sections { get; init; } = "[]";

    /// <summary>How many lines there are.</summary>
    public int Lines { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    void IEntityTypeConfiguration<StaffListRow>.Configure(EntityTypeBuilder<StaffListRow> table)
    {
        table.ToTable("staff_lists").HasKey(row => new { row.Occasion, row.StaffId, row.Day });
        table.HasIndex(row => row.Day);
    }
}

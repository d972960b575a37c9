using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Staff;

/// <summary>A counselling centre.</summary>
public sealed class CentreRow : IEntityTypeConfiguration<CentreRow>
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Two letters; part of the case numbers, and decides about holidays.</summary>
    public string Land { get; init; } = "";

    /// <summary>Official key of the municipality, or null.</summary>
    public string? Ags { get; init; }

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    void IEntityTypeConfiguration<CentreRow>.Configure(EntityTypeBuilder<CentreRow> table) => table.ToTable("centres").HasKey(row => row.Id);
}

/// <summary>Somebody who works with cases.</summary>
public sealed class StaffRow : IEntityTypeConfiguration<StaffRow>
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    /// <summary>COUNSELLOR, LEAD, OFFICE, COORDINATION, PROGRAMME or OPERATOR.</summary>
    public string Role { get; init; } = "";

    public string CentreId { get; init; } = "";

    /// <summary>Who stands in, or null.</summary>
    public string? Deputy { get; init; }

    /// <summary>In which language they want their lists: <c>de</c> or <c>en</c>; null: German.</summary>
    public string? Language { get; init; }

    /// <summary>First day of an absence; null: none is known.</summary>
    public DateOnly? AbsentFrom { get; init; }

    /// <summary>Last day of the absence; null: nobody knows yet.</summary>
    public DateOnly? AbsentUntil { get; init; }

    void IEntityTypeConfiguration<StaffRow>.Configure(EntityTypeBuilder<StaffRow> table)
    {
        table.ToTable("staff").HasKey(row => row.Id);
        table.HasIndex(row => row.CentreId);
        table.HasIndex(row => row.Deputy).HasFilter("deputy is not null");
    }
}

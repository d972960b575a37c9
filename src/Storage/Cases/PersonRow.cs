using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>The person of a case. Columns are the facts of <c>person</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class PersonRow : IEntityTypeConfiguration<PersonRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public string? Sex { get; init; }

    public string? Name { get; init; }

    public string? GivenName { get; init; }

    public string? BirthName { get; init; }

    public string? NameVariants { get; init; }

    public string? AcademicTitle { get; init; }

    public DateOnly? BornOn { get; init; }

    public int? BirthYear { get; init; }

    public string? Nationalities { get; init; }

    public string? BirthCountry { get; init; }

    public string? OriginGroup { get; init; }

    public bool? LivesAbroad { get; init; }

    public bool? PlansImmigration { get; init; }

    public string? Street { get; init; }

    public string? Postcode { get; init; }

    public string? Town { get; init; }

    public string? Land { get; init; }

    public string? Ags { get; init; }

    public string? ResidenceCountry { get; init; }

    public int? EntryYear { get; init; }

    public string? Email { get; init; }

    public bool? EmailShared { get; init; }

    public DateOnly? EmailBouncedOn { get; init; }

    public string? Phone { get; init; }

    public string? PreferredChannel { get; init; }

    public bool? UnsafeContact { get; init; }

    public string? Language { get; init; }

    public bool? PlainLanguage { get; init; }

    public bool? Interpreter { get; init; }

    public string? AccessNeeds { get; init; }

    public string? Refugee { get; init; }

    public string? WorkStatus { get; init; }

    public string? Benefits { get; init; }

    public string? AdequatelyEmployed { get; init; }

    public bool? HasJob { get; init; }

    public DateOnly? DiedOn { get; init; }

    void IEntityTypeConfiguration<PersonRow>.Configure(EntityTypeBuilder<PersonRow> table)
    {
        table.ToTable("persons").HasKey(row => new { row.CaseId, row.Number });
        table.HasIndex(row => row.BornOn).HasFilter("born_on is not null");
    }
}

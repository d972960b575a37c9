using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Facts;

/// <summary>What a fact holds, and how <see cref="CaseView"/> gives it.</summary>
public enum FactType
{
    /// <summary>One line; a <see cref="string"/>.</summary>
    Text,

    /// <summary>Several lines; a <see cref="string"/>.</summary>
    LongText,

    /// <summary>A code of the field's list; a <see cref="string"/>.</summary>
    Code,

    /// <summary>Several codes of the field's list, each once; an <see cref="IReadOnlyList{T}"/> of <see cref="string"/>.</summary>
    Codes,

    /// <summary>A legal day; a <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A <see cref="DateTimeOffset"/> in UTC.</summary>
    Instant,

    /// <summary>A whole number; an <see cref="int"/>.</summary>
    Number,

    /// <summary>Euros; a <see cref="decimal"/> with at most two places.</summary>
    Money,

    /// <summary>A <see cref="bool"/>.</summary>
    Bool,

    /// <summary>An <see cref="int"/>.</summary>
    Year,

    /// <summary>A length as in <c>4 weeks</c>; a <see cref="string"/> that <see cref="Periods.Length.TryParse"/> reads.</summary>
    Length,

    /// <summary>A code of the list <c>country</c>.</summary>
    Country,

    /// <summary>A code of the list <c>language</c>.</summary>
    Language,

    /// <summary>A code of the list <c>authority</c>, which comes from the file of authorities.</summary>
    Authority,

    /// <summary>A code of the list <c>profession</c>, which comes from the file of professions.</summary>
    Profession,
}

/// <summary>Who may see a fact, and where it may go.</summary>
public enum Privacy
{
    /// <summary>Codes, days, numbers that name nobody. Procedures and tables may read it.</summary>
    Open,

    /// <summary>Names or describes a person, or is free text. Never leaves the tables of the case.</summary>
    Personal,

    /// <summary>A special category (GDPR Art. 9) or equally delicate. Never leaves the tables of the case, nor any export that does not ask for it by name.</summary>
    Sensitive,
}

/// <summary>Who a fact was learned from.</summary>
public enum FactSource
{
    Client,
    Document,
    Authority,
    Employer,
    Provider,
    Counsellor,
    System,
}

/// <summary>One field of the case model, as <c>facts.yaml</c> lists it.</summary>
public sealed record FactField
{
    /// <summary><c>application.received_on</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of the object it belongs to.</summary>
    public required string Kind { get; init; }

    /// <summary>The name within its kind, which is also its column.</summary>
    public required string Field { get; init; }

    public required FactType Type { get; init; }

    /// <summary>The list its codes come from; null for types that have none.</summary>
    public string? CodeList { get; init; }

    public required Privacy Privacy { get; init; }

    /// <summary>The purpose of the consent that must be given before this may be recorded; null when none is needed.</summary>
    public string? Consent { get; init; }

    public required LocalText Label { get; init; }

    /// <summary>A hint under the field; null when the label says all.</summary>
    public LocalText? Help { get; init; }

    /// <summary>The fact of the catalogue of deadlines that this day (or this posting) sets; null when none hangs on it.</summary>
    public string? DeadlineFact { get; init; }

    /// <summary>A day that has been: a day after today is refused.</summary>
    public bool NotFuture { get; init; }

    /// <summary>Facts (dates) before which this day cannot lie: of the same object, or of an object that it belongs to.</summary>
    public IReadOnlyList<string> NotBefore { get; init; } = [];

    /// <summary>Most characters of a text.</summary>
    public int MaxLength { get; init; }

    /// <summary>Bounds of a number, a year or an amount, both included; null for none.</summary>
    public int? Least { get; init; }

    /// <inheritdoc cref="Least"/>
    public int? Most { get; init; }

    /// <summary>
    /// Whether it changes in the course of things (an address, a status): then the value with the latest event date counts, however late it was recorded. Of all other
    /// facts the one recorded last counts.
    /// </summary>
    public bool Changes { get; init; }

    /// <summary>Whether every object of the kind must have it in the end. Whoever records a new object by hand gives it at once; the form of a procedure may ask for it later.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>When it must be given wherever the fact that it hangs on is; null: never. A reason belongs to what it gives the reason for.</summary>
    public Forms.FactIn? RequiredWhen { get; init; }

    /// <summary>When it comes, if not with the object: <c>entry</c>, <c>exit</c>, <c>followup</c> of ESF data, <c>course</c> for what follows in the course of things; null: with the object.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether procedures, tables and reports may read it.</summary>
    public bool IsOpen => Privacy == Privacy.Open;

    public override string ToString() => Name;
}

/// <summary>A kind of objects that a case has.</summary>
/// <param name="Name">Singular: <c>application</c>.</param>
/// <param name="Table">Plural: the table that holds its fields.</param>
/// <param name="Owners">Kinds of objects that one of this kind belongs to; the first that the case has counts. Empty: it belongs to the case.</param>
public sealed record FactKind(string Name, string Table, IReadOnlyList<string> Owners, LocalText Label);

using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Professions;

/// <summary>Where somebody's diploma is from, or where somebody belongs, as recognition law asks: EU, EEA or Switzerland, or elsewhere.</summary>
public enum Origin
{
    EU,
    Third,
}

/// <summary>The law under which an occupation is recognised.</summary>
public enum RecognitionLaw
{
    /// <summary>The federal recognition act.</summary>
    Bqfg,

    /// <summary>A professional act of its own; the recognition act does not apply, or only in part.</summary>
    Special,

    /// <summary>Law of the Land.</summary>
    Land,

    /// <summary>There is no procedure for equivalence; a statement of comparability instead.</summary>
    None,
}

/// <summary>Who decides between the measures that can close differences.</summary>
public enum Chooser
{
    Client,
    Authority,
}

/// <summary>Occupations to which the same special rules apply.</summary>
/// <param name="Circumstances">Circumstances of the catalogue of deadlines that hold for it.</param>
public sealed record ProfessionGroup(string Code, LocalText Name, IReadOnlyList<string> Circumstances);

/// <summary>A German reference occupation.</summary>
public sealed record Profession
{
    public required string Code { get; init; }

    public required LocalText Name { get; init; }

    public required ProfessionGroup Group { get; init; }

    /// <summary>Whether it may be exercised, or its title be used, only with permission.</summary>
    public required bool IsRegulated { get; init; }

    public required RecognitionLaw Law { get; init; }

    /// <summary>The paragraphs.</summary>
    public required string Statute { get; init; }

    /// <summary>Kind of the authorities that decide about it.</summary>
    public required string AuthorityKind { get; init; }

    /// <summary>German classification of occupations 2010, as many digits as are known.</summary>
    public required string Kldb { get; init; }

    /// <summary>International classification, as many digits as are known.</summary>
    public required string Isco { get; init; }

    /// <summary>Whether listed diplomas of the EU, EEA and Switzerland are recognised without comparison.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What can close differences in a regulated profession, by origin of the diploma.</summary>
    public required IReadOnlyDictionary<Origin, IReadOnlyList<string>> Compensation { get; init; }

    /// <summary>Null where there is nothing to choose.</summary>
    public Chooser? Chooses { get; init; }

    /// <summary>Kinds of measures that can close differences where nothing is imposed.</summary>
    public IReadOnlyList<string> Adaptation { get; init; } = [];

    /// <summary>Whether a qualification analysis can replace papers (BQFG § 14).</summary>
    public bool AllowsAnalysis { get; init; }

    /// <summary>Level of German usually asked for with the licence; null: none, or not known.</summary>
    public string? Language { get; init; }

    /// <summary>A language examination of its own, if any.</summary>
    public string? LanguageExam { get; init; }

    /// <summary>Code of the checklist of papers.</summary>
    public required string Checklist { get; init; }

    public required string Source { get; init; }

    /// <summary>Nobody has verified it; people must see that.</summary>
    public bool IsAssumption { get; init; }

    public LocalText? Remark { get; init; }

    /// <summary>The circumstances under which deadlines of this occupation are counted.</summary>
    public IEnumerable<string> Circumstances => IsRegulated ? Group.Circumstances.Append("regulated") : Group.Circumstances;
}

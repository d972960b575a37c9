using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>Whom a deadline binds, and so what must happen with it.</summary>
public enum DeadlineClass
{
    /// <summary>It binds an authority: watch it, and ask when it has passed.</summary>
    A,

    /// <summary>The client's own, at whose end a right is lost: never miss it, never silence its warnings.</summary>
    C,

    /// <summary>It binds somebody else: an employer, the programme, whoever keeps the data.</summary>
    O,

    /// <summary>Soft: an aim of ours, no law.</summary>
    S,
}

/// <summary>How a row of the catalogue comes from its fact to its end.</summary>
public enum CountingRule
{
    /// <summary>The day of the fact is not counted (BGB § 187 Abs. 1).</summary>
    After,

    /// <summary>The day of the fact is the first day (BGB § 187 Abs. 2).</summary>
    Beginning,

    /// <summary>Backwards from the fact.</summary>
    Before,

    /// <summary>An act becomes possible when the period is over.</summary>
    NotBefore,

    /// <summary>The day of the fact itself.</summary>
    OnDay,

    /// <summary>As the authority or the contract set it.</summary>
    AsSet,

    /// <summary>From the end of the year in which the fact lies (BGB § 199 Abs. 1).</summary>
    YearEnd,
}

/// <summary>A text in both languages of the desk.</summary>
public sealed record LocalText(string German, string English)
{
    public string In(Language language) => language == Language.German ? German : English;
}

/// <summary>The languages in which deadlines explain themselves.</summary>
public enum Language
{
    German,
    English,
}

/// <summary>A deadline of the catalogue.</summary>
/// <param name="Addressee">Code of whoever is bound.</param>
/// <param name="At">Whose seat decides about holidays: authority, court, agency …</param>
/// <param name="Rows">How it was and is counted; of those that fit the circumstances the first that was valid on the day of the start fact counts.</param>
public sealed record DeadlineRule(string Code, LocalText Name, DeadlineClass Class, string Addressee, string At, IReadOnlyList<DeadlineRow> Rows)
{
    /// <summary>Whether something becomes possible at its end, as an action for failure to act does: whoever lets that day pass has lost nothing.</summary>
    public bool Opens => Rows.Any(row => row.Rule == CountingRule.NotBefore);
}

/// <summary>One way to count a deadline, for certain circumstances and a span of time.</summary>
public sealed record DeadlineRow
{
    /// <summary>First day of a start fact for which the row holds.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null: no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The paragraph.</summary>
    public required string Source { get; init; }

    public required CountingRule Rule { get; init; }

    /// <summary>The facts that can set it in motion; the first that is known does.</summary>
    public required IReadOnlyList<string> Start { get; init; }

    /// <summary>Null when the rule needs none: a fixed day, or a period that somebody else sets.</summary>
    public Length? Length { get; init; }

    /// <summary>The authority's own rule may be another one, which then replaces <see cref="Length"/>.</summary>
    public bool LengthMayBeSet { get; init; }

    /// <summary>Circumstances that must all hold.</summary>
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>Länder for whose authorities the row holds; empty: all.</summary>
    public IReadOnlySet<Land> Laender { get; init; } = new HashSet<Land>();

    /// <summary>Paragraph of the weekend rule; null: the end is not shifted.</summary>
    public string? Shift { get; init; }

    public SuspensionRule? Suspensions { get; init; }

    public ExtensionRule? Extensions { get; init; }

    /// <summary>Facts with which the deadline is over without having been kept or missed.</summary>
    public IReadOnlyList<string> EndsWith { get; init; } = [];

    /// <summary>Earlier facts that belong to the story and are told with it.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>A limit of the same right that counts if it comes first.</summary>
    public DeadlineLimit? Limit { get; init; }

    /// <summary>What counts instead when a fact became known only after the end.</summary>
    public LateKnowledge? Late { get; init; }

    /// <summary>An agreement for less is doubtful.</summary>
    public AgreedMinimum? Minimum { get; init; }

    /// <summary>If nothing was said until the end, approval is deemed given from the next day on.</summary>
    public bool DeemedApproved { get; init; }

    /// <summary>Nobody has checked the row yet; people must see that.</summary>
    public bool IsAssumption { get; init; }

    public LocalText? Remark { get; init; }

    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public bool Fits(IReadOnlySet<string> circumstances, Land? land) =>
        When.All(circumstances.Contains) && (Laender.Count == 0 || (land is { } seat && Laender.Contains(seat)));
}

/// <summary>An absolute end counted from another fact (VwVfG § 32 Abs. 3, KSchG § 5 Abs. 3 S. 2).</summary>
public sealed record DeadlineLimit(string Start, Length Length, string Source);

/// <summary>A shorter period from the day somebody learned of it, when that was too late for the main one (SGB III § 38 Abs. 1 S. 2).</summary>
public sealed record LateKnowledge(string Start, Length Length, string? Shift, string Source);

/// <summary>The shortest period that may be agreed under certain circumstances.</summary>
public sealed record AgreedMinimum(Length Length, IReadOnlyList<string> When, string Source);

namespace IqWorkflows.Cases.Forms;

/// <summary>What somebody typed into a form, or what a program sent for it.</summary>
/// <param name="Values">
/// Texts by fact: days as <c>2026-01-31</c>, instants as <c>2026-01-31T09:00</c> (German time) or with an offset, codes as codes, several of them with commas between,
/// yes and no as <c>true</c> and <c>false</c>. An empty text is a field left empty.
/// </param>
public sealed record Submission(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The day on which it happened, <c>2026-01-31</c>; null or empty: the day on which it was learned.</summary>
    public string? HappenedOn { get; init; }

    /// <summary>The day on which it was learned; null or empty: today.</summary>
    public string? LearnedOn { get; init; }

    /// <summary>Who it was learned from, <c>AUTHORITY</c>; null or empty: the counsellor.</summary>
    public string? Source { get; init; }

    /// <summary>Another object than the current one, for the fields of its kind; null: the current one. For corrections of an older object.</summary>
    public Facts.ObjectRef? Object { get; init; }

    /// <summary>Facts to be emptied: what was known before is not known any more. A field that is merely left empty stays as it is.</summary>
    public IReadOnlyCollection<string> Cleared { get; init; } = [];

    /// <summary>A form sent with nothing in it.</summary>
    public static Submission Empty { get; } = new(new Dictionary<string, string>());
}

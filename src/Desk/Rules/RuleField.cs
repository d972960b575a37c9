using System.Globalization;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Desk.Rules;

/// <summary>How a member of an entry is asked for.</summary>
public enum RuleFieldType
{
    Text,
    LongText,
    Number,
    Date,
    YesNo,
    Choice,

    /// <summary>Several of a list.</summary>
    Choices,

    /// <summary>Times before and after a day, in words.</summary>
    Times,
}

/// <summary>A member of an entry as a form asks for it.</summary>
/// <param name="Path">Its name; with a dot it lies in an entry within: <c>name.de</c>.</param>
/// <param name="Label">Key of its label.</param>
/// <param name="Type">How it is asked for.</param>
public sealed record RuleField(string Path, string Label, RuleFieldType Type = RuleFieldType.Text)
{
    public bool IsRequired { get; init; }

    /// <summary>Key of a hint, or null.</summary>
    public string? Hint { get; init; }

    public IReadOnlyList<(string Code, string Label)> Options { get; init; } = [];

    /// <summary>In which times are told.</summary>
    public Language Language { get; init; }

    public int Longest => Type == RuleFieldType.LongText ? 2000 : 300;

    /// <summary>What stands in the entry, as somebody would type it; several choices with commas between.</summary>
    public string Of(RuleEntry entry) => Type switch
    {
        RuleFieldType.YesNo => Owner(entry).Is(Name) ? "yes" : "",
        RuleFieldType.Choices => string.Join(',', Owner(entry).Texts(Name)),
        RuleFieldType.Times => RungTimes.InWords(Owner(entry).Texts(Name), Language),
        _ => Owner(entry).Text(Name) ?? "",
    };

    /// <summary>Puts what was typed into the entry.</summary>
    public void Put(RuleEntry entry, string typed)
    {
        var owner = Owner(entry);
        switch (Type)
        {
            case RuleFieldType.YesNo:
                owner.Set(Name, typed == "yes");
                break;
            case RuleFieldType.Choices:
                owner.Set(Name, typed.Split(',', StringSplitOptions.RemoveEmptyEntries));
                break;
            case RuleFieldType.Number or RuleFieldType.Date:
                owner.SetPlain(Name, typed);
                break;
            case RuleFieldType.Times:
                owner.Set(Name, RungTimes.Read(typed) ?? []);
                break;
            default:
                owner.Set(Name, typed);
                break;
        }
        if (Path.Contains('.', StringComparison.Ordinal))
            entry.Set(Path.Split('.')[0], owner);
    }

    /// <returns>Key of what is wrong with what was typed; null: nothing.</returns>
    public string? Against(string typed)
    {
        if (typed.Length == 0)
            return IsRequired ? "Rules.Required" : null;
        if (typed.Length > Longest && Type is not RuleFieldType.Choices)
            return "Rules.FieldTooLong";
        return Type switch
        {
            RuleFieldType.Date when !DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "Rules.NoDay",
            RuleFieldType.Number when !int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1_000_000 => "Rules.NoNumber",
            RuleFieldType.Choice when !Options.Any(option => option.Code == typed) => "Rules.NoChoice",
            RuleFieldType.Choices when typed.Split(',').Any(code => !Options.Any(option => option.Code == code)) => "Rules.NoChoice",
            RuleFieldType.Times when RungTimes.Read(typed) is null => "Rules.NoTimes",
            _ => null,
        };
    }

    private string Name => Path.Split('.')[^1];

    private RuleEntry Owner(RuleEntry entry) => Path.Contains('.', StringComparison.Ordinal) ? entry.Entry(Path.Split('.')[0]) : entry;
}

/// <summary>A list of entries within an entry, each a row of a form.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Title">Key of its heading.</param>
/// <param name="Row">Key of the heading of a row; its argument is the row's number.</param>
/// <param name="Fields">What is asked for in each row.</param>
/// <param name="Extra">How many empty rows are offered; 0: rows can neither be added nor taken away.</param>
public sealed record RuleRows(string List, string Title, string Row, IReadOnlyList<RuleField> Fields, int Extra)
{
    /// <summary>Key of what is said once above all rows, or null.</summary>
    public string? Hint { get; init; }

    /// <summary>Says what a row is about beyond its fields; empty: nothing.</summary>
    public Func<RuleEntry, string> About { get; init; } = _ => "";
}

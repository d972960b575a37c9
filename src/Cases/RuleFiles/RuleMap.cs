using System.Globalization;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using YamlDotNet.RepresentationModel;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>
/// One mapping of the file. What is asked for and missing or malformed is reported, and some value is given back all the same: the reading goes on, and its result is
/// thrown away. <see cref="Close"/> reports members nobody asked for.
/// </summary>
internal sealed class RuleMap(RuleText text, YamlMappingNode node, string path)
{
    private readonly HashSet<string> _asked = [];

    public string Path => path;

    /// <summary>Where it begins in the file, from 1.</summary>
    public int Line => (int)Math.Max(1, node.Start.Line);

    /// <summary>Where a member stands in the file, from 1.</summary>
    public int LineOf(string name) => (int)Math.Max(1, (Find(name) ?? node).Start.Line);

    /// <summary>Names of the members, in the order of the file.</summary>
    public IEnumerable<string> Names => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public bool Has(string name) => Find(name) is not null;

    public bool IsMap(string name) => Find(name) is YamlMappingNode;

    public void Report(string name, string message, string remedy) => text.Report((Find(name) ?? node).Start, PathOf(name), message, remedy);

    public string Text(string name)
    {
        if (OptionalText(name) is { } value)
            return value;
        if (!Has(name))
            Report(name, $"\"{name}\" is missing.", "Add it.");
        return "";
    }

    public string? OptionalText(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return scalar.Value;
            default:
                Report(name, $"\"{name}\" is no text.", "Write one value behind the colon.");
                return null;
        }
    }

    /// <summary>One text, or a list of texts; empty when the member is missing.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not YamlSequenceNode list)
            return OptionalText(name) is { } single ? [single] : [];
        if (list.Children.All(child => child is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Cast<YamlScalarNode>().Select(child => child.Value!)];
        Report(name, $"\"{name}\" holds something that is no text.", "Write [one, two].");
        return [];
    }

    public DateOnly Day(string name) => OptionalDay(name) ?? Missing(name, DateOnly.MinValue);

    public DateOnly? OptionalDay(string name) => Parsed<DateOnly>(
        name, "a day", "Write it as 2026-04-29.", (string value, out DateOnly day) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day));

    public int Number(string name) => OptionalNumber(name) ?? Missing(name, 0);

    public int? OptionalNumber(string name) => Parsed<int>(
        name, "a whole number", "Write digits only.", (string value, out int number) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number));

    public bool YesOrNo(string name) => Parsed<bool>(
        name, "yes or no", "Write yes or no.", (string value, out bool yes) => (yes = value is "yes" or "true") || value is "no" or "false") ?? false;

    public Length Length(string name) => OptionalLength(name) ?? Missing(name, Periods.Length.Days(1));

    /// <summary>A length in days, weeks, months or years.</summary>
    public Length CalendarLength(string name)
    {
        var length = Length(name);
        if (length.IsByCalendar)
            return length;
        Report(name, "Hours and Werktage are not counted here.", "Write days, weeks, months or years.");
        return Periods.Length.Days(1);
    }

    public Length? OptionalLength(string name) => Parsed<Length>(name, "a length", "Write it as 3 months, 2 weeks, 14 days, 3 werktage, 1 year or 72 hours.", Periods.Length.TryParse);

    /// <summary>One of a closed list of words, written in lower case with underscores.</summary>
    public T Word<T>(string name) where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(Spelling);
        return Parsed<T>(name, "a known word", $"Write one of {string.Join(", ", words.Keys)}.", words.TryGetValue) ?? Missing(name, default(T));

        static string Spelling(T value) => typeof(T) == typeof(DeadlineClass)
            ? value.ToString()
            : string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
    }

    /// <summary>A name that must be in a list elsewhere in the file.</summary>
    public string? Reference(string name, IEnumerable<string> known, string section) => References(name, known, section) is [var first, ..] ? first : null;

    public IReadOnlyList<string> References(string name, IEnumerable<string> known, string section)
    {
        var names = Texts(name);
        if (names.Count == 0) // most members are missing, and the list of what is known is long
            return names;
        foreach (var unknown in names.Except(known))
            Report(name, $"\"{unknown}\" is not listed under \"{section}\".", "Take one that is, or add it there.");
        return names;
    }

    /// <summary>Länder by their letters; <c>all</c> and <c>none</c> are words for the whole list and the empty one.</summary>
    public IReadOnlySet<Land> Laender(string name)
    {
        var laender = new HashSet<Land>();
        foreach (var word in Texts(name))
        {
            if (word == "all")
                laender.UnionWith(Enum.GetValues<Land>());
            else if (Enum.TryParse<Land>(word, out var land) && Enum.IsDefined(land))
                laender.Add(land);
            else if (word != "none")
                Report(name, $"\"{word}\" is no Land.", $"Take {string.Join(", ", Enum.GetNames<Land>())}, all or none.");
        }
        return laender;
    }

    public LocalText Local(string name) => OptionalLocal(name) ?? Missing(name, new LocalText("", ""));

    public LocalText? OptionalLocal(string name)
    {
        if (OptionalMap(name) is not { } map)
            return null;
        var local = new LocalText(map.Text("de"), map.Text("en"));
        map.Close();
        return local;
    }

    public RuleMap Map(string name) => OptionalMap(name) ?? Missing(name, new RuleMap(new RuleText(""), [], ""));

    public RuleMap? OptionalMap(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new RuleMap(text, map, PathOf(name));
            default:
                Report(name, $"\"{name}\" is no mapping.", "Indent its members below it.");
                return null;
        }
    }

    /// <summary>The mappings of a list; empty when the member is missing.</summary>
    public IEnumerable<RuleMap> Maps(string name)
    {
        if (Find(name) is not { } list)
            return [];
        if (list is YamlSequenceNode sequence && sequence.Children.All(child => child is YamlMappingNode))
            return sequence.Children.Select((child, i) => new RuleMap(text, (YamlMappingNode)child, $"{PathOf(name)}[{i}]"));
        Report(name, $"\"{name}\" is no list of mappings.", "Begin each with a dash.");
        return [];
    }

    public void Close()
    {
        foreach (var unknown in Names.Where(name => !_asked.Contains(name)).ToList())
        {
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            var isRestOfText = node.Children[new YamlScalarNode(unknown)] is YamlScalarNode { Value: null or "" };
            Report(unknown, $"Nobody knows \"{unknown}\" here.", isRestOfText
                ? "Within braces a comma ends a text: put the whole text in quotes."
                : $"Remove it, or take one of {known}.");
        }
    }

    private YamlNode? Find(string name)
    {
        _asked.Add(name);
        return node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;
    }

    private T Missing<T>(string name, T instead)
    {
        if (!Has(name))
            Report(name, $"\"{name}\" is missing.", "Add it.");
        return instead;
    }

    private delegate bool TryParse<T>(string value, out T result);

    private T? Parsed<T>(string name, string what, string remedy, TryParse<T> tryParse) where T : struct
    {
        if (OptionalText(name) is not { } value)
            return null;
        if (tryParse(value, out var result))
            return result;
        Report(name, $"\"{value}\" is not {what}.", remedy);
        return null;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}

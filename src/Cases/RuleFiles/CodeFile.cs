using System.Text.RegularExpressions;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the lists of codes from the text of <c>codes.yaml</c>.</summary>
public static partial class CodeFile
{
    public static RuleReading<CodeLists> Read(string text, string file)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<CodeLists>(null, rules.Problems);

        var map = root.Map("lists");
        var lists = map.Names.ToList().Select(name => ListIn(map, name)).ToList();
        if (lists.Count == 0)
            root.Report("lists", "There are no lists of codes.", "List them by name under \"lists\".");
        root.Close();
        return new RuleReading<CodeLists>(rules.Problems.Count == 0 ? new CodeLists(lists) : null, rules.Problems);
    }

    private static CodeList ListIn(RuleMap lists, string name)
    {
        var map = lists.Map(name);
        var codes = map.Names.ToList().Select(code => EntryIn(map, code)).ToList();
        if (!Names.IsSnakeCase(name))
            lists.Report(name, $"\"{name}\" is no name of a list.", "Write small letters and underscores.");
        if (codes.Count == 0)
            lists.Report(name, $"The list {name} has no codes.", "Give it at least one code, or remove it.");
        return new CodeList(name, codes);
    }

    private static CodeEntry EntryIn(RuleMap list, string code)
    {
        var map = list.Map(code);
        if (!Code().IsMatch(code))
            list.Report(code, $"\"{code}\" is no code.", "Write letters without accents, digits and underscores, at most 40.");
        var entry = new CodeEntry(code, new Deadlines.LocalText(map.Text("de"), map.Text("en")), map.OptionalDay("valid_from"), map.OptionalDay("valid_to"));
        if (entry.ValidTo < entry.ValidFrom)
            map.Report("valid_to", "It ends before it begins.", "Put valid_to on or after valid_from.");
        map.Close();
        return entry;
    }

    // no commas: several codes are kept in one text with commas between
    [GeneratedRegex("^[A-Za-z0-9_]{1,40}$")]
    private static partial Regex Code();
}

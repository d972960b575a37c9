using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>The sections of <c>deadlines.yaml</c> that its rows refer to by name.</summary>
internal sealed record SharedRules(
    IReadOnlyDictionary<string, LocalText> Facts, IReadOnlyDictionary<string, LocalText> Circumstances, IReadOnlyDictionary<string, LocalText> Causes,
    IReadOnlyDictionary<string, string> Shifts, IReadOnlyDictionary<string, SuspensionRule> Suspensions, IReadOnlyDictionary<string, ExtensionRule> Extensions)
{
    private const string NoShift = "none";

    public static SharedRules In(RuleMap root)
    {
        var circumstances = LocalTexts(root.Map("circumstances"));
        var causes = LocalTexts(root.Map("causes"));
        return new SharedRules(
            LocalTexts(root.Map("facts")), circumstances, causes, Named(root.Map("shifts"), (map, name) => map.Text(name)),
            Named(root.Map("suspensions"), (map, name) => Suspension(map.Map(name), name, causes.Keys)),
            Named(root.Map("extensions"), (map, name) => Extension(map.Map(name), name, circumstances.Keys)));
    }

    public string FactIn(RuleMap map, string name)
    {
        map.Text(name); // reports it when it is missing
        return map.Reference(name, Facts.Keys, "facts") ?? "";
    }

    /// <summary>The paragraph of the weekend rule, or null for none. It must be said either way: forgetting it would be a wrong date.</summary>
    public string? ShiftIn(RuleMap map)
    {
        if (map.Text("shift") is NoShift or "")
            return null;
        return map.Reference("shift", Shifts.Keys, "shifts") is { } shift ? Shifts.GetValueOrDefault(shift) : null;
    }

    public SuspensionRule? SuspensionIn(RuleMap map) =>
        map.Reference("suspension", Suspensions.Keys, "suspensions") is { } name ? Suspensions.GetValueOrDefault(name) : null;

    public ExtensionRule? ExtensionIn(RuleMap map) =>
        map.Reference("extension", Extensions.Keys, "extensions") is { } name ? Extensions.GetValueOrDefault(name) : null;

    private static SuspensionRule Suspension(RuleMap map, string name, IEnumerable<string> known)
    {
        var listed = map.Map("causes");
        var causes = Named(listed, (causes, code) => Cause(causes.Map(code), code));
        var ineffective = map.OptionalMap("ineffective") is { } without ? Named(without, (texts, code) => texts.Text(code)) : new Dictionary<string, string>();
        foreach (var unknown in causes.Keys.Concat(ineffective.Keys).Except(known))
            listed.Report(unknown, $"\"{unknown}\" is not listed under \"causes\".", "Take one that is, or add it there.");
        var rule = new SuspensionRule(name, map.Text("source"), [.. causes.Values], ineffective);
        map.Close();
        return rule;
    }

    private static SuspensionCause Cause(RuleMap map, string code)
    {
        var ends = map.Text("ends");
        if (ends is not ("period" or "event" or ""))
            map.Report("ends", $"\"{ends}\" is not known.", "Write period when the authority sets a period, event when something happens.");
        var cause = new SuspensionCause(code, map.Text("source"), ends == "period");
        map.Close();
        return cause;
    }

    private static ExtensionRule Extension(RuleMap map, string name, IEnumerable<string> circumstances)
    {
        var limits = map.Maps("limits").Select(limit => Limit(limit, circumstances)).ToList();
        int? times = map.Text("times") == "any" ? null : map.Number("times");
        var rule = new ExtensionRule(name, map.Text("source"), times, map.YesOrNo("needs_reason"), map.YesOrNo("retroactive"), limits);
        map.Close();
        return rule;
    }

    private static ExtensionLimit Limit(RuleMap map, IEnumerable<string> circumstances)
    {
        var limit = new ExtensionLimit(map.References("when", circumstances, "circumstances"), map.CalendarLength("at_most"), map.Text("source"), map.Text("flag"));
        map.Close();
        return limit;
    }

    private static Dictionary<string, LocalText> LocalTexts(RuleMap map) => Named(map, (texts, name) => texts.Local(name));

    private static Dictionary<string, T> Named<T>(RuleMap map, Func<RuleMap, string, T> read) => map.Names.ToDictionary(name => name, name => read(map, name));
}

using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Reads the table of stalled cases from the text of <c>stalled.yaml</c>.</summary>
public static class StalledFile
{
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="facts">All facts and their codes.</param>
    /// <param name="knowsDeadline">Whether the catalogue has a deadline of that code.</param>
    /// <param name="knowsState">Whether a case can stand in a state of that code.</param>
    /// <param name="occasions">The table of occasions.</param>
    public static RuleReading<StalledTable> Read(
        string text, string file, FactCatalog facts, Func<string, bool> knowsDeadline, Func<string, bool> knowsState, OccasionCatalog occasions)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<StalledTable>(null, rules.Problems);

        var conditions = new ConditionReading(facts, knowsDeadline);
        var lines = root.Maps("lines").Select(map => LineIn(map, conditions, knowsState, occasions)).ToList();
        if (lines.Count == 0)
            root.Report("lines", "There are no lines.", "List them under \"lines\".");
        foreach (var twice in lines.GroupBy(line => line.Code, StringComparer.Ordinal).Where(same => same.Count() > 1))
            root.Report("lines", $"{twice.Key} is listed {twice.Count()} times.", "Give each line its own code.");
        root.Close();
        return new RuleReading<StalledTable>(rules.Problems.Count == 0 ? new StalledTable(lines) : null, rules.Problems);
    }

    private static StalledLine LineIn(RuleMap map, ConditionReading conditions, Func<string, bool> knowsState, OccasionCatalog occasions)
    {
        var states = map.Texts("state");
        foreach (var unknown in states.Where(state => !knowsState(state)))
            map.Report("state", $"There is no state {unknown}.", "Take a code of states.yaml.");
        if (!RungOffset.TryParse(map.Text("after"), out var after))
            map.Report("after", "This is no distance.", "Write 0, +5 WD, +42 d, +3 m or -5 WD.");
        if (!Enum.TryParse<EscalationLevel>(map.Text("level"), out var level) || level is not (EscalationLevel.L1 or EscalationLevel.L2))
            map.Report("level", "This is no level.", "Write L1 for the counsellor, L2 for the lead.");
        var coveredBy = map.OptionalText("covered_by");
        if (coveredBy is not null && occasions.Find(coveredBy) is null)
            map.Report("covered_by", $"There is no occasion {coveredBy}.", "Take a code of occasions.yaml.");
        var line = new StalledLine
        {
            Code = map.Text("code"),
            Name = map.Local("name"),
            States = states,
            Since = SinceReading.In(map, conditions),
            After = after,
            When = conditions.OptionalCondition(map, "when"),
            Level = level,
            CoveredBy = coveredBy,
        };
        map.Close();
        return line;
    }
}

/// <summary>Reads what a term of ours counts from.</summary>
internal static class SinceReading
{
    public static IReadOnlyList<string> In(RuleMap map, ConditionReading conditions)
    {
        var names = map.Texts("since");
        if (names.Count == 0)
            map.Report("since", "It counts from nothing.", "Write state, activity, a fact, the code of a deadline, or a list of them.");
        foreach (var name in names.Where(name => name is not (StalledTable.OfState or StalledTable.OfActivity)))
            conditions.CheckDay(map, "since", name);
        return names;
    }
}

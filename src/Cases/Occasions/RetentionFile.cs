using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Reads the rules of retention from the text of <c>retention.yaml</c>.</summary>
public static class RetentionFile
{
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="facts">All facts and their codes.</param>
    public static RuleReading<RetentionRules> Read(string text, string file, FactCatalog facts)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<RetentionRules>(null, rules.Problems);

        var conditions = new ConditionReading(facts, _ => false);
        var names = facts.Fields.Select(field => field.Name).ToList();
        var hold = conditions.Condition(root, "hold");
        var statistics = root.References("statistics", names, "facts");
        var all = root.Maps("rules").Select(map => RuleIn(map, conditions, names)).ToList();
        if (all.Count == 0)
            root.Report("rules", "There are no rules.", "List them under \"rules\".");
        foreach (var twice in all.GroupBy(rule => rule.Code, StringComparer.Ordinal).Where(same => same.Count() > 1))
            root.Report("rules", $"{twice.Key} is listed {twice.Count()} times.", "Give each rule its own code.");
        root.Close();
        return new RuleReading<RetentionRules>(rules.Problems.Count == 0 ? new RetentionRules(all, hold, statistics) : null, rules.Problems);
    }

    private static RetentionRule RuleIn(RuleMap map, ConditionReading conditions, IReadOnlyList<string> facts)
    {
        var rule = new RetentionRule(
            map.Text("code"), map.Local("name"), map.Text("source"), SinceReading.In(map, conditions), map.YesOrNo("from_year_end"), map.CalendarLength("keep"),
            conditions.OptionalCondition(map, "when"))
        {
            MustKeep = map.References("must_keep", facts, "facts"),
            Only = map.References("only", facts, "facts"),
            ByHand = map.YesOrNo("by_hand"),
        };
        map.Close();
        return rule;
    }
}

using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads conditions over facts: <c>fact: value</c>, <c>fact: [one, two]</c>, or a mapping with <c>not</c>, <c>known</c>, <c>least</c>, <c>most</c>.</summary>
internal static class ConditionSection
{
    /// <param name="known">Names of facts that exist; null: they are not checked.</param>
    public static IReadOnlyList<Condition> In(RuleMap map, string name, IReadOnlySet<string>? known)
    {
        if (map.OptionalMap(name) is not { } conditions)
            return [];
        foreach (var fact in conditions.Names.Where(fact => known is not null && !known.Contains(fact)))
            conditions.Report(fact, $"There is no fact \"{fact}\".", "Take one of facts.yaml, or one that follows from others.");
        return [.. conditions.Names.Select(fact => new Condition(fact, TestIn(conditions, fact)))];
    }

    private static FactTest TestIn(RuleMap conditions, string fact)
    {
        if (!conditions.IsMap(fact))
            return new FactTest.AnyOf(conditions.Texts(fact));

        var test = conditions.Map(fact);
        FactTest read = test switch
        {
            _ when test.Has("not") => new FactTest.NoneOf(test.Texts("not")),
            _ when test.Has("known") => new FactTest.Known(test.YesOrNo("known")),
            _ when test.Has("least") || test.Has("most") => new FactTest.Between(test.OptionalNumber("least"), test.OptionalNumber("most")),
            _ => new FactTest.Known(true),
        };
        if (!test.Names.Any())
            conditions.Report(fact, "Nothing is asked of this fact.", "Write a value, a list, or not, known, least or most.");
        test.Close();
        return read;
    }
}

using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Reads conditions over facts. Names and codes that nobody knows are reported at their line: a misspelt stop condition would never stop anything.</summary>
internal sealed class ConditionReading(FactCatalog facts, Func<string, bool> knowsDeadline)
{
    private static readonly string[] s_kinds = ["fact", "some", "latest", "newer", "deadline", "active", "all", "any", "not"];

    public FactCondition Condition(RuleMap map, string name)
    {
        if (OptionalCondition(map, name) is { } condition)
            return condition;
        if (!map.Has(name))
            map.Report(name, $"\"{name}\" is missing.", "Add a condition.");
        return new FactCondition.Any([]);
    }

    public FactCondition? OptionalCondition(RuleMap map, string name) => map.OptionalMap(name) is { } condition ? Read(condition) : null;

    public IReadOnlyList<FactTest> Tests(RuleMap map, string name, string kind) => [.. map.Maps(name).Select(test => Closed(test, Test(test, "fact", kind)))];

    public string Fact(RuleMap map, string name)
    {
        var fact = map.Text(name);
        CheckFact(map, name, fact);
        return fact;
    }

    public string? OptionalFact(RuleMap map, string name)
    {
        var fact = map.OptionalText(name);
        if (fact is not null)
            CheckFact(map, name, fact);
        return fact;
    }

    /// <summary>A fact, or the code of a deadline.</summary>
    public void CheckDay(RuleMap map, string name, string word)
    {
        if (word.Contains('.', StringComparison.Ordinal))
            CheckFact(map, name, word);
        else if (!knowsDeadline(word))
            map.Report(name, $"\"{word}\" is neither a fact nor a deadline.", "Take a name of facts.yaml or a code of deadlines.yaml.");
    }

    public IReadOnlyList<string> Deadlines(RuleMap map, string name)
    {
        var codes = map.Texts(name);
        foreach (var unknown in codes.Where(code => code != "C" && !knowsDeadline(code)))
            map.Report(name, $"The catalogue of deadlines has no {unknown}.", "Take a code of deadlines.yaml.");
        return codes;
    }

    private FactCondition Read(RuleMap map)
    {
        var kinds = s_kinds.Where(map.Has).ToList();
        if (kinds.Count != 1)
        {
            map.Report("", kinds.Count == 0 ? "This is no condition." : $"This is {string.Join(" and ", kinds)} at once.", $"Write exactly one of {string.Join(", ", s_kinds)}.");
            return new FactCondition.Any([]);
        }
        return Closed<FactCondition>(map, kinds[0] switch
        {
            "fact" => new FactCondition.One(KindOf(map.Text("fact")), Test(map, "fact", null)),
            "some" => new FactCondition.Some(map.Text("some"), Tests(map, "with", map.Text("some"))),
            "latest" => new FactCondition.Latest(map.Text("latest"), Tests(map, "with", map.Text("latest")), Tests(map, "has", map.Text("latest"))),
            "newer" => Newer(map),
            "deadline" => new FactCondition.DeadlineRuns(Deadlines(map, "deadline")),
            "active" => Active(map),
            "all" => new FactCondition.All([.. map.Maps("all").Select(Read)]),
            "any" => new FactCondition.Any([.. map.Maps("any").Select(Read)]),
            _ => new FactCondition.Not(Read(map.Map("not"))),
        });
    }

    private FactCondition.Newer Newer(RuleMap map)
    {
        var kind = Kind(map, "newer");
        if (!map.Has("same"))
            return new FactCondition.Newer(kind, null);
        var same = Fact(map, "same");
        if (KindOf(same) != kind)
            map.Report("same", $"\"{same}\" is no fact of {kind}.", $"Compare a fact of {kind} here.");
        return new FactCondition.Newer(kind, same[(same.IndexOf('.', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>A kind of object that facts.yaml knows.</summary>
    public string Kind(RuleMap map, string name)
    {
        var kind = map.Text(name);
        if (facts.Of(kind).Count == 0)
            map.Report(name, $"\"{kind}\" is no kind of object.", "Take a kind of facts.yaml, for example title.");
        return kind;
    }

    private static FactCondition.ClientActive Active(RuleMap map)
    {
        if (map.Text("active") != "start")
            map.Report("active", "This is not known.", "Write active: start.");
        return new FactCondition.ClientActive();
    }

    private FactTest Test(RuleMap map, string name, string? kind)
    {
        var fact = Fact(map, name);
        if (kind is not null && KindOf(fact) != kind)
            map.Report(name, $"\"{fact}\" is no fact of {kind}.", $"Test the facts of {kind} here.");
        var known = map.Has("known") ? map.YesOrNo("known") : (bool?)null;
        var since = map.OptionalText("since");
        if (since is not (null or "start"))
            map.Report("since", $"\"{since}\" is not known.", "Write since: start.");
        var test = new FactTest(fact[(fact.IndexOf('.', StringComparison.Ordinal) + 1)..], known, map.Texts("in"), map.Texts("not_in"), since is not null);
        CheckCodes(map, "in", fact, test.In);
        CheckCodes(map, "not_in", fact, test.NotIn);
        if (known is null && test.In.Count == 0 && test.NotIn.Count == 0 && !test.Since)
            map.Report(name, "Nothing is asked of the fact.", "Write known, in, not_in or since.");
        return test;
    }

    private void CheckFact(RuleMap map, string name, string fact)
    {
        if (fact.Length > 0 && facts.Find(fact) is null)
            map.Report(name, $"Nobody knows the fact \"{fact}\".", "Take a name of facts.yaml, for example application.received_on.");
    }

    private void CheckCodes(RuleMap map, string name, string fact, IReadOnlyList<string> words)
    {
        if (facts.Find(fact) is not { } field)
            return;
        foreach (var word in words)
        {
            var isKnown = field.CodeList is { } list ? facts.Codes.Find(list) is not { } codes || codes.Find(word) is not null : field.Type != FactType.Bool || word is "yes" or "no";
            if (!isKnown)
                map.Report(name, $"\"{word}\" is no value of {fact}.", field.CodeList is null ? "Write yes or no." : $"Take a code of the list {field.CodeList} in codes.yaml.");
        }
    }

    private static string KindOf(string fact) => fact.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? fact[..dot] : fact;

    private static T Closed<T>(RuleMap map, T value)
    {
        map.Close();
        return value;
    }
}

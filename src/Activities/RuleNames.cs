using IqWorkflows.Activities.CaseFacts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Descriptors;

namespace IqWorkflows.Activities;

/// <summary>The codes that the rule files know, by what they name, each with its text; handed over by whoever has read the files. A list that is null is not known here, and nothing is checked against it.</summary>
public sealed record RuleNames
{
    public static RuleNames Unknown { get; } = new();

    /// <summary>All facts, personal ones included.</summary>
    public IReadOnlyDictionary<string, LocalText>? Facts { get; init; }

    /// <summary>Facts that no script may read.</summary>
    public IReadOnlySet<string> PersonalFacts { get; init; } = new HashSet<string>();

    /// <summary>Kinds of objects.</summary>
    public IReadOnlyDictionary<string, LocalText>? Kinds { get; init; }

    public IReadOnlyDictionary<string, LocalText>? Occasions { get; init; }

    public IReadOnlyDictionary<string, LocalText>? Deadlines { get; init; }

    /// <summary>Causes of suspensions.</summary>
    public IReadOnlyDictionary<string, LocalText>? Causes { get; init; }

    public IReadOnlyDictionary<string, LocalText>? States { get; init; }

    public IReadOnlyDictionary<string, LocalText>? Tables { get; init; }

    public IReadOnlyDictionary<string, LocalText>? ClosingReasons { get; init; }

    /// <summary>Codes in a program that no rule file knows, and personal facts in its scripts; what stands in a definition used as activity is told where that one is edited.</summary>
    public IEnumerable<Problem> Problems(WorkflowProgram program)
    {
        var uses =
            from box in program.Boxes
            where box.Activity is CaseActivity && !IsInside(box)
            from use in ((CaseActivity)box.Activity).RuleUses
            where !IsKnown(use.Kind, use.Code)
            select (Box: box, use.Kind, use.Code);
        // A decision table asks for its own result; of its name it was told above.
        var read = program.FactUses.Where(use => use.Box.Activity is not DecisionTable && !IsInside(use.Box) && !IsKnownToScripts(use.Fact)).Select(use => (use.Box, Kind: RuleKind.Fact, Code: use.Fact));
        foreach (var group in uses.Concat(read).GroupBy(use => (use.Box, use.Kind)))
        {
            var (box, kind) = group.Key;
            var codes = string.Join(", ", group.Select(use => $"'{use.Code}'").Distinct());
            yield return Problem.Error($"unknown-{Word(kind)}", box.NodeId, $"The rule files know no {Word(kind).Replace('-', ' ')} {codes}.", "Mind upper and lower case, or add it to the rule files.", box.Id);
        }
        foreach (var group in program.FactUses.Where(use => !IsInside(use.Box) && PersonalFacts.Contains(use.Fact)).GroupBy(use => use.Box))
        {
            var names = string.Join(", ", group.Select(use => $"'{use.Fact}'").Distinct());
            yield return Problem.Error("personal-fact", group.Key.NodeId, $"A script asks for {names}, which is personal and never enters a run.", "Decide by a code or a day instead.", group.Key.Id);
        }
    }

    /// <summary>What the dropdowns of the designer offer.</summary>
    /// <param name="source">Name of the list, as the inputs state it.</param>
    /// <param name="language">Language of the texts.</param>
    public IReadOnlyList<DesignerChoice> Choices(string source, Language language) =>
        [.. (ByName(source) ?? new Dictionary<string, LocalText>()).Select(name => new DesignerChoice(name.Key, $"{name.Key} – {name.Value.In(language)}"))];

    private bool IsKnown(RuleKind kind, string code) => Of(kind)?.ContainsKey(code) != false;

    /// <summary>Scripts may also ask for deadlines and tables.</summary>
    private bool IsKnownToScripts(string fact) => fact.Split('.') switch
    {
        ["deadline", var code, "end" or "state"] => IsKnown(RuleKind.Deadline, code),
        ["table", var table] => IsKnown(RuleKind.Table, table),
        _ => IsKnown(RuleKind.Fact, fact),
    };

    private static bool IsInside(Box box)
    {
        for (var at = box.Parent; at is not null; at = at.Parent)
        {
            if (at.Activity is DefinitionActivity)
                return true;
        }
        return false;
    }

    private IReadOnlyDictionary<string, LocalText>? Of(RuleKind kind) => kind switch
    {
        RuleKind.Fact => Facts,
        RuleKind.Kind => Kinds,
        RuleKind.Occasion => Occasions,
        RuleKind.Deadline => Deadlines,
        RuleKind.SuspensionCause => Causes,
        RuleKind.State => States,
        RuleKind.Table => Tables,
        _ => ClosingReasons,
    };

    private IReadOnlyDictionary<string, LocalText>? ByName(string source) => source switch
    {
        "facts" => Facts,
        "occasions" => Occasions,
        "deadlines" => Deadlines,
        "causes" => Causes,
        "states" => States,
        "tables" => Tables,
        "closing-reasons" => ClosingReasons,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No list of codes has this name."),
    };

    private static string Word(RuleKind kind) => kind switch
    {
        RuleKind.SuspensionCause => "cause",
        RuleKind.ClosingReason => "closing-reason",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

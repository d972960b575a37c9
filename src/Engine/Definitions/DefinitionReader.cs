using System.Text.Json;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Definitions;

/// <summary>Makes a typed definition of a JSON document.</summary>
internal static class DefinitionReader
{
    /// <summary>How many activities may stand within each other.</summary>
    public const int MaxActivityDepth = 100;

    // The same mistake a thousand times says no more than a hundred times.
    private const int MaxProblems = 100;

    /// <param name="problem">Why there is no document, or null.</param>
    /// <param name="document">The document.</param>
    public static DefinitionReading Read(Problem? problem, JsonElement document)
    {
        if (problem is not null)
            return new DefinitionReading(null, [problem]);
        if (document.ValueKind != JsonValueKind.Object)
            return new DefinitionReading(null, [Members.WrongType("$", document, "a workflow definition (an object)")]);

        var problems = new List<Problem>();
        var definition = Read(document, problems);
        return problems.Exists(found => found.Severity == ProblemSeverity.Error)
            ? new DefinitionReading(null, Shortened(problems))
            : new DefinitionReading(definition, Shortened(problems));
    }

    private static WorkflowDefinition Read(JsonElement document, List<Problem> problems)
    {
        var members = new Members(document, "$", problems, tellsDuplicates: true);
        members.TryGet("customProperties", out var customProperties);
        return new WorkflowDefinition
        {
            Id = members.Text("id")?.Trim() ?? "",
            DefinitionId = members.Text("definitionId")?.Trim() ?? "",
            Version = members.Number("version") ?? 0,
            Name = members.Text("name")?.Trim(),
            Description = members.Text("description")?.Trim(),
            TenantId = members.Text("tenantId"),
            CreatedAt = members.Moment("createdAt"),
            ToolVersion = members.Text("toolVersion"),
            IsLatest = members.Flag("isLatest") ?? false,
            IsPublished = members.Flag("isPublished") ?? false,
            IsReadonly = members.Flag("isReadonly") ?? false,
            IsSystem = members.Flag("isSystem") ?? false,
            Variables = VariableDefinition.ReadAll(members, problems),
            Inputs = ArgumentDefinition.ReadAll(members, "inputs", problems),
            Outputs = ArgumentDefinition.ReadAll(members, "outputs", problems),
            Outcomes = Outcomes(members, problems),
            Options = WorkflowOptions.Read(members.Object("options"), members.Flag("usableAsActivity"), problems),
            Mode = ModeOf(members.Object("customProperties"), problems),
            CustomProperties = customProperties,
            Document = document,
            Root = RootOf(members, problems),
        };
    }

    private static ActivityNode RootOf(Members members, List<Problem> problems)
    {
        if (!members.TryGet("root", out var json))
            return ActivityNode.EmptyRoot;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(Members.WrongType("$.root", json, "an activity (an object)"));
            return ActivityNode.EmptyRoot;
        }

        var root = new ActivityNode(json, parent: null, slot: "root");
        if (root.WithDescendants().FirstOrDefault(node => node.Depth > MaxActivityDepth) is { } deep)
        {
            problems.Add(Problem.Error(
                ProblemCode.TooDeep,
                deep.Place,
                $"Activities stand more than {MaxActivityDepth} deep within each other.",
                "Move inner parts into a definition of their own and use it as an activity.",
                deep.Id));
        }
        return root;
    }

    private static List<string> Outcomes(Members members, List<Problem> problems)
    {
        var outcomes = new List<string>();
        foreach (var (item, place) in members.Items("outcomes"))
        {
            if (item.ValueKind == JsonValueKind.String)
                outcomes.Add(item.GetString()!); // a text element has a text
            else if (item.ValueKind != JsonValueKind.Null)
                problems.Add(Members.WrongType(place, item, "the name of an outcome"));
        }
        return outcomes;
    }

    private static FlowchartMode? ModeOf(Members? customProperties, List<Problem> problems)
    {
        const string Name = "Flowchart:ExecutionMode";
        if (customProperties is null || !customProperties.TryGet(Name, out var mode))
            return null;
        var text = mode.ValueKind == JsonValueKind.String ? mode.GetString() : mode.GetRawText();
        switch (text?.ToUpperInvariant())
        {
            case "TOKENBASED":
                return FlowchartMode.Token;
            case "COUNTERBASED":
                return FlowchartMode.Counter;
            case null or "" or "DEFAULT":
                return null;
        }
        problems.Add(Problem.Warning(
            ProblemCode.UnknownStrategy,
            customProperties.PlaceOf(Name),
            $"The flowchart mode '{Members.Shortened(text)}' is not known here; the server's default applies.",
            "Write TokenBased or CounterBased, or remove it."));
        return null;
    }

    private static List<Problem> Shortened(List<Problem> problems)
    {
        if (problems.Count <= MaxProblems)
            return problems;
        // Errors first to stay: without them nobody would know why there is no definition.
        return [.. problems.Where(problem => problem.Severity == ProblemSeverity.Error).Concat(problems.Where(problem => problem.Severity != ProblemSeverity.Error)).Take(MaxProblems)];
    }
}

using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>Draws small workflows for tests. Arrows are a text: <c>"apply>check check>ask ask.True>grant"</c>; without a port it is Done.</summary>
internal static class Drawing
{
    private const string Stored = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    public static JsonObject Box(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var box = new JsonObject { ["id"] = id, ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : $"Elsa.{type}", ["version"] = 1 };
        foreach (var (name, value) in members)
            box[name] = value;
        return box;
    }

    public static JsonObject Line(string id) => Box(id, "WriteLine", ("text", Literal(id)));

    public static JsonObject Say(string id, string script) => Box(id, "WriteLine", ("text", Script(script)));

    public static JsonObject Event(string id, string name, bool starts = false)
    {
        var box = Box(id, "Event", ("eventName", Literal(name)));
        if (starts)
            box["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return box;
    }

    public static JsonObject Decision(string id, string script) => Box(id, "FlowDecision", ("condition", Script(script)));

    public static JsonObject Fork(string id, params string[] branches) => Box(id, "FlowFork", ("branches", Object(branches)));

    public static JsonObject Join(string id, string mode) => Box(id, "FlowJoin", ("mode", Literal(mode)));

    public static JsonObject SetVariable(string id, string name, string script) =>
        Box(id, "SetVariable", ("variable", new JsonObject { ["id"] = name, ["name"] = name }), ("value", Script(script)));

    public static JsonObject Sequence(string id, params JsonObject[] boxes) => Box(id, "Sequence", ("activities", new JsonArray([.. boxes])));

    public static JsonObject Parallel(string id, params JsonObject[] boxes) => Box(id, "Parallel", ("activities", new JsonArray([.. boxes])));

    public static JsonObject Flowchart(string id, string arrows, params JsonObject[] boxes) =>
        Box(id, "Flowchart", ("activities", new JsonArray([.. boxes])), ("connections", new JsonArray([.. arrows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Arrow)])));

    public static JsonNode Literal(JsonNode? value) => Input("Literal", value);

    public static JsonNode Script(string script) => Input("JavaScript", script);

    public static JsonNode Object(params string[] items) => Input("Object", new JsonArray([.. items.Select(item => JsonValue.Create(item))]).ToJsonString());

    public static JsonObject Variable(string name, string type, string? value) => new()
    {
        ["id"] = name,
        ["name"] = name,
        ["typeName"] = type,
        ["isArray"] = false,
        ["value"] = value,
        ["storageDriverTypeName"] = Stored,
    };

    /// <summary>A definition around a root activity.</summary>
    /// <param name="root">What it runs.</param>
    /// <param name="id">Its definition id.</param>
    /// <param name="continues">Whether an incident lets other branches go on.</param>
    /// <param name="variables">Its variables.</param>
    public static WorkflowDefinition Definition(JsonObject root, string id = "test", bool continues = false, params JsonObject[] variables) =>
        Read(new JsonObject
        {
            ["id"] = $"{id}-v1",
            ["definitionId"] = id,
            ["name"] = id,
            ["version"] = 1,
            ["variables"] = new JsonArray([.. variables]),
            ["options"] = new JsonObject
            {
                ["usableAsActivity"] = true,
                ["incidentStrategyType"] = continues ? "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" : null,
            },
            ["root"] = root,
        }.ToJsonString());

    public static WorkflowDefinition Read(string json)
    {
        var reading = WorkflowDefinition.Read(json);
        return reading.Definition ?? throw new ArgumentException(string.Join('\n', reading.Problems), nameof(json));
    }

    public static WorkflowProgram Program(WorkflowDefinition definition, FlowchartMode mode = FlowchartMode.Counter) =>
        new ProgramCompiler(ActivityCatalog.Elsa, mode, TimeZoneInfo.Utc).Compile(definition, _ => null).Program
        ?? throw new ArgumentException("The definition does not compile.", nameof(definition));

    public static WorkflowProgram Program(JsonObject root, FlowchartMode mode = FlowchartMode.Counter, bool continues = false, params JsonObject[] variables) =>
        Program(Definition(root, "test", continues, variables), mode);

    private static JsonObject Input(string syntax, JsonNode? value) => new()
    {
        ["typeName"] = null,
        ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
    };

    private static JsonObject Arrow(string arrow)
    {
        var (source, target) = (arrow[..arrow.IndexOf('>', StringComparison.Ordinal)], arrow[(arrow.IndexOf('>', StringComparison.Ordinal) + 1)..]);
        var parts = source.Split('.', 2);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = parts[0], ["port"] = parts.Length == 2 ? parts[1].Replace('_', ' ') : "Done" },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        };
    }
}

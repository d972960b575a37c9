using System.Globalization;
using System.Text.Json.Nodes;

namespace IqWorkflows.TestKit;

/// <summary>Draws small definitions in Elsa's format: a flowchart of boxes, one after the other unless connected otherwise.</summary>
public sealed class Drawing(string definitionId)
{
    private readonly List<JsonObject> _boxes = [];
    private readonly List<(string From, string Port, string To)> _connections = [];
    private readonly JsonObject _options = [];
    private bool _isConnected;

    public Drawing Activation(string strategy)
    {
        _options["activationStrategyType"] = $"Elsa.Workflows.Runtime.ActivationValidators.{strategy}, Elsa.Workflows.Runtime";
        return this;
    }

    /// <summary>A fault leaves the instance running, with an incident.</summary>
    public Drawing ContinuesWithIncidents()
    {
        _options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core";
        return this;
    }

    public Drawing UsableAsActivity()
    {
        _options["usableAsActivity"] = true;
        return this;
    }

    public Drawing Line(string id, string text) => Box(id, "Elsa.WriteLine", ("text", Literal("String", text)));

    public Drawing Event(string id, string name, bool starts = false) => Box(id, starts, "Elsa.Event", ("eventName", Literal("String", name)));

    public Drawing Delay(string id, TimeSpan time) => Box(id, "Elsa.Delay", ("timeSpan", Literal("TimeSpan", time.ToString("c", CultureInfo.InvariantCulture))));

    public Drawing Timer(string id, TimeSpan interval) => Box(id, true, "Elsa.Timer", ("interval", Literal("TimeSpan", interval.ToString("c", CultureInfo.InvariantCulture))));

    public Drawing Task(string id, string name) => Box(id, "Elsa.RunTask", ("taskName", Literal("String", name)));

    public Drawing Correlate(string id, string correlationId) => Box(id, "Elsa.Correlate", ("correlationId", Literal("String", correlationId)));

    public Drawing Fault(string id, string message) => Box(id, "Elsa.Fault", ("message", Literal("String", message)));

    public Drawing Publish(string id, string name, bool isLocal = false) =>
        Box(id, "Elsa.PublishEvent", ("eventName", Literal("String", name)), ("isLocalEvent", Literal("Boolean", isLocal)));

    public Drawing Dispatch(string id, string child, bool waits) =>
        Box(id, "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("String", child)), ("waitForCompletion", Literal("Boolean", waits)));

    public Drawing Execute(string id, string child) =>
        Box(id, "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("String", child)), ("waitForCompletion", Literal("Boolean", true)));

    public Drawing Call(string id, string url) => Box(id, "Elsa.FlowSendHttpRequest", ("url", Literal("Uri", url)), ("method", Literal("String", "GET")));

    /// <summary>Dispatches children numbered from 1, one for each.</summary>
    public Drawing Bulk(string id, string child, int children, bool waits) => Box(
        id,
        "Elsa.BulkDispatchWorkflows",
        ("workflowDefinitionId", Literal("String", child)),
        ("items", Expression("Object", "JavaScript", "[" + string.Join(',', Enumerable.Range(1, children)) + "]")),
        ("waitForCompletion", Literal("Boolean", waits)));

    public Drawing Box(string id, string type, params IEnumerable<(string Name, JsonNode Value)> inputs) => Box(id, false, type, inputs);

    /// <summary>From here on boxes are connected only as told.</summary>
    public Drawing Connect(string from, string to, string port = "Done")
    {
        _isConnected = true;
        _connections.Add((from, port, to));
        return this;
    }

    public override string ToString()
    {
        var connections = _isConnected ? _connections : [.. _boxes.Zip(_boxes.Skip(1), (from, to) => ((string)from["id"]!, "Done", (string)to["id"]!))];
        return new JsonObject
        {
            ["id"] = definitionId + "-v1",
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["version"] = 1,
            ["options"] = _options.DeepClone(),
            ["root"] = new JsonObject
            {
                ["id"] = "flow",
                ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray([.. _boxes.Select(box => box.DeepClone())]),
                ["connections"] = new JsonArray([.. connections.Select(connection => new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = connection.Item1, ["port"] = connection.Item2 },
                    ["target"] = new JsonObject { ["activity"] = connection.Item3, ["port"] = "In" },
                })]),
            },
        }.ToJsonString();
    }

    private Drawing Box(string id, bool starts, string type, params IEnumerable<(string Name, JsonNode Value)> inputs)
    {
        var box = new JsonObject { ["id"] = id, ["type"] = type };
        if (starts)
            box["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        foreach (var (name, value) in inputs)
            box[name] = value;
        _boxes.Add(box);
        return this;
    }

    internal static JsonObject Literal(string type, JsonNode value) => Expression(type, "Literal", value);

    internal static JsonObject Expression(string type, string language, JsonNode value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
    };
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench;

/// <summary>Draws the definitions that are measured, in Elsa's format.</summary>
internal sealed class BenchDrawing(string definitionId)
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];

    public static string Sequence(string definitionId, int lines)
    {
        var drawing = new BenchDrawing(definitionId);
        for (var i = 0; i < lines; i++)
            drawing.Line(Numbered("w", i));
        return drawing.ToJson("Elsa.Sequence");
    }

    public static string Chain(string definitionId, int lines)
    {
        var drawing = new BenchDrawing(definitionId);
        for (var i = 0; i < lines; i++)
        {
            drawing.Line(Numbered("w", i));
            if (i > 0)
                drawing.Connect(Numbered("w", i - 1), Numbered("w", i));
        }
        return drawing.ToJson();
    }

    public static string ForkAndJoin(string definitionId) => new BenchDrawing(definitionId)
        .Fork("fork", "A", "B", "C").Line("a").Line("b").Line("c").Join("join", "WaitAll").Line("z")
        .Connect("fork", "a", "A").Connect("fork", "b", "B").Connect("fork", "c", "C")
        .Connect("a", "join").Connect("b", "join").Connect("c", "join").Connect("join", "z")
        .ToJson();

    /// <summary>Waits for an event again and again, and counts.</summary>
    public static string Waiting(string definitionId) => new BenchDrawing(definitionId)
        .Variable("received", "Int32", "0")
        .Line("begin").Event("papers", "papers").Set("count", "received", "Int32", "variables.received + 1")
        .Connect("begin", "papers").Connect("papers", "count").Connect("count", "papers")
        .ToJson();

    /// <summary>Waits for a while, then for an event.</summary>
    public static string Deadline(string definitionId, TimeSpan delay) => new BenchDrawing(definitionId)
        .Variable("received", "Int32", "0")
        .Line("begin").Delay("deadline", delay).Set("count", "received", "Int32", "variables.received + 1").Event("papers", "papers").Line("end")
        .Connect("begin", "deadline").Connect("deadline", "count").Connect("count", "papers").Connect("papers", "end")
        .ToJson();

    /// <summary>
    /// What a recognition procedure looks like while it waits: some facts in variables, an event expected, a deadline running beside it. After
    /// the event it asks for more and waits again.
    /// </summary>
    public static string Procedure(string definitionId) => new BenchDrawing(definitionId)
        .Variable("applicationId", "String", "").Variable("profession", "String", "").Variable("authority", "String", "").Variable("appliedOn", "String", "")
        .Variable("received", "Int32", "0").Variable("isComplete", "Boolean", "false")
        .Set("s1", "applicationId", "String", "'A-2026-' + getCorrelationId()").Set("s2", "profession", "String", "'nursing-assistant'")
        .Set("s3", "authority", "String", "'authority-0147'").Set("s4", "appliedOn", "String", "'2026-03-17'")
        .Fork("ask", "Papers", "Deadline")
        .Event("papers", "papers").Delay("deadline", TimeSpan.FromDays(90))
        .Join("either", "WaitAny").Set("count", "received", "Int32", "variables.received + 1")
        .Connect("s1", "s2").Connect("s2", "s3").Connect("s3", "s4").Connect("s4", "ask")
        .Connect("ask", "papers", "Papers").Connect("ask", "deadline", "Deadline")
        .Connect("papers", "either").Connect("deadline", "either").Connect("either", "count").Connect("count", "ask")
        .ToJson();

    public BenchDrawing Line(string id) => Box(id, "Elsa.WriteLine", ("text", Expression("String", "Literal", id)));

    /// <param name="id">Id of the box.</param>
    /// <param name="name">Name of the event.</param>
    /// <param name="starts">Whether it starts an instance.</param>
    public BenchDrawing Event(string id, string name, bool starts = false) => Box(
        id,
        "Elsa.Event",
        ("eventName", Expression("String", "Literal", name)),
        ("customProperties", new JsonObject { ["canStartWorkflow"] = starts }));

    public BenchDrawing Task(string id, string name) => Box(id, "Elsa.RunTask", ("taskName", Expression("String", "Literal", name)));

    /// <summary>Starts a child and waits for its end.</summary>
    public BenchDrawing Dispatch(string id, string childDefinitionId) => Box(
        id,
        "Elsa.DispatchWorkflow",
        ("workflowDefinitionId", Expression("String", "Literal", childDefinitionId)),
        ("waitForCompletion", Expression("Boolean", "Literal", "true")));

    /// <summary>Writes to the client of a case.</summary>
    public BenchDrawing Mail(string id, string occasion) => Box(id, "Iq.SendMail", ("occasion", Expression("String", "Literal", occasion)));

    public BenchDrawing Decision(string id, string condition) => Box(id, "Elsa.FlowDecision", ("condition", Expression("Boolean", "JavaScript", condition)));

    public BenchDrawing Output(string id, string name, string script) =>
        Box(id, "Elsa.SetOutput", ("outputName", Expression("String", "Literal", name)), ("outputValue", Expression("Object", "JavaScript", script)));

    public BenchDrawing Delay(string id, TimeSpan time) =>
        Box(id, "Elsa.Delay", ("timeSpan", Expression("TimeSpan", "Literal", time.ToString("c", CultureInfo.InvariantCulture))));

    public BenchDrawing Fork(string id, params string[] branches) => Box(id, "Elsa.FlowFork", ("branches", new JsonArray([.. branches.Select(branch => JsonValue.Create(branch))])));

    public BenchDrawing Join(string id, string mode) => Box(id, "Elsa.FlowJoin", ("mode", mode));

    public BenchDrawing Set(string id, string variable, string type, string script) => Box(
        id,
        "Elsa.SetVariable",
        ("variable", new JsonObject { ["id"] = "v-" + variable, ["name"] = variable, ["typeName"] = type }),
        ("value", Expression("Object", "JavaScript", script)));

    public BenchDrawing Variable(string name, string type, string value)
    {
        _variables.Add(new JsonObject
        {
            ["id"] = "v-" + name,
            ["name"] = name,
            ["typeName"] = type,
            ["isArray"] = false,
            ["value"] = value,
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        });
        return this;
    }

    private BenchDrawing Box(string id, string type, params ReadOnlySpan<(string Name, JsonNode Value)> inputs)
    {
        var box = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs)
            box[name] = value;
        _activities.Add(box);
        return this;
    }

    public BenchDrawing Connect(string from, string to, string port = "Done")
    {
        _connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    public string ToJson(string rootType = "Elsa.Flowchart") => new JsonObject
    {
        ["id"] = definitionId + "-v1",
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["version"] = 1,
        ["variables"] = _variables,
        ["root"] = new JsonObject { ["id"] = "root", ["type"] = rootType, ["activities"] = _activities, ["connections"] = _connections },
    }.ToJsonString();

    private static JsonObject Expression(string type, string language, string value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
    };

    private static string Numbered(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}

using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Tests.Running;

namespace IqWorkflows.Activities.Tests;

/// <summary>Draws and compiles definitions with our boxes.</summary>
internal static class Boxes
{
    public static JsonObject Phase(string id, JsonObject? body, JsonObject? handlers, params string[] outcomes) =>
        Drawing.Box(id, "Iq.Phase", ("body", body), ("handlers", handlers), ("outcomes", Drawing.Object(outcomes)));

    public static JsonObject Leave(string id, string outcome = "Done") => Drawing.Box(id, "Iq.LeavePhase", ("outcome", Drawing.Literal(outcome)));

    public static JsonObject Await(string id, string eventName, string? form = null) => Drawing.Box(
        id, "Iq.AwaitEvent", ("eventName", Drawing.Literal(eventName)), ("title", Drawing.Literal(id)), ("titleEn", Drawing.Literal(id)), ("form", form is null ? null : Json(form)));

    public static JsonObject Task(string id, params string[] outcomes) => Drawing.Box(
        id, "Iq.Task", ("title", Drawing.Literal($"{id} erledigen")), ("titleEn", Drawing.Literal($"Do {id}")), ("outcomes", Drawing.Object(outcomes)));

    /// <summary>Start, a fork, and an arrow from it to every box that waits for an event.</summary>
    public static JsonObject Handlers(string arrows, params JsonObject[] boxes)
    {
        var events = boxes.Where(box => (string?)box["type"] == "Iq.AwaitEvent").Select(box => $"fork>{box["id"]}");
        return Drawing.Flowchart("handlers", $"begin>fork {string.Join(' ', events)} {arrows}", [Drawing.Box("begin", "Start"), Drawing.Box("fork", "FlowFork"), .. boxes]);
    }

    /// <summary>An input with JSON as the designer saves it.</summary>
    public static JsonObject Json(string json) => new() { ["typeName"] = "ObjectDictionary", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = json } };

    public static WorkflowProgram Compiled(JsonObject root, FlowchartMode mode = FlowchartMode.Counter, bool continues = false, params WorkflowDefinition[] used) =>
        Compile(Drawing.Definition(root, continues: continues), mode, RuleNames.Unknown, used).Program!; // what is drawn here compiles

    public static WorkflowProgram Compiled(WorkflowDefinition definition) => Compile(definition, FlowchartMode.Counter, RuleNames.Unknown, []).Program!; // what is drawn here compiles

    public static IReadOnlyList<Problem> Problems(JsonObject root, RuleNames? names = null, params WorkflowDefinition[] used) =>
        Compile(NotUsable(root), FlowchartMode.Counter, names ?? RuleNames.Unknown, used).Problems;

    private static Compilation Compile(WorkflowDefinition definition, FlowchartMode mode, RuleNames names, WorkflowDefinition[] used) =>
        new ProgramCompiler(IqActivities.Catalog, mode, TimeZoneInfo.Utc, names.Problems)
            .Compile(definition, reference => Array.Find(used, candidate => candidate.Name == reference.TypeName));

    private static WorkflowDefinition NotUsable(JsonObject root) =>
        Drawing.Read(new JsonObject { ["id"] = "test-v1", ["definitionId"] = "test", ["name"] = "test", ["version"] = 1, ["root"] = root.DeepClone() }.ToJsonString());
}

using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Elsa;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Instances;

/// <summary>Elsa's route that tests a single activity: it is run alone, and nothing of it is kept or sent.</summary>
internal static class TestEndpoints
{
    private const string Around = "iq-test";

    public static void MapTests(this IEndpointRouteBuilder api) => api.MapPost("/tests/activities", TestAsync);

    private static async Task<IResult> TestAsync(HttpContext http, DefinitionShelf shelf, TestActivity test)
    {
        var body = await RequestBody.ReadOrEmptyAsync(http.Request);
        var definition = body["workflowDefinitionHandle"] as JsonObject ?? [];
        var row = definition.Text("definitionVersionId") is { } versionId ? await shelf.FindVersionAsync(versionId, http.RequestAborted)
            : definition.Text("definitionId") is { } definitionId ? await shelf.FindAsync(definitionId, VersionOf(definition["versionOptions"]), http.RequestAborted)
            : null;
        if (row is null)
            return Answer.NotFound("There is no such definition.");
        var document = StudioDocument.Parse(row.Document);
        var activity = body["activityHandle"] as JsonObject ?? [];
        // A node id ends with the id of its activity.
        var id = activity.Text("activityId") ?? activity.Text("activityNodeId")?.Split(':')[^1];
        if (document["root"] is not JsonObject root || Boxes.Below(new JsonObject { ["root"] = root.DeepClone() }).FirstOrDefault(box => box.TextOf("id") == id) is not { } wanted)
            return Answer.NotFound($"This definition has no activity {id}.");
        document["root"] = new JsonObject { ["id"] = Around, ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(wanted.DeepClone()) };
        var tested = await test.RunAsync(Encoding.UTF8.GetBytes(document.ToJsonString(Answer.Compact)), http.RequestAborted);
        var execution = Execution.Of("test", [new ShownStep(1, default, tested.Entries, null)]).FirstOrDefault(one => one.Box.Id == id);
        return Answer.Json(execution is null ? Failed(string.Join(' ', SaveEndpoints.Errors(tested.Problems, http.Request))) : Told(execution.Whole(0)));
    }

    private static string? VersionOf(JsonNode? options) => options is JsonValue value && value.TryGetValue(out string? text) ? text : "Latest";

    private static JsonObject Told(JsonObject whole) => new()
    {
        ["activityState"] = whole["activityState"]?.DeepClone(),
        ["payload"] = whole["payload"]?.DeepClone(),
        ["outputs"] = whole["outputs"]?.DeepClone(),
        ["exception"] = whole["exception"]?.DeepClone(),
        ["status"] = whole["status"]?.DeepClone(),
    };

    private static JsonObject Failed(string message) => new()
    {
        ["activityState"] = new JsonObject(),
        ["payload"] = new JsonObject(),
        ["outputs"] = new JsonObject(),
        ["exception"] = InstanceJson.Failure(message.Length == 0 ? "It was not reached." : message),
        ["status"] = "Faulted",
    };
}

using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Instances;

namespace IqWorkflows.Designer.Instances;

/// <summary>Instances in Elsa's shapes.</summary>
internal static class InstanceJson
{
    public static JsonObject Summary(InstanceRow row, int version) => new()
    {
        ["id"] = row.Id,
        ["definitionId"] = row.DefinitionId,
        ["definitionVersionId"] = row.VersionId,
        ["version"] = version,
        ["parentWorkflowInstanceId"] = row.ParentId,
        ["status"] = row.Status.ToString(),
        ["subStatus"] = row.SubStatus.ToString(),
        ["correlationId"] = row.CorrelationId,
        ["name"] = row.Name,
        ["incidentCount"] = row.OpenIncidents,
        ["isSystem"] = false,
        ["createdAt"] = row.CreatedAt,
        ["updatedAt"] = row.UpdatedAt,
        ["finishedAt"] = row.FinishedAt,
    };

    public static JsonObject Whole(ShownInstance shown)
    {
        var json = Summary(shown.Row, shown.Program.Definition.Version);
        json.Insert(5, "workflowState", State(shown));
        return json;
    }

    /// <summary>What Elsa calls the state of a workflow.</summary>
    public static JsonObject State(ShownInstance shown)
    {
        var (row, view) = (shown.Row, shown.View);
        var nodes = shown.Program.Boxes.DistinctBy(box => box.Id).ToDictionary(box => box.Id, box => box.NodeId, StringComparer.Ordinal);
        return new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.VersionId,
            ["definitionVersion"] = shown.Program.Definition.Version,
            ["correlationId"] = row.CorrelationId,
            ["status"] = row.Status.ToString(),
            ["subStatus"] = row.SubStatus.ToString(),
            ["bookmarks"] = new JsonArray([.. view.Bookmarks.Select(bookmark => (JsonNode)new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{bookmark.Number}"),
                ["name"] = bookmark.Key.Kind,
                ["hash"] = bookmark.Key.Hash.ToString("X16", CultureInfo.InvariantCulture),
                ["payload"] = bookmark.DueAt is { } due ? new JsonObject { ["resumeAt"] = due } : bookmark.Key.Text.Length > 0 ? bookmark.Key.Text : null,
                ["activityId"] = bookmark.ActivityId,
                ["activityNodeId"] = nodes.GetValueOrDefault(bookmark.ActivityId),
                ["activityInstanceId"] = null,
                ["createdAt"] = row.UpdatedAt,
                ["autoBurn"] = true,
            })]),
            ["incidents"] = new JsonArray([.. view.Incidents.Select(incident => (JsonNode)new JsonObject
            {
                ["activityId"] = incident.ActivityId,
                ["activityNodeId"] = incident.NodeId,
                ["activityType"] = incident.ActivityType,
                ["message"] = incident.Message,
                ["exception"] = Failure(incident.Message),
                ["timestamp"] = incident.At,
            })]),
            ["isSystem"] = false,
            ["completionCallbacks"] = new JsonArray(),
            ["activityExecutionContexts"] = new JsonArray(),
            ["input"] = new JsonObject(),
            ["output"] = Value(view.Outputs),
            ["properties"] = new JsonObject(),
            ["createdAt"] = row.CreatedAt,
            ["updatedAt"] = row.UpdatedAt,
            ["finishedAt"] = row.FinishedAt,
        };
    }

    /// <summary>A failure as Elsa shows exceptions; the engine has none of its own to show, and no stack.</summary>
    public static JsonObject Failure(string message) => new() { ["type"] = "Fault", ["message"] = message, ["stackTrace"] = null, ["innerException"] = null };

    public static JsonNode? Value(object? value) => JsonNode.Parse(ValueJson.ToJson(value), documentOptions: new System.Text.Json.JsonDocumentOptions { MaxDepth = 512 });

    /// <summary>Variables with the ids by which the definition declares them: Studio matches them by these.</summary>
    public static JsonArray Variables(ShownInstance shown) => new([.. shown.Program.Boxes[0].Variables.Where(variable => shown.View.Variables.TryGet(variable.Name, out _)).Select(variable => (JsonNode)new JsonObject
    {
        ["id"] = variable.Id,
        ["name"] = variable.Name,
        ["value"] = shown.View.Variables.TryGet(variable.Name, out var value) ? Value(value) : null,
    })]);
}

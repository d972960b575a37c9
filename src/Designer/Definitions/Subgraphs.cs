using System.Text.Json.Nodes;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Engine.Definitions;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Definitions;

/// <summary>What lies below a box: Studio asks for it when a box is opened that is a workflow itself, or when it looks for a box deep within a drawing.</summary>
internal static class Subgraphs
{
    public static async Task<IResult> ShowAsync(string versionId, string parentNodeId, HttpContext http, DefinitionShelf shelf)
    {
        if (await FindAsync(versionId, parentNodeId, http, shelf) is not { } found)
            return Answer.NotFound($"There is no box {parentNodeId} in version {versionId}.");
        var box = (JsonObject)found[^1].Box.DeepClone();
        if (box.TextOf("workflowDefinitionId") is { } used && await InnerAsync(box, used, http, shelf) is { } root)
            box["root"] = root;
        return Answer.Json(new JsonObject { ["activity"] = box, ["port"] = found[^1].Port, ["nodeId"] = parentNodeId, ["parents"] = new JsonArray(), ["children"] = new JsonArray() });
    }

    public static async Task<IResult> PathAsync(string versionId, string childNodeId, HttpContext http, DefinitionShelf shelf)
    {
        if (await FindAsync(versionId, childNodeId, http, shelf) is not { Count: > 1 } found)
            return Answer.NotFound($"There is no box {childNodeId} in version {versionId}.");
        var segments = new JsonArray();
        for (var at = 1; at < found.Count - 1; at++)
        {
            segments.Add(new JsonObject
            {
                ["activityNodeId"] = found[at].Box.TextOf("nodeId"),
                ["activityId"] = found[at].Box.TextOf("id"),
                ["activityType"] = found[at].Box.TextOf("type"),
                ["portName"] = found[at + 1].Port,
                ["activityName"] = found[at].Box.TextOf("name"),
            });
        }
        return Answer.Json(new JsonObject { ["childNode"] = Node(found[^1]), ["container"] = Node(found[^2]), ["pathSegments"] = segments });
    }

    private static JsonObject Node((JsonObject Box, string Port) found) => new()
    {
        ["activity"] = found.Box.DeepClone(),
        ["port"] = found.Port,
        ["nodeId"] = found.Box.TextOf("nodeId"),
        ["parents"] = new JsonArray(),
        ["children"] = new JsonArray(),
    };

    /// <summary>The boxes from the root down to the one wanted, each with the member of its parent in which it lies; null when there is none.</summary>
    private static async Task<List<(JsonObject Box, string Port)>?> FindAsync(string versionId, string nodeId, HttpContext http, DefinitionShelf shelf)
    {
        if (await shelf.FindVersionAsync(versionId, http.RequestAborted) is not { } row)
            return null;
        var root = (JsonObject)(await shelf.ShowAsync(row, http.RequestAborted))["root"]!; // always an object
        var holder = new JsonObject { ["root"] = root.DeepClone() };
        var path = new List<(JsonObject Box, string Port)>();
        Boxes.Replace(holder, (parent, box) =>
        {
            if (box.TextOf("nodeId") is { } here && (nodeId == here || nodeId.StartsWith(here + ":", StringComparison.Ordinal)))
                path.Add((box, PortOf(parent, box)));
            return box;
        });
        return path.Count > 0 && path[^1].Box.TextOf("nodeId") == nodeId ? path : null;
    }

    private static string PortOf(JsonObject parent, JsonObject box)
    {
        var member = parent.FirstOrDefault(member => ReferenceEquals(member.Value, box) || (member.Value is JsonArray array && array.Contains(box))).Key ?? "activities";
        return char.ToUpperInvariant(member[0]) + member[1..];
    }

    private static async Task<JsonNode?> InnerAsync(JsonObject box, string definitionId, HttpContext http, DefinitionShelf shelf)
    {
        var row = box.TextOf("workflowDefinitionVersionId") is { } versionId ? await shelf.FindVersionAsync(versionId, http.RequestAborted) : null;
        row ??= await shelf.FindAsync(definitionId, VersionOptions.Published.ToString(), http.RequestAborted);
        if (row is null)
            return null;
        var inner = (await shelf.ShowAsync(row, http.RequestAborted))["root"]!.DeepClone(); // always an object
        var own = box.TextOf("nodeId");
        foreach (var below in Boxes.Below(new JsonObject { ["root"] = inner }))
            below["nodeId"] = own + below.TextOf("nodeId")?[StudioDocument.Wrapper.Length..];
        inner.Parent?.AsObject().Remove("root");
        return inner;
    }
}

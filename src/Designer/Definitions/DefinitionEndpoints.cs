using System.Text.Json.Nodes;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Elsa's routes that read definitions.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", ShowAsync);
        api.MapGet("/workflow-definitions/by-id/{versionId}", ShowVersionAsync);
        api.MapGet("/workflow-definitions/many-by-id", ManyAsync);
        api.MapGet("/workflow-definitions/query/count", CountAsync);
        api.MapGet("/workflow-definitions/validation/is-name-unique", async (HttpContext http, DefinitionShelf shelf, string? name, string? definitionId) =>
            Answer.Json(new JsonObject { ["isUnique"] = await shelf.IsNameUniqueAsync(name ?? "", definitionId, http.RequestAborted) }));
        api.MapGet("/workflow-definitions/{definitionId}/consumers", async (string definitionId, HttpContext http, DefinitionShelf shelf) =>
            Answer.Json(new JsonObject { ["consumingWorkflowDefinitionIds"] = new JsonArray([.. (await shelf.ConsumersAsync(definitionId, http.RequestAborted)).Select(id => (JsonNode)id)]) }));
        api.MapGet("/workflow-definitions/{definitionId}/versions", VersionsAsync);
        api.MapGet("/workflow-definitions/subgraph/{versionId}", Subgraphs.ShowAsync);
        api.MapGet("/workflow-definitions/subgraph/segments/{versionId}", Subgraphs.PathAsync);
        api.MapSaving();
        api.MapChanges();
        api.MapExchange();
    }

    private static async Task<IResult> ListAsync(HttpContext http, DefinitionShelf shelf)
    {
        var (rows, total) = await shelf.ListAsync(http.Request.Query, http.RequestAborted);
        return Answer.Json(new JsonObject { ["items"] = Summaries(rows), ["totalCount"] = total, ["links"] = Links.OfList() });
    }

    private static async Task<IResult> ShowAsync(string definitionId, HttpContext http, DefinitionShelf shelf, string? versionOptions) =>
        await AnswerAsync(await shelf.FindAsync(definitionId, versionOptions, http.RequestAborted), definitionId, http, shelf);

    private static async Task<IResult> ShowVersionAsync(string versionId, HttpContext http, DefinitionShelf shelf) =>
        await AnswerAsync(await shelf.FindVersionAsync(versionId, http.RequestAborted), versionId, http, shelf);

    private static async Task<IResult> AnswerAsync(DefinitionRow? row, string id, HttpContext http, DefinitionShelf shelf) =>
        row is null ? Answer.NotFound($"There is no definition {id}.") : Answer.Json(await shelf.ShowAsync(row, http.RequestAborted));

    private static async Task<IResult> ManyAsync(HttpContext http, DefinitionShelf shelf)
    {
        var (rows, _) = await shelf.ListAsync(http.Request.Query, http.RequestAborted);
        var items = new JsonArray();
        foreach (var row in rows)
            items.Add(await shelf.ShowAsync(row, http.RequestAborted));
        return Answer.List(items);
    }

    private static async Task<IResult> CountAsync(HttpContext http, DefinitionShelf shelf)
    {
        var (_, total) = await shelf.ListAsync(new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["versionOptions"] = "Latest", ["PageSize"] = "1" }), http.RequestAborted);
        return Answer.Json(new JsonObject { ["count"] = total });
    }

    private static async Task<IResult> VersionsAsync(string definitionId, HttpContext http, DefinitionShelf shelf)
    {
        var (rows, _) = await shelf.ListAsync(
            new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["DefinitionIds"] = definitionId, ["OrderBy"] = "Version" }), http.RequestAborted);
        return Answer.List(Summaries(rows));
    }

    private static JsonArray Summaries(IEnumerable<DefinitionRow> rows) => new([.. rows.Select(StudioDocument.Summary)]);
}

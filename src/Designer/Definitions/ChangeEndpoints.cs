using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Elsa's routes that publish, take back, revert and delete, one by one and many at once.</summary>
internal static class ChangeEndpoints
{
    public static void MapChanges(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        api.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
        api.MapPost("/workflow-definitions/{definitionId}/update-references", References.UpdateAsync);
        api.MapDelete("/workflow-definitions/{definitionId}", async (string definitionId, HttpContext http, DeleteDefinition delete) =>
            await delete.RunAsync(definitionId, WhoOf(http), http.RequestAborted) is DefinitionAnswer.Done ? Results.NoContent() : Answer.NotFound($"There is no definition {definitionId}."));
        api.MapDelete("/workflow-definition-versions/{versionId}", DeleteVersionAsync);
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", BulkPublishAsync);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", BulkRetractAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", BulkDeleteAsync);
        api.MapPost("/bulk-actions/delete/workflow-definitions/by-id", BulkDeleteVersionsAsync);
    }

    private static string? WhoOf(HttpContext http) => Caller.Of(http) is { Viewer: not null } caller ? caller.Who : null;

    private static async Task<IResult> PublishAsync(string definitionId, HttpContext http, PublishDefinition publish, DefinitionShelf shelf)
    {
        if (await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is not { } before)
            return Answer.NotFound($"There is no definition {definitionId}.");
        var problems = new JsonArray();
        if (!before.IsPublished && await publish.RunAsync(definitionId, null, http.RequestAborted) is DefinitionAnswer.Faulty faulty)
            return Answer.Bad([$"Not published. All problems with links: /designer/check/{definitionId}", .. SaveEndpoints.Errors(faulty.Problems, http.Request)]);
        var row = await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) ?? before;
        return Answer.Json(new JsonObject
        {
            ["workflowDefinition"] = await shelf.ShowAsync(row, http.RequestAborted),
            ["alreadyPublished"] = before.IsPublished,
            ["consumingWorkflowCount"] = (await shelf.ConsumersAsync(definitionId, http.RequestAborted)).Count,
            ["validationErrors"] = problems,
        });
    }

    private static async Task<IResult> RetractAsync(string definitionId, HttpContext http, RetractDefinition retract, DefinitionShelf shelf) =>
        await retract.RunAsync(definitionId, http.RequestAborted) switch
        {
            DefinitionAnswer.Done => Answer.Json(await shelf.ShowAsync(await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) ?? throw new InvalidOperationException($"{definitionId} is gone."), http.RequestAborted)),
            DefinitionAnswer.Refused { Reason.Code: "not-published" } => Answer.Bad("Nothing of this definition is published."),
            _ => Answer.NotFound($"There is no definition {definitionId}."),
        };

    private static async Task<IResult> RevertAsync(string definitionId, int version, HttpContext http, RevertDefinition revert, DefinitionShelf shelf) =>
        await revert.RunAsync(definitionId, version, http.RequestAborted) is DefinitionAnswer.Done { Version: { } draft } && await shelf.FindVersionAsync(draft.Id, http.RequestAborted) is { } row
            ? Answer.Json(StudioDocument.Summary(row))
            : Answer.NotFound(string.Create(CultureInfo.InvariantCulture, $"There is no version {version} of definition {definitionId}."));

    private static async Task<IResult> DeleteVersionAsync(string versionId, HttpContext http, DeleteVersion delete, DefinitionShelf shelf)
    {
        if (await shelf.FindVersionAsync(versionId, http.RequestAborted) is not { } row)
            return Answer.NotFound($"There is no version {versionId}.");
        return await delete.RunAsync(row.DefinitionId, row.Version, http.RequestAborted) switch
        {
            DefinitionAnswer.Done => Results.NoContent(),
            DefinitionAnswer.Refused { Reason.Code: "version-in-use" } => Answer.Bad(string.Create(CultureInfo.InvariantCulture, $"Version {row.Version} stays: instances run or ran with it, and their journal is read with it.")),
            _ => Answer.NotFound($"There is no version {versionId}."),
        };
    }

    private static async Task<IResult> BulkPublishAsync(HttpContext http, PublishDefinition publish, DefinitionShelf shelf)
    {
        var answer = new JsonObject { ["published"] = new JsonArray(), ["alreadyPublished"] = new JsonArray(), ["notFound"] = new JsonArray(), ["updatedConsumers"] = new JsonArray(), ["skipped"] = new JsonArray() };
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("definitionIds"))
        {
            var row = await shelf.FindAsync(id, "Latest", http.RequestAborted);
            var outcome = row switch
            {
                null => "notFound",
                { IsPublished: true } => "alreadyPublished",
                _ => await publish.RunAsync(id, null, http.RequestAborted) is DefinitionAnswer.Done ? "published" : "skipped",
            };
            answer[outcome]!.AsArray().Add(id); // one of the five above
        }
        return Answer.Json(answer);
    }

    private static async Task<IResult> BulkRetractAsync(HttpContext http, RetractDefinition retract)
    {
        var answer = new JsonObject { ["retracted"] = new JsonArray(), ["alreadyRetracted"] = new JsonArray(), ["notFound"] = new JsonArray(), ["skipped"] = new JsonArray() };
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("definitionIds"))
        {
            var outcome = await retract.RunAsync(id, http.RequestAborted) switch
            {
                DefinitionAnswer.Done => "retracted",
                DefinitionAnswer.Refused { Reason.Code: "not-published" } => "alreadyRetracted",
                _ => "notFound",
            };
            answer[outcome]!.AsArray().Add(id); // one of the four above
        }
        return Answer.Json(answer);
    }

    private static async Task<IResult> BulkDeleteAsync(HttpContext http, DeleteDefinition delete)
    {
        var deleted = 0;
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("definitionIds"))
            deleted += await delete.RunAsync(id, WhoOf(http), http.RequestAborted) is DefinitionAnswer.Done ? 1 : 0;
        return Answer.Json(new JsonObject { ["deleted"] = deleted });
    }

    private static async Task<IResult> BulkDeleteVersionsAsync(HttpContext http, DeleteVersion delete, DefinitionShelf shelf)
    {
        var deleted = 0;
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("ids"))
        {
            if (await shelf.FindVersionAsync(id, http.RequestAborted) is { } row && await delete.RunAsync(row.DefinitionId, row.Version, http.RequestAborted) is DefinitionAnswer.Done)
                deleted++;
        }
        return Answer.Json(new JsonObject { ["deleted"] = deleted });
    }
}

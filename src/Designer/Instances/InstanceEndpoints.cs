using System.Text.Json.Nodes;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Instances;

/// <summary>Elsa's routes for instances: list, one, its variables, cancelling, deleting.</summary>
internal static class InstanceEndpoints
{
    private const int MostCancelledAtOnce = 1000;

    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-instances", InstanceList.AnswerAsync);
        api.MapGet("/workflow-instances", InstanceList.AnswerAsync);
        api.MapGet("/workflow-instances/{id}", (string id, HttpContext http, InstanceDoor door) => ShowAsync(id, http, door, InstanceJson.Whole));
        api.MapGet("/workflow-instances/{id}/variables", (string id, HttpContext http, InstanceDoor door) => ShowAsync(id, http, door, shown =>
        {
            var variables = InstanceJson.Variables(shown);
            return new JsonObject { ["items"] = variables, ["count"] = variables.Count };
        }));
        api.MapGet("/workflow-instances/{id}/execution-state", (string id, HttpContext http, InstanceDoor door) => ShowAsync(id, http, door, shown =>
            new JsonObject { ["status"] = shown.Row.Status.ToString(), ["subStatus"] = shown.Row.SubStatus.ToString(), ["updatedAt"] = shown.Row.UpdatedAt }));
        api.MapDelete("/workflow-instances/{id}", DeleteAsync);
        api.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        api.MapPost("/bulk-actions/cancel/workflow-instances", BulkCancelAsync);
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", BulkDeleteAsync);
        api.MapJournal();
        api.MapStarting();
        api.MapInstanceFiles();
        api.MapTests();
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, InstanceDoor door, Func<ShownInstance, JsonNode> shape) =>
        await door.EnterAsync(Caller.Of(http), id, isChange: false, http.RequestAborted) is { } shown ? Answer.Json(shape(shown)) : Unknown(id);

    private static async Task<IResult> CancelAsync(string id, HttpContext http, InstanceDoor door, CancelInstance cancel)
    {
        if (await door.EnterAsync(Caller.Of(http), id, isChange: true, http.RequestAborted) is null)
            return Unknown(id);
        await cancel.RunAsync(id, http.RequestAborted);
        return Results.Ok();
    }

    private static async Task<IResult> BulkCancelAsync(HttpContext http, InstanceDoor door, CancelInstance cancel, IqRuntime runtime)
    {
        var body = await RequestBody.ReadOrEmptyAsync(http.Request);
        var ids = body.Texts("ids");
        if (ids.Count == 0 && (body.Text("definitionVersionId"), body.Text("definitionId")) is var (versionId, definitionId) && (versionId ?? definitionId) is not null)
        {
            await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
            ids = await InstanceDoor.Visible(db, Caller.Of(http)).Where(row => row.Status == InstanceStatus.Running && (versionId == null || row.VersionId == versionId) && (definitionId == null || row.DefinitionId == definitionId))
                .OrderBy(row => row.Id).Select(row => row.Id).Take(MostCancelledAtOnce).ToListAsync(http.RequestAborted);
        }
        var cancelled = 0;
        foreach (var id in ids)
            cancelled += await door.EnterAsync(Caller.Of(http), id, isChange: true, http.RequestAborted) is not null && await cancel.RunAsync(id, http.RequestAborted) ? 1 : 0;
        return Answer.Json(new JsonObject { ["cancelled"] = cancelled });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, InstanceDoor door, DeleteInstance delete) =>
        await door.EnterAsync(Caller.Of(http), id, isChange: true, http.RequestAborted) is null ? Unknown(id)
        : await delete.RunAsync(id, http.RequestAborted) is null ? Results.NoContent()
        : Answer.Bad("This instance stays: it belongs to a case, whose journal it is.");

    private static async Task<IResult> BulkDeleteAsync(HttpContext http, InstanceDoor door, DeleteInstance delete)
    {
        var deleted = 0;
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("ids"))
            deleted += await door.EnterAsync(Caller.Of(http), id, isChange: true, http.RequestAborted) is not null && await delete.RunAsync(id, http.RequestAborted) is null ? 1 : 0;
        return Answer.Json(new JsonObject { ["deleted"] = deleted });
    }

    internal static IResult Unknown(string id) => Answer.NotFound($"There is no instance {id}.");
}

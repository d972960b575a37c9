using IqWorkflows.Casework;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>Tasks over HTTP.</summary>
internal static class TaskEndpoints
{
    private const string Tag = "Tasks";

    public static void MapTasks(this RouteGroupBuilder api)
    {
        api.MapGet("/tasks", ListAsync).WithTags(Tag).WithSummary("Lists tasks that workflows handed out, oldest first.").Produces<Page<ListedTask>>().ProducesProblem(400);
        api.MapPost("/tasks/{taskId}/complete", CompleteAsync).WithTags(Tag).WithSummary("Reports a task as done; its workflow goes on with the result.").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        IqRuntime runtime, CancellationToken cancellationToken, TaskState state = TaskState.Open, string? instanceId = null, int? limit = null, string? after = null)
    {
        if (ListQuery.Limit(limit) is not { } most)
            return ListQuery.BadLimit();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Tasks.AsNoTracking().Where(row => row.State == state);
        if (instanceId is not null)
            rows = rows.Where(row => row.InstanceId == instanceId);
        if (after is not null)
        {
            if (ListQuery.Place(after) is not var (at, id))
                return ListQuery.BadPlace();
            rows = rows.Where(row => row.CreatedAt > at || (row.CreatedAt == at && row.Id.CompareTo(id) > 0));
        }
        var found = await rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(most + 1).ToListAsync(cancellationToken);
        var next = found.Count > most ? ListQuery.After(found[most - 1].CreatedAt, found[most - 1].Id) : null;
        return Results.Ok(new Page<ListedTask>(
            [.. found.Take(most).Select(row => new ListedTask(row.Id, row.InstanceId, row.Name, ApiJson.Of(TypedJson.FromBytes(row.Payload)), row.State.ToString(), row.CreatedAt))], next));
    }

    private static async Task<IResult> CompleteAsync(string taskId, CompleteTaskRequest? request, CompleteTask complete, CancellationToken cancellationToken) =>
        await complete.RunAsync(taskId, ApiJson.ValueOf(request?.Result), cancellationToken) is { } reason ? Problems.Of(reason) : Results.NoContent();
}

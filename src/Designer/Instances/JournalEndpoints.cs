using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Instances;

/// <summary>Elsa's routes for what happened in an instance: journal, executions of activities, their badges on the drawing.</summary>
internal static class JournalEndpoints
{
    private const int MostLines = 1000;

    public static void MapJournal(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-instances/{id}/journal", JournalAsync);
        api.MapGet("/workflow-instances/{id}/journal", JournalAsync);
        api.MapPost("/activity-executions/report", ReportAsync);
        api.MapGet("/activity-execution-summaries/list", (HttpContext http, InstanceDoor door, ShowInstance show) => ListAsync(http, door, show, (execution, depth) => execution.Summary(depth)));
        api.MapGet("/activity-executions/list", (HttpContext http, InstanceDoor door, ShowInstance show) => ListAsync(http, door, show, (execution, depth) => execution.Whole(depth)));
        api.MapGet("/activity-executions/by-id", ShowAsync);
        api.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
    }

    private static async Task<IResult> JournalAsync(string id, HttpContext http, InstanceDoor door, ShowInstance show)
    {
        if (await door.EnterAsync(Caller.Of(http), id, isChange: false, http.RequestAborted) is null)
            return InstanceEndpoints.Unknown(id);
        var filter = (await RequestBody.ReadOrEmptyAsync(http.Request))["filter"] as JsonObject ?? [];
        var (ids, nodes, excluded, events) = (filter.Texts("activityIds"), filter.Texts("activityNodeIds").ToHashSet(), filter.Texts("excludedActivityTypes"), filter.Texts("eventNames"));
        var lines = new List<(JournalEntry Entry, int Sequence)>();
        foreach (var entry in (await show.JournalAsync(id, http.RequestAborted)).SelectMany(step => step.Entries))
            lines.Add((entry, lines.Count));
        var wanted = lines.Where(line =>
            (ids.Count == 0 || ids.Contains(line.Entry.Activity.Id)) && (nodes.Count == 0 || nodes.Contains(line.Entry.Activity.NodeId))
            && !excluded.Contains(line.Entry.Activity.Type) && (events.Count == 0 || events.Contains(line.Entry.Event.ToString()))).ToList();
        var parents = lines.Where(line => line.Entry.Event == JournalEvent.Started).DistinctBy(line => line.Entry.Execution).ToDictionary(line => line.Entry.Execution, line => line.Entry.ParentExecution);
        var skip = int.TryParse(http.Request.Query["skip"], out var from) ? Math.Max(from, 0) : 0;
        var take = int.TryParse(http.Request.Query["take"], out var most) ? Math.Clamp(most, 1, MostLines) : MostLines;
        return Answer.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. wanted.Skip(skip).Take(take).Select(line => (JsonNode)Line(id, line.Entry, line.Sequence, parents.GetValueOrDefault(line.Entry.Execution)))]),
            ["totalCount"] = wanted.Count,
        });
    }

    private static JsonObject Line(string instanceId, JournalEntry entry, int sequence, int parent) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"{instanceId}:line{sequence}"),
        ["activityInstanceId"] = Execution.IdOf(instanceId, entry.Execution),
        ["parentActivityInstanceId"] = parent > 0 ? Execution.IdOf(instanceId, parent) : null,
        ["activityId"] = entry.Activity.Id,
        ["activityType"] = entry.Activity.Type,
        ["activityTypeVersion"] = entry.Activity.Version,
        ["activityName"] = entry.Activity.Name,
        ["nodeId"] = entry.Activity.NodeId,
        ["timestamp"] = entry.At,
        ["sequence"] = sequence,
        ["eventName"] = entry.Event.ToString(),
        ["message"] = entry.Message,
        ["source"] = "IqWorkflows",
        ["activityState"] = entry.Event == JournalEvent.Started ? InstanceJson.Value(Execution.InputsOf(entry)) : new JsonObject(),
        ["payload"] = entry.Event switch
        {
            JournalEvent.Completed => Execution.Outcomes(entry.Outcomes),
            JournalEvent.Faulted => InstanceJson.Failure(entry.Message ?? ""),
            _ => null,
        },
    };

    private static async Task<IResult> ReportAsync(HttpContext http, InstanceDoor door, ShowInstance show)
    {
        var body = await RequestBody.ReadOrEmptyAsync(http.Request);
        if (body.Text("workflowInstanceId") is not { } id || await ExecutionsAsync(id, http, door, show) is not { } executions)
            return InstanceEndpoints.Unknown(body.Text("workflowInstanceId") ?? "");
        return Answer.Json(new JsonObject { ["stats"] = Stats(executions, body.Texts("activityNodeIds").ToHashSet()) });
    }

    /// <summary>How often each activity began and ended, for its badge on the drawing.</summary>
    public static JsonArray Stats(IReadOnlyList<Execution> executions, IReadOnlySet<string> nodes) => new([.. executions.Where(one => nodes.Count == 0 || nodes.Contains(one.Box.NodeId)).GroupBy(one => one.Box).Select(of =>
        (JsonNode)new JsonObject
        {
            ["activityId"] = of.Key.Id,
            ["activityNodeId"] = of.Key.NodeId,
            ["startedCount"] = of.Count(),
            ["completedCount"] = of.Count(one => one.CompletedAt is not null),
            ["uncompletedCount"] = of.Count(one => one.CompletedAt is null),
            ["isBlocked"] = of.Any(one => one.Waits),
            ["isFaulted"] = of.Any(one => one.HasFailed),
            ["metadata"] = new JsonObject(),
        })]);

    private static async Task<IResult> ListAsync(HttpContext http, InstanceDoor door, ShowInstance show, Func<Execution, int, JsonObject> shape)
    {
        var (id, node) = (http.Request.Query["WorkflowInstanceId"].ToString(), http.Request.Query["ActivityNodeId"].ToString());
        if (await ExecutionsAsync(id, http, door, show) is not { } executions)
            return InstanceEndpoints.Unknown(id);
        return Answer.List(new JsonArray([.. executions.Where(one => node.Length == 0 || one.Box.NodeId == node).Select(one => (JsonNode)shape(one, Chain(executions, one).Count - 1))]));
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, InstanceDoor door, ShowInstance show) =>
        await FindAsync(id, http, door, show) is { Count: > 0 } chain ? Answer.Json(chain[0].Whole(chain.Count - 1)) : Answer.NotFound($"There is no execution {id}.");

    private static async Task<IResult> CallStackAsync(string id, HttpContext http, InstanceDoor door, ShowInstance show)
    {
        var chain = await FindAsync(id, http, door, show);
        if (chain.Count == 0)
            return Answer.NotFound($"There is no execution {id}.");
        var items = new JsonArray([.. chain.Select((execution, at) => (JsonNode)execution.Whole(chain.Count - 1 - at)).Reverse()]);
        return Answer.Json(new JsonObject { ["activityExecutionId"] = id, ["items"] = items, ["totalCount"] = items.Count });
    }

    /// <summary>The execution and those around it, inner first; empty when there is none.</summary>
    private static async Task<IReadOnlyList<Execution>> FindAsync(string id, HttpContext http, InstanceDoor door, ShowInstance show)
    {
        var instanceId = id.LastIndexOf(':') is > 0 and var colon ? id[..colon] : id;
        return await ExecutionsAsync(instanceId, http, door, show) is { } executions && executions.FirstOrDefault(execution => execution.Id == id) is { } found ? Chain(executions, found) : [];
    }

    private static List<Execution> Chain(IReadOnlyList<Execution> executions, Execution inner)
    {
        var chain = new List<Execution> { inner };
        var instanceId = inner.Id[..inner.Id.LastIndexOf(':')];
        while (chain[^1].Parent is > 0 and var parent && executions.FirstOrDefault(one => one.Id == Execution.IdOf(instanceId, parent)) is { } outer && !chain.Contains(outer))
            chain.Add(outer);
        return chain;
    }

    private static async Task<IReadOnlyList<Execution>?> ExecutionsAsync(string instanceId, HttpContext http, InstanceDoor door, ShowInstance show) =>
        await door.EnterAsync(Caller.Of(http), instanceId, isChange: false, http.RequestAborted) is null ? null : Execution.Of(instanceId, await show.JournalAsync(instanceId, http.RequestAborted));
}

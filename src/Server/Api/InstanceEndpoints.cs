using System.Text.Json;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Instances;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>Instances over HTTP.</summary>
internal static class InstanceEndpoints
{
    private const string Tag = "Instances";

    public static void MapInstances(this RouteGroupBuilder api)
    {
        api.MapPost("/instances", StartAsync).WithTags(Tag).WithSummary("Starts an instance of a published definition.")
            .WithDescription("Answered when the start is safely saved. Sent again with the same Idempotency-Key, it starts nothing and is answered alike.")
            .Produces<StartedInstance>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/instances", ListAsync).WithTags(Tag).WithSummary("Lists instances, newest first.").Produces<Page<ListedInstance>>().ProducesProblem(400);
        api.MapGet("/instances/{id}", ShowAsync).WithTags(Tag).WithSummary("Shows an instance with its bookmarks, incidents and journal.").Produces<ShownInstanceDetails>().ProducesProblem(404);
        api.MapPost("/instances/{id}/cancel", CancelAsync).WithTags(Tag).WithSummary("Ends an instance as cancelled.").Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/instances/{id}/incidents/{number:int}/retry", RetryAsync).WithTags(Tag).WithSummary("Runs the activity of an incident again.").Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/instances/{id}/incidents/{number:int}/skip", SkipAsync).WithTags(Tag).WithSummary("Goes on behind the activity of an incident.").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> StartAsync(
        StartInstanceRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, StartInstance start, CancellationToken cancellationToken)
    {
        if (request.Input is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            return Problems.BadRequest("The input is not an object.", "Give the values of the inputs by name: \"input\": {\"name\": \"value\"}.");
        var input = ApiJson.ValueOf(request.Input) as ObjectValue ?? new ObjectValue(ObjectOrigin.Given);
        var wish = new StartRequest(request.DefinitionId, input, request.CorrelationId, RequestKey: Scoped("start", idempotencyKey));
        return await start.RunAsync(wish, cancellationToken) switch
        {
            StartAnswer.Started started => Results.Created($"/api/instances/{started.InstanceId}", new StartedInstance(started.InstanceId, started.Status, started.SubStatus)),
            StartAnswer.Refused refused => Problems.Of(refused.Reason),
            var other => throw new InvalidOperationException($"Nobody knows the answer {other}."),
        };
    }

    private static async Task<IResult> ListAsync(
        IqRuntime runtime,
        CancellationToken cancellationToken,
        InstanceStatus? status = null,
        InstanceSubStatus? subStatus = null,
        string? definitionId = null,
        string? correlationId = null,
        bool? hasIncidents = null,
        int? limit = null,
        string? after = null)
    {
        if (ListQuery.Limit(limit) is not { } most)
            return ListQuery.BadLimit();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Instances.AsNoTracking();
        if (status is not null)
            rows = rows.Where(row => row.Status == status);
        if (subStatus is not null)
            rows = rows.Where(row => row.SubStatus == subStatus);
        if (definitionId is not null)
            rows = rows.Where(row => row.DefinitionId == definitionId);
        if (correlationId is not null)
            rows = rows.Where(row => row.CorrelationId == correlationId);
        if (hasIncidents is { } wanted)
            rows = wanted ? rows.Where(row => row.OpenIncidents > 0) : rows.Where(row => row.OpenIncidents == 0);
        if (after is not null)
        {
            if (ListQuery.Place(after) is not var (at, id))
                return ListQuery.BadPlace();
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(id) < 0));
        }
        var items = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(most + 1)
            .Select(row => new ListedInstance(
                row.Id, row.DefinitionId, row.VersionId, row.Status, row.SubStatus, row.Name, row.CorrelationId, row.ParentId, row.OpenIncidents, row.CreatedAt, row.UpdatedAt, row.FinishedAt))
            .ToListAsync(cancellationToken);
        var next = items.Count > most ? ListQuery.After(items[most - 1].CreatedAt, items[most - 1].Id) : null;
        return Results.Ok(new Page<ListedInstance>(items.Count > most ? items[..most] : items, next));
    }

    private static async Task<IResult> ShowAsync(string id, ShowInstance show, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, cancellationToken) is not { } shown)
            return Problems.NoInstance(id);
        var journal = await show.JournalAsync(id, cancellationToken);
        return Results.Ok(new ShownInstanceDetails(
            Listed(shown.Row),
            ApiJson.Of(shown.View.Outputs),
            ApiJson.Of(shown.View.Variables),
            [.. shown.View.Bookmarks.Select(bookmark => new ShownBookmark(bookmark.Number, bookmark.ActivityId, bookmark.Key.Kind, bookmark.Key.Text, bookmark.DueAt))],
            [.. shown.View.Incidents.Select(incident => new ShownIncident(incident.Number, incident.ActivityId, incident.ActivityType, incident.Message, incident.At, incident.IsResolved))],
            [.. journal.SelectMany(Entries)]));
    }

    private static async Task<IResult> CancelAsync(string id, CancelInstance cancel, ShowInstance show, CancellationToken cancellationToken)
    {
        if (await cancel.RunAsync(id, cancellationToken))
            return Results.NoContent();
        return await show.RunAsync(id, cancellationToken) is { } shown
            ? Conflict("instance-ended", $"The instance is {shown.View.SubStatus} already.", "There is nothing to cancel.")
            : Problems.NoInstance(id);
    }

    private static async Task<IResult> RetryAsync(string id, int number, RetryIncident retry, ShowInstance show, CancellationToken cancellationToken) =>
        await retry.RunAsync(id, number, cancellationToken) ? Results.NoContent() : await NoIncidentAsync(id, number, show, cancellationToken);

    private static async Task<IResult> SkipAsync(string id, int number, SkipIncidentRequest? request, SkipIncident skip, ShowInstance show, CancellationToken cancellationToken) =>
        await skip.RunAsync(id, number, request?.Outcome, cancellationToken) ? Results.NoContent() : await NoIncidentAsync(id, number, show, cancellationToken);

    private static async Task<IResult> NoIncidentAsync(string id, int number, ShowInstance show, CancellationToken cancellationToken) =>
        await show.RunAsync(id, cancellationToken) is { } shown
            ? shown.View.Incidents.Any(incident => incident.Number == number)
                ? Conflict("incident-resolved", $"Incident {number} needs nothing more.", "It was retried or skipped before, or the instance has ended.")
                : Results.Problem(statusCode: 404, title: $"The instance has no incident {number}.", detail: $"GET /api/instances/{id} shows its incidents.", extensions: [new("code", "incident-unknown")])
            : Problems.NoInstance(id);

    internal static string? Scoped(string what, string? key) => string.IsNullOrWhiteSpace(key) ? null : $"{what}:{key}";

    private static IResult Conflict(string code, string title, string detail) => Results.Problem(statusCode: 409, title: title, detail: detail, extensions: [new("code", code)]);

    private static ListedInstance Listed(InstanceRow row) => new(
        row.Id, row.DefinitionId, row.VersionId, row.Status, row.SubStatus, row.Name, row.CorrelationId, row.ParentId, row.OpenIncidents, row.CreatedAt, row.UpdatedAt, row.FinishedAt);

    private static IEnumerable<ShownEntry> Entries(ShownStep step)
    {
        foreach (var entry in step.Entries)
        {
            yield return new ShownEntry(
                step.Number, entry.At, entry.Event.ToString(), entry.Activity.Id, entry.Activity.Type, entry.Execution, entry.Outcomes, entry.Values is { } values ? ApiJson.Of(values) : null, entry.Message);
        }
        if (step.Note is not null)
            yield return new ShownEntry(step.Number, step.At, nameof(JournalEvent.Noted), null, null, null, [], null, step.Note);
    }
}

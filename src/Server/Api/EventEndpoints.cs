using IqWorkflows.Casework.Inbox;
using Microsoft.AspNetCore.Mvc;

namespace IqWorkflows.Server.Api;

/// <summary>Events over HTTP.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapPost("/events", PublishAsync).WithTags("Events").WithSummary("Publishes an event: it starts what it triggers and wakes whoever awaits it.")
            .WithDescription("Answered when it is safely saved. Sent again with the same Idempotency-Key, it does nothing and is answered alike.")
            .Produces<PublishedEvent>().ProducesProblem(400);

    private static async Task<IResult> PublishAsync(
        PublishEventRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, PublishEvent publish, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
            return Problems.BadRequest("The event has no name.", "Give the name that the workflow awaits.");
        var answer = await publish.RunAsync(
            request.Name, ApiJson.ValueOf(request.Payload), request.CorrelationId, InstanceEndpoints.Scoped("event", idempotencyKey), cancellationToken);
        return Results.Ok(new PublishedEvent(answer.Started, answer.Resumed, answer.IsKept));
    }
}

using IqWorkflows.Casework.Requests;
using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Publishes an event: it starts what it triggers and wakes whoever awaits it, or is kept for a while.</summary>
public sealed class PublishEvent(IqRuntime runtime)
{
    /// <param name="name">Name of the event; upper and lower case differ.</param>
    /// <param name="payload">What the waiting activities receive, or null.</param>
    /// <param name="correlationId">Reaches only instances with this correlation id; null reaches all.</param>
    /// <param name="requestKey">Sent again with the same key, the request does nothing and is answered alike. Null: every request counts.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<PublishAnswer> RunAsync(string name, object? payload, string? correlationId, string? requestKey, CancellationToken cancellationToken) =>
        RunAsync(now => new Publication(Event.Key(name), correlationId, payload, now + runtime.Options.EarlyEventLifetime), requestKey, cancellationToken);

    /// <summary>The same for any other stimulus, an HTTP request for example. It is not kept: who sends it waits for an answer now.</summary>
    public Task<PublishAnswer> SendAsync(StimulusKey key, object? payload, string? correlationId, CancellationToken cancellationToken) =>
        RunAsync(_ => new Publication(key, correlationId, payload, KeptUntil: null), requestKey: null, cancellationToken);

    private Task<PublishAnswer> RunAsync(Func<DateTimeOffset, Publication> publication, string? requestKey, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            var now = runtime.Now;
            return OnceByKey.Run(turn, requestKey, now, () => runtime.Publishing.Publish(turn, publication(now), now), Write, Read);
        },
        cancellationToken);

    private static string Write(PublishAnswer answer) => $"{(answer.IsKept ? "kept" : "")}|{string.Join(',', answer.Started)}|{string.Join(',', answer.Resumed)}";

    private static PublishAnswer Read(string text)
    {
        var parts = text.Split('|');
        return new PublishAnswer(Ids(parts[1]), Ids(parts[2]), parts[0].Length > 0);
    }

    private static string[] Ids(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

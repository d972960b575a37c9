using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Something that happened, for everybody who awaits it.</summary>
/// <param name="Key">What happened.</param>
/// <param name="CorrelationId">Reaches only instances with this correlation id, and starts instances with it; null reaches all.</param>
/// <param name="Payload">What comes with it.</param>
/// <param name="KeptUntil">How long it is kept if nobody awaits it yet; null: it is not.</param>
internal sealed record Publication(StimulusKey Key, string? CorrelationId, object? Payload, DateTimeOffset? KeptUntil);

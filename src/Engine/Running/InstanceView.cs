using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What a state says, for people and lists: read from the state's bytes and the program, never stored beside it.</summary>
public sealed record InstanceView(
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    string? Name,
    string? CorrelationId,
    IReadOnlyList<Bookmark> Bookmarks,
    IReadOnlyList<Incident> Incidents,
    ObjectValue Outputs,
    ObjectValue Variables);

/// <summary>A fault that somebody should look at.</summary>
/// <param name="Number">Counter within the instance.</param>
/// <param name="ActivityId">Where it happened.</param>
/// <param name="NodeId">The same as a path from the root.</param>
/// <param name="ActivityType">Type of that activity.</param>
/// <param name="Message">What went wrong, for the designer.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="IsResolved">Whether it was retried or skipped since.</param>
public sealed record Incident(
    int Number, string ActivityId, string NodeId, string ActivityType, string Message, DateTimeOffset At, bool IsResolved);

using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Server.Headless;

/// <summary>Everything that can be seen of a trial at one moment.</summary>
/// <param name="Main">The instance under trial; null while none was started.</param>
/// <param name="Others">Children, and what events started besides; in no particular order.</param>
/// <param name="Lines">Every line written so far by any instance.</param>
internal sealed record Observation(ObservedInstance? Main, IReadOnlyList<ObservedInstance> Others, IReadOnlyList<string> Lines);

/// <summary>One instance as it is now.</summary>
internal sealed record ObservedInstance
{
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    /// <summary>Null for one that nobody asked for.</summary>
    public required string? ParentId { get; init; }

    public required InstanceStatus Status { get; init; }

    public required InstanceSubStatus SubStatus { get; init; }

    /// <summary>Null when it was never named.</summary>
    public required string? Name { get; init; }

    public required string? CorrelationId { get; init; }

    public required ObjectValue Outputs { get; init; }

    public required IReadOnlyList<ObservedBookmark> Bookmarks { get; init; }

    public required IReadOnlyList<Incident> Incidents { get; init; }

    /// <summary>Activity ids in the order in which they began, without the workflow itself.</summary>
    public required IReadOnlyList<string> ExecutedActivityIds { get; init; }
}

/// <summary>A place where an instance waits.</summary>
/// <param name="Number">Its number within the instance.</param>
/// <param name="ActivityId">The waiting activity.</param>
/// <param name="Stimulus">What kind of thing it waits for.</param>
/// <param name="EventName">Which event, or null when it waits for something else.</param>
/// <param name="TaskName">Which task, or null when it waits for something else.</param>
/// <param name="ResumeAtOffset">When it wakes by itself, counted from the beginning of the trial; null when it does not.</param>
internal sealed record ObservedBookmark(int Number, string ActivityId, string Stimulus, string? EventName, string? TaskName, TimeSpan? ResumeAtOffset);

using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What makes an instance go on. Exactly one of these; one stimulus is one step, and one step is one transaction.</summary>
public abstract record Stimulus
{
    private Stimulus() { }

    /// <summary>Begins a new instance.</summary>
    /// <param name="Input">Values by input name; kept as they were given (Elsa neither converts nor checks them).</param>
    /// <param name="CorrelationId">Correlation id of the instance, or null.</param>
    /// <param name="TriggerActivityId">The trigger that was set off and lets the run pass, or null when started by hand.</param>
    /// <param name="Payload">What the trigger receives (an event's payload, a request), or null.</param>
    /// <param name="ParentInstanceId">The instance that asked for this one, or null. A script reads it as input <c>ParentInstanceId</c>.</param>
    public sealed record Start(
        ObjectValue Input,
        string? CorrelationId = null,
        string? TriggerActivityId = null,
        object? Payload = null,
        string? ParentInstanceId = null) : Stimulus;

    /// <summary>Wakes every bookmark of the instance that awaits this, one after the other, in one step.</summary>
    /// <param name="Key">What happened.</param>
    /// <param name="Payload">What the waiting activities receive.</param>
    public sealed record Deliver(StimulusKey Key, object? Payload) : Stimulus;

    /// <summary>Wakes one bookmark: a timer is due, a task is done, a child has ended, an answer has come.</summary>
    /// <param name="Bookmark">Number of the bookmark within its instance.</param>
    /// <param name="Payload">What the waiting activity receives.</param>
    /// <param name="Input">Inputs that scripts can read during this step, or null for none.</param>
    public sealed record Wake(int Bookmark, object? Payload = null, ObjectValue? Input = null) : Stimulus;

    /// <summary>Ends the instance as Cancelled.</summary>
    public sealed record Cancel : Stimulus;

    /// <summary>Runs the activity of an incident once more.</summary>
    /// <param name="Incident">Number of the incident within its instance.</param>
    public sealed record Retry(int Incident) : Stimulus;

    /// <summary>Treats the activity of an incident as completed.</summary>
    /// <param name="Incident">Number of the incident within its instance.</param>
    /// <param name="Outcome">The outcome to follow; null means Done.</param>
    public sealed record Skip(int Incident, string? Outcome = null) : Stimulus;
}

using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities;

/// <summary>What an activity answers when it was executed, resumed, or told of a child's end. Exactly one of these.</summary>
public abstract record StepResult
{
    private StepResult() { }

    /// <summary>Completed without naming an outcome: Elsa's "Done".</summary>
    public static StepResult Done { get; } = new Completed(Outcomes.Default);

    /// <summary>Nothing to add: the container waits for children already running.</summary>
    public static StepResult Going { get; } = new Entered();

    /// <summary>The activity is over.</summary>
    /// <param name="Outcomes">What its outgoing connections are chosen by.</param>
    public sealed record Completed(string[] Outcomes) : StepResult;

    /// <summary>A container begins these children, in this order, and is told as each completes.</summary>
    public sealed record Entered(params Entry[] Children) : StepResult;

    /// <summary>The activity waits; any one of these wakes it.</summary>
    public sealed record Waiting(params Await[] For) : StepResult;

    /// <summary>The activity failed; the reason becomes an incident.</summary>
    public sealed record Faulted(string Reason) : StepResult;
}

/// <summary>Names of outcomes.</summary>
public static class Outcomes
{
    /// <summary>Completed without an outcome of its own. Told apart by reference: only then connections without a source port are followed.</summary>
    public static readonly string[] Default = ["Done"];

    /// <summary>No outcome at all: nothing is followed.</summary>
    public static readonly string[] None = [];

    internal static readonly string[] True = ["True"];

    internal static readonly string[] False = ["False"];
}

/// <summary>A child to begin.</summary>
/// <param name="Box">Which.</param>
/// <param name="Backwards">Whether a flowchart entered it over a backward connection.</param>
/// <param name="Variables">Variables of the child's own scope (an iteration's CurrentValue), or null.</param>
public readonly record struct Entry(Box Box, bool Backwards = false, ObjectValue? Variables = null);

/// <summary>One thing an activity waits for.</summary>
/// <param name="Key">What.</param>
/// <param name="DueAt">When it comes by itself, in UTC, or null.</param>
/// <param name="Tag">Tells the activity which of its bookmarks woke it; free.</param>
/// <param name="Keeps">Whether it stays open when it wakes the activity.</param>
public readonly record struct Await(StimulusKey Key, DateTimeOffset? DueAt = null, string? Tag = null, bool Keeps = false);

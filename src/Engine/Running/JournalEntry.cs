using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What happened to an activity. Elsa's names of journal events; the numbers are stored.</summary>
public enum JournalEvent
{
    Started = 1,
    Suspended = 2,
    Resumed = 3,
    Completed = 4,
    Faulted = 5,
    Canceled = 6,

    /// <summary>A line of free note, for example "response undeliverable".</summary>
    Noted = 7,
}

/// <summary>One line of the journal. Activity execution records are these lines gathered by <paramref name="Execution"/>.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Execution">Number of the activity's execution within the instance; from 1.</param>
/// <param name="ParentExecution">The execution that scheduled it; 0 for the root. Known on Started only, else 0.</param>
/// <param name="Activity">The activity.</param>
/// <param name="At">When, in UTC; within a step time stands still.</param>
/// <param name="Outcomes">Outcomes on Completed, else empty.</param>
/// <param name="Values">Evaluated inputs (Started) or outputs (Completed) by Elsa's PascalCase name; literal inputs are left out, since the definition says them.</param>
/// <param name="Message">On Faulted and Noted, else null.</param>
public sealed record JournalEntry(
    JournalEvent Event,
    int Execution,
    int ParentExecution,
    Programs.Box Activity,
    DateTimeOffset At,
    IReadOnlyList<string> Outcomes,
    ObjectValue? Values,
    string? Message);

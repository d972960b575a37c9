using IqWorkflows.Activities.Asking;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Play;

/// <summary>Something that whoever tries a definition lets happen. Exactly one of these.</summary>
public abstract record TryStep
{
    private TryStep()
    {
    }

    /// <summary>Days pass.</summary>
    public sealed record Wait(int Days) : TryStep;

    /// <summary>An event that the case awaits is recorded.</summary>
    public sealed record Happens(string EventName, Submission Given) : TryStep;

    /// <summary>Somebody does a task.</summary>
    /// <param name="Task">Id of its box, its title, or its occasion.</param>
    /// <param name="Outcome">Null: the first one.</param>
    public sealed record Does(string Task, string? Outcome, Submission Given) : TryStep;
}

/// <summary>What came of a trial.</summary>
/// <param name="Now">The moment at which its clock stands.</param>
/// <param name="Timeline">What could be seen of the case.</param>
/// <param name="Coming">What would be sent and fall due if nobody did anything more.</param>
/// <param name="Journal">What the definition under trial did.</param>
/// <param name="Tasks">Open tasks.</param>
/// <param name="Events">Events that are awaited.</param>
/// <param name="Problems">What kept something from being tried.</param>
public sealed record Tried(
    DateTimeOffset Now, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<ForecastRow> Coming, IReadOnlyList<TriedEntry> Journal, IReadOnlyList<TriedTask> Tasks, IReadOnlyList<TriedEvent> Events,
    IReadOnlyList<string> Problems);

/// <summary>A line of the journal.</summary>
/// <param name="Activity">Id of the box.</param>
public sealed record TriedEntry(DateTimeOffset At, string Activity, JournalEvent Event, string? Message);

/// <summary>An event that is awaited: by which name it is recorded, and what has happened then.</summary>
public sealed record TriedEvent(string Name, Cases.Deadlines.LocalText Title);

/// <summary>An open task, with the ways to end it.</summary>
public sealed record TriedTask(string ActivityId, Cases.Deadlines.LocalText Title, string Role, DateOnly? DueOn, IReadOnlyList<TaskOutcome> Outcomes);

using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Casework.Play;

/// <summary>Something that can be seen of a case, and when. Exactly one of these.</summary>
/// <param name="At">The moment on the clock of the story.</param>
public abstract record TimelineEntry(DateTimeOffset At)
{
    /// <summary>Somebody did something.</summary>
    /// <param name="Line">Where the script says so.</param>
    /// <param name="Verb">The script's word: open, event, task, record, update, pause …</param>
    /// <param name="What">Name of the event, the task, the kind of object.</param>
    /// <param name="More">Outcome, day or reason; null: nothing.</param>
    /// <param name="Refused">The reasons with which it was refused; null: it was accepted.</param>
    public sealed record Did(DateTimeOffset At, int Line, string Verb, string What, string? More, IReadOnlyList<Cases.Reason>? Refused) : TimelineEntry(At)
    {
        public bool Equals(Did? other) =>
            other is not null && base.Equals(other) && (Line, Verb, What, More) == (other.Line, other.Verb, other.What, other.More) && string.Join(' ', Refused ?? []) == string.Join(' ', other.Refused ?? []);

        public override int GetHashCode() => HashCode.Combine(At, Line, What);
    }

    /// <summary>The case shows another state: <c>RUHEND</c> while it is paused, <c>ABGESCHLOSSEN(REASON)</c> once it is closed.</summary>
    public sealed record Stated(DateTimeOffset At, string State) : TimelineEntry(At);

    /// <summary>It begins or ceases to count as stalled.</summary>
    public sealed record Stalled(DateTimeOffset At, bool Is, string Rule) : TimelineEntry(At);

    /// <summary>A task appeared.</summary>
    /// <param name="Name">Id of its box, else code of its occasion, else null.</param>
    public sealed record TaskOpened(DateTimeOffset At, string TaskId, string? Name, LocalText Title, string Role, string? Level, string? Occasion, DateOnly? DueOn) : TimelineEntry(At);

    /// <summary>A task is not open any more.</summary>
    /// <param name="Outcome">Null: it was withdrawn, because it need not be done any more.</param>
    /// <param name="Why">Why it was withdrawn, as JSON of a reason; null: it was done, or the procedure went on without it.</param>
    public sealed record TaskEnded(DateTimeOffset At, string TaskId, string? Name, LocalText Title, string? Outcome, string? Why) : TimelineEntry(At);

    /// <summary>A deadline appeared or moved, or its state changed.</summary>
    /// <param name="Flags">JSON of the reasons why somebody should look at it.</param>
    public sealed record DeadlineSeen(
        DateTimeOffset At, string Id, string Code, string Object, string State, DateOnly? Raw, DateOnly? End, DateOnly? Announced, string Flags) : TimelineEntry(At);

    /// <summary>A message left the house, was laid out to be printed, or waits as a draft.</summary>
    /// <param name="Form">mail, letter or draft.</param>
    /// <param name="Why">Why it was written, as JSON of a reason; null: nobody said.</param>
    public sealed record Sent(DateTimeOffset At, string Occasion, string Recipient, string Form, string Object, string? Why) : TimelineEntry(At);

    /// <summary>Something planned was not done.</summary>
    /// <param name="Day">The day for which it was planned.</param>
    /// <param name="Form">Mail, Task, Escalation, Draft or Event.</param>
    /// <param name="Why">JSON of a reason.</param>
    public sealed record NotDone(DateTimeOffset At, DateOnly Day, string Occasion, string Recipient, string Form, string? Why) : TimelineEntry(At);

    /// <summary>A workflow of the case met something it could not do.</summary>
    public sealed record Incident(DateTimeOffset At, string InstanceId, string Message) : TimelineEntry(At);
}

using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Occasions;

/// <summary>From which day a rung counts.</summary>
public enum RungStart
{
    /// <summary>The day of the trigger, or of the last thing the client did.</summary>
    Start,

    /// <summary>The end of the deadline; of two possible ends the earlier.</summary>
    End,

    /// <summary>The day of a fact of its own; the rung waits until that is known.</summary>
    Fact,

    /// <summary>The day of the ladder's own last regular message.</summary>
    Last,
}

/// <summary>What a rung does.</summary>
public enum RungForm
{
    /// <summary>A message; a letter when the client has no mail address.</summary>
    Mail,

    /// <summary>Something to do for a counsellor (L1).</summary>
    Task,

    /// <summary>Something to look at for those above (L2 and higher).</summary>
    Escalation,

    /// <summary>A letter to somebody outside that a counsellor reads, changes and releases.</summary>
    Draft,

    /// <summary>An event that the case's procedure awaits.</summary>
    Event,
}

/// <summary>How high an occasion has gone.</summary>
public enum EscalationLevel
{
    /// <summary>A message to the client.</summary>
    L0,

    /// <summary>The counsellor of the case.</summary>
    L1,

    /// <summary>The lead of the centre.</summary>
    L2,

    /// <summary>The coordination of the region.</summary>
    L3,

    /// <summary>The programme, in totals only.</summary>
    L4,

    /// <summary>A friendly question to the authority.</summary>
    A1,

    /// <summary>A written reminder that quotes the statutory period.</summary>
    A2,

    /// <summary>The coordination speaks to the authority.</summary>
    A3,

    /// <summary>The client is told of the action for failure to act (VwGO § 75).</summary>
    A4,
}

/// <summary>One rung of a ladder.</summary>
public sealed record Rung
{
    /// <summary>Names the rung within its occasion and stays the same as long as it means the same: <c>mail client start +14 d</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Null: at once.</summary>
    public RungOffset? Offset { get; init; }

    public required RungStart Base { get; init; }

    /// <summary>The fact it counts from; null for other bases.</summary>
    public string? BaseFact { get; init; }

    /// <summary><c>client</c>, <c>counsellor</c>, <c>authority</c> …</summary>
    public required string Recipient { get; init; }

    public required RungForm Form { get; init; }

    public EscalationLevel? Level { get; init; }

    /// <summary>What the task or the escalation says; null: the occasion's name does.</summary>
    public LocalText? Text { get; init; }

    /// <summary>Name of the event; only of the form event.</summary>
    public string? Event { get; init; }

    /// <summary>Template of the message; null: that of the occasion.</summary>
    public string? Template { get; init; }

    /// <summary>It is done only when this holds on its day; null: always.</summary>
    public FactCondition? When { get; init; }

    /// <summary>Classes of deadlines for which it is planned; empty: all. An aim of ours (class S) makes nobody write to an authority.</summary>
    public IReadOnlyList<DeadlineClass> Classes { get; init; } = [];

    /// <summary>Whether it is one of the row's own sends, not of its escalation: offsets from the last send count from these.</summary>
    public bool IsRegular => IsMessage && Base != RungStart.Last;

    /// <summary>Messages collapse when several were missed; what a person must do, and what a procedure waits for, never does.</summary>
    public bool IsMessage => Form is RungForm.Mail or RungForm.Draft;
}

/// <summary>Something that ends a ladder.</summary>
/// <param name="Condition">Over the facts of the case.</param>
/// <param name="Because">In words, for those who ask why nothing was sent.</param>
public sealed record StopCondition(FactCondition Condition, LocalText Because);

/// <summary>One line of the table of occasions: why something is sent or done, when, to whom, and what ends it.</summary>
public sealed record Occasion
{
    /// <summary><c>M09</c>, <c>M19b</c>.</summary>
    public required string Code { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>Field of action: recognition, fair_integration, training, network, lists.</summary>
    public required string Area { get; init; }

    /// <summary>The paragraph behind it, or that it is our own rule.</summary>
    public required string Source { get; init; }

    /// <summary>The fact of its object (or of the current object of that kind) whose day starts it when nobody names a day: <c>appointment.at</c>. Null: the day it is opened.</summary>
    public string? StartFact { get; init; }

    /// <summary>Deadlines it may hang on; empty: none.</summary>
    public IReadOnlyList<string> Deadlines { get; init; } = [];

    /// <summary>The most that a mail to the client may say, whatever they have consented to. On paper everything may be said.</summary>
    public required MailLevel Privacy { get; init; }

    /// <summary>It warns of the client's own deadline: neither a pause nor a withdrawn consent nor the end of the case may silence it.</summary>
    public bool IsClassC { get; init; }

    /// <summary>It may be sent at any hour.</summary>
    public bool AnyHour { get; init; }

    /// <summary>It goes on while the case rests.</summary>
    public bool DespitePause { get; init; }

    /// <summary>It goes on when the case is closed.</summary>
    public bool DespiteClosing { get; init; }

    /// <summary>It begins anew with whatever the client does.</summary>
    public bool Restarts { get; init; }

    /// <summary>Occasions whose ladders are opened with this one, on the same day.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>Its ladder is opened about the case by itself as soon as this holds; null: only by those who ask for it.</summary>
    public FactCondition? OpensWhen { get; init; }

    /// <summary>Any of these ends it.</summary>
    public IReadOnlyList<StopCondition> Stops { get; init; } = [];

    public IReadOnlyList<Rung> Rungs { get; init; } = [];

    public Rung? Find(string rungId) => Rungs.FirstOrDefault(rung => rung.Id == rungId);
}

/// <summary>A day on which the client did something that counts.</summary>
/// <param name="Kind">Kind of object that says so.</param>
/// <param name="Field">Its field with the day.</param>
/// <param name="With">What must hold for the object.</param>
public sealed record ActivityRule(string Kind, string Field, IReadOnlyList<FactTest> With);

/// <summary>All occasions, and what they share.</summary>
/// <param name="occasions">In the order of the table.</param>
/// <param name="activity">What counts as done by the client.</param>
/// <param name="consentWithdrawn">Whether the client does not want mail any more.</param>
public sealed class OccasionCatalog(IReadOnlyList<Occasion> occasions, IReadOnlyList<ActivityRule> activity, FactCondition consentWithdrawn)
{
    private readonly Dictionary<string, Occasion> _byCode = occasions.ToDictionary(occasion => occasion.Code, StringComparer.Ordinal);

    public IReadOnlyList<Occasion> Occasions => occasions;

    public IReadOnlyList<ActivityRule> Activity => activity;

    public FactCondition ConsentWithdrawn => consentWithdrawn;

    /// <returns>Null when there is no such occasion.</returns>
    public Occasion? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The last day until <paramref name="today"/> on which the client did something that counts.</summary>
    /// <returns>Null: never.</returns>
    public DateOnly? LastActivity(Facts.CaseView view, DateOnly today)
    {
        DateOnly? last = null;
        foreach (var rule in activity)
        {
            foreach (var found in view.Of(rule.Kind))
            {
                if (FactCondition.DayOf(found[rule.Field]) is { } day && day <= today && (last is null || day > last) && rule.With.All(test => test.Holds(found, null)))
                    last = day;
            }
        }
        return last;
    }
}

using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.Play;

/// <summary>The story of one case, to be played under a clock that the story moves: what people record on which day, and what must come of it.</summary>
/// <param name="File">Where it was read.</param>
/// <param name="Name">Short, for example <c>C01</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Centre">The counselling centre.</param>
/// <param name="Steps">In the order of time.</param>
/// <param name="Expected">What must stand in the timeline at the end, and what must not.</param>
/// <param name="Until">Until when time goes on after the last step; null: it ends there.</param>
public sealed record CaseScript(
    string File, string Name, LocalText Title, ScriptCentre Centre, IReadOnlyList<ScriptStep> Steps, TimelineExpectation Expected, DateTimeOffset? Until)
{
    /// <summary>Added to the line of a step that was taken over from another script.</summary>
    public const int LinesOfOthers = 100_000;

    public DateTimeOffset Begins => Steps[0].At;

    public DateTimeOffset Ends => Until is { } until && until > Steps[^1].At ? until : Steps[^1].At;
}

/// <summary>The counselling centre of a story. Its counsellor, lead, office and coordination are made with it.</summary>
/// <param name="Land">Two letters; its holidays decide on which days mails go out.</param>
/// <param name="Municipality">Name or official key, or null.</param>
public sealed record ScriptCentre(string Land, string? Municipality);

/// <summary>Something that happens in a story. Exactly one of these.</summary>
/// <param name="Line">Where it stands in the script.</param>
/// <param name="At">When.</param>
public abstract record ScriptStep(int Line, DateTimeOffset At)
{
    /// <summary>Codes of the reasons with which it must be refused; null: it must be accepted.</summary>
    public IReadOnlyList<string>? Refused { get; init; }

    /// <summary>The case begins.</summary>
    /// <param name="Milestone">Where; null: at its beginning.</param>
    /// <param name="Given">Facts of the case and of the person.</param>
    /// <param name="Consents">Purposes to which the person has consented from the beginning.</param>
    public sealed record Open(int Line, DateTimeOffset At, string? Milestone, Submission Given, IReadOnlyList<string> Consents) : ScriptStep(Line, At);

    /// <summary>An event that a procedure awaits is recorded.</summary>
    public sealed record Event(int Line, DateTimeOffset At, string Name, Submission Given) : ScriptStep(Line, At);

    /// <summary>Somebody does a task.</summary>
    /// <param name="Name">Id of its box, its title, or the code of its occasion.</param>
    /// <param name="Outcome">Null: the first one.</param>
    public sealed record Task(int Line, DateTimeOffset At, string Name, string? Outcome, Submission Given) : ScriptStep(Line, At);

    /// <summary>Something is recorded that no procedure waits for.</summary>
    /// <param name="Target">What it is about.</param>
    public sealed record Record(int Line, DateTimeOffset At, ScriptTarget Target, Submission Given) : ScriptStep(Line, At);

    public sealed record Pause(int Line, DateTimeOffset At, DateOnly Until, string? Why) : ScriptStep(Line, At);

    public sealed record Resume(int Line, DateTimeOffset At) : ScriptStep(Line, At);

    public sealed record Close(int Line, DateTimeOffset At, string Reason) : ScriptStep(Line, At);

    public sealed record Reopen(int Line, DateTimeOffset At, string Milestone) : ScriptStep(Line, At);

    /// <summary>A counsellor has read the draft of an occasion that waits, and lets it go.</summary>
    public sealed record Release(int Line, DateTimeOffset At, string Occasion) : ScriptStep(Line, At);

    /// <summary>A look at the case at that moment.</summary>
    public sealed record Expect(int Line, DateTimeOffset At, MomentExpectation Expected) : ScriptStep(Line, At);
}

/// <summary>What a record is about. Exactly one of these.</summary>
public abstract record ScriptTarget(string Kind)
{
    /// <summary>A new object.</summary>
    public sealed record New(string Kind) : ScriptTarget(Kind);

    /// <summary>The newest of its kind, or the one with that number.</summary>
    public sealed record Existing(string Kind, int? Number) : ScriptTarget(Kind);

    /// <summary>Every object of the kind whose field has the value; without a field, every one.</summary>
    public sealed record Each(string Kind, string? Field, string? Value) : ScriptTarget(Kind);
}

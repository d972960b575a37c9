using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Occasions;

/// <summary>A deadline of a case as ladders and the list of stalled cases see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Code">Of the catalogue.</param>
/// <param name="Object">What it belongs to.</param>
/// <param name="Class">Whom it binds.</param>
/// <param name="End">The day against which to warn, of two possible ends the earlier; null while nobody can say.</param>
/// <param name="IsRunning">Whether it is watched and not over by law.</param>
/// <param name="IsPaused">Whether it stands still without an end in sight.</param>
public sealed record CaseDeadline(
    string Id, string Code, ObjectRef Object, DeadlineClass Class, DateOnly? End, bool IsRunning, bool IsPaused = false);

/// <summary>What is known of a case on a day.</summary>
/// <param name="View">Its facts.</param>
/// <param name="Deadlines">Its deadlines.</param>
/// <param name="Today">The day in Germany.</param>
/// <param name="LastActivity">The last day on which the client did something that counts, as the catalogue of occasions says; null: never.</param>
public sealed record Situation(CaseView View, IReadOnlyList<CaseDeadline> Deadlines, DateOnly Today, DateOnly? LastActivity)
{
    public static Situation Of(CaseView view, IReadOnlyList<CaseDeadline> deadlines, DateOnly today, OccasionCatalog catalog) =>
        new(view, deadlines, today, catalog.LastActivity(view, today));

    public string? State => View.Value("case.state") as string;

    public bool IsClosed => State == "ABGESCHLOSSEN";

    /// <summary>When the case was taken over from somebody else's hands; null: it began here.</summary>
    public DateTimeOffset? TakenOverAt => View.Value("case.taken_over_at") as DateTimeOffset?;

    /// <summary>The case rests: it was paused and not resumed.</summary>
    public bool IsPaused => View.Value("case.paused_since") is DateOnly since && since <= Today;

    /// <summary>A deadline whose end costs the client a right is still running.</summary>
    public bool HasOpenClassC => Deadlines.Any(deadline => deadline is { IsRunning: true, Class: DeadlineClass.C } && (deadline.End is null || deadline.End >= Today));
}

using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>What becomes of a rung whose time has come. Exactly one of these.</summary>
public abstract record RungDecision
{
    private RungDecision() { }

    /// <summary>It is done.</summary>
    public sealed record Do : RungDecision;

    /// <summary>Somebody is asked to write or call, because a mail may not be sent.</summary>
    public sealed record AskSomebody(Reason Why) : RungDecision;

    /// <summary>It is left out; the ladder goes on.</summary>
    public sealed record LeaveOut(Reason Why) : RungDecision;

    /// <summary>The whole ladder is over.</summary>
    public sealed record StopLadder(Reason Why) : RungDecision;

    /// <summary>It is too early or too late in the day.</summary>
    public sealed record WaitUntil(DateTimeOffset Moment) : RungDecision;
}

/// <summary>A ladder and its rung at the moment of deciding.</summary>
/// <param name="Occasion">The table's line.</param>
/// <param name="Rung">The rung whose time has come.</param>
/// <param name="About">What the ladder is about.</param>
/// <param name="Start">Day on which it began, or began anew.</param>
/// <param name="LaterMissed">Day of a later message of the ladder to the same kind of recipient whose time has come as well; null: there is none.</param>
/// <param name="SomebodyWasAsked">Whether the ladder has made a task already because of a withdrawn consent.</param>
public sealed record RungQuestion(Occasion Occasion, Rung Rung, ObjectRef About, DateOnly Start, DateOnly? LaterMissed = null, bool SomebodyWasAsked = false);

/// <summary>Decides about rungs. The order matters: what ends a ladder comes first, what must never be silenced before what silences.</summary>
public sealed class RungDeciding(OccasionCatalog catalog, HolidayCalendar calendar, Place centre)
{
    public const string Client = "client";

    public RungDecision Decide(RungQuestion question, Situation situation, DateTimeOffset now)
    {
        var (occasion, rung) = (question.Occasion, question.Rung);
        if (ReasonToStop(occasion, situation, question.About, question.Start) is { } stop)
            return new RungDecision.StopLadder(stop);
        if (rung.When is { } when && !when.Holds(situation, question.About, question.Start))
            return new RungDecision.LeaveOut(new Reason(LadderReason.NotApplicable));
        if (rung.IsMessage && question.LaterMissed is { } later)
            return new RungDecision.LeaveOut(new Reason(LadderReason.Collapsed, later));
        if (Silence(occasion, rung, situation, question.About, question.Start) is { } silence)
            return Silenced(question, silence);
        if (rung.IsMessage && !occasion.AnyHour && QuietTime.IsQuiet(now, calendar, centre))
            return new RungDecision.WaitUntil(QuietTime.NextAllowed(now, calendar, centre));
        return new RungDecision.Do();
    }

    /// <summary>Why the ladder is over.</summary>
    /// <returns>Null: it is not.</returns>
    public static Reason? ReasonToStop(Occasion occasion, Situation situation, ObjectRef about, DateOnly start)
    {
        if (occasion.Stops.FirstOrDefault(stop => stop.Condition.Holds(situation, about, start)) is { } stop)
            return new Reason(LadderReason.StoppedBy, stop.Because);
        return situation.IsClosed && !occasion.IsClassC && !occasion.DespiteClosing ? new Reason(LadderReason.Closed) : null;
    }

    /// <summary>Why a message may not be sent today, or a task not be made.</summary>
    /// <returns>Null: nothing stands against it.</returns>
    public Reason? Silence(Occasion occasion, Rung rung, Situation situation, ObjectRef about, DateOnly start)
    {
        if (situation.IsClosed && !occasion.DespiteClosing)
            return new Reason(LadderReason.Closed);
        if (situation.IsPaused && !occasion.DespitePause)
            return new Reason(LadderReason.Paused);
        return rung is { Form: RungForm.Mail, Recipient: Client } && catalog.ConsentWithdrawn.Holds(situation, about, start) ? new Reason(LadderReason.ConsentWithdrawn) : null;
    }

    private static RungDecision Silenced(RungQuestion question, Reason silence)
    {
        if (question.Occasion.IsClassC)
            return question.Rung is { Form: RungForm.Mail, Recipient: Client } ? new RungDecision.AskSomebody(silence) : new RungDecision.Do();
        return silence.Code == LadderReason.ConsentWithdrawn && !question.SomebodyWasAsked ? new RungDecision.AskSomebody(silence) : new RungDecision.LeaveOut(silence);
    }
}

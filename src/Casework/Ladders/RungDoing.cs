using System.Globalization;
using IqWorkflows.Activities.Asking;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Does one rung whose time has come, in a turn: looks again at everything that may stand against it, then writes the message, the task or the event.</summary>
internal sealed class RungDoing(LadderBook ladders, CaseBook cases, Messages messages)
{
    /// <returns>False when nothing had to be done: it is not planned any more, or not yet.</returns>
    public bool Do(Turn turn, long rungId, DateTimeOffset now)
    {
        if (RungTable.Find(turn, rungId) is not { State: RungState.Planned, DueAt: { } dueAt } row || dueAt > now)
            return false;
        var ladder = LadderTable.Find(turn, row.LadderId) ?? throw new InvalidDataException($"Rung {row.Id} belongs to ladder {row.LadderId}, which is not there.");
        if (ladders.Occasions.Find(row.Occasion) is not { } occasion || occasion.Find(row.Rung) is not { } rung || cases.Find(turn, row.CaseId) is not { } view)
            return End(turn, row, RungState.LeftOut, new Cases.Reason(LadderReason.Moved), null, now);

        var situation = ladders.SituationOf(turn, view, now);
        var question = new RungQuestion(occasion, rung, LadderBook.AboutOf(ladder), ladder.OpenedOn, LaterMissed(turn, row, occasion, now), ladder.SomebodyWasAsked);
        switch (new RungDeciding(ladders.Occasions, ladders.Calendar, CaseDays.PlaceOf(row.CaseId)).Decide(question, situation, now))
        {
            case RungDecision.StopLadder stop:
                ladders.End(turn, ladder, stop.Why, now);
                return true;
            case RungDecision.WaitUntil wait:
                RungTable.Postpone(turn, row.Id, wait.Moment, row.Attempts);
                return true;
            case RungDecision.LeaveOut leaveOut:
                End(turn, row, RungState.LeftOut, leaveOut.Why, null, now);
                break;
            case RungDecision.AskSomebody ask:
                End(turn, row, RungState.Asked, ask.Why, Ask(turn, row, occasion, rung, new Cases.Reason(LadderReason.InsteadOfMail, ask.Why), now), now);
                if (ask.Why.Code == LadderReason.ConsentWithdrawn)
                    LadderTable.MarkAsked(turn, ladder.Id);
                break;
            default:
                Act(turn, row, ladder, occasion, rung, situation, now);
                break;
        }
        ladders.GoOn(turn, ladder.Id, situation, now);
        return true;
    }

    /// <summary>Day of a later message of the ladder to the same kind of recipient that was missed as well. Steps of the escalation are none: they count from the message itself.</summary>
    private static DateOnly? LaterMissed(Turn turn, RungRow row, Occasion occasion, DateTimeOffset now) => RungTable.Of(turn, row.LadderId)
        .Where(other => other.Id != row.Id && other.State == RungState.Planned && other.DueAt <= now && other.Form == row.Form && other.Recipient == row.Recipient)
        .Where(other => other.Day > row.Day && occasion.Find(other.Rung) is { IsRegular: true })
        .Max(other => other.Day);

    private void Act(Turn turn, RungRow row, LadderRow ladder, Occasion occasion, Rung rung, Situation situation, DateTimeOffset now)
    {
        var why = RungWords.Why(occasion, rung, LadderBook.DaysOf(ladder, occasion, situation), LastSend(turn, ladder.Id, occasion));
        switch (rung.Form)
        {
            case RungForm.Mail or RungForm.Draft:
                Write(turn, row, occasion, rung, why, now);
                break;
            case RungForm.Event:
                if (Raise(turn, row.CaseId, rung.Event!, now)) // an event has a name
                    End(turn, row, RungState.Done, why, rung.Event, now);
                else
                    End(turn, row, RungState.Asked, why, Ask(turn, row, occasion, rung, new Cases.Reason(LadderReason.EventNotAwaited, rung.Event!), now), now);
                break;
            default:
                End(turn, row, RungState.Done, why, Ask(turn, row, occasion, rung, why, now), now);
                break;
        }
    }

    private void Write(Turn turn, RungRow row, Occasion occasion, Rung rung, Cases.Reason why, DateTimeOffset now)
    {
        var order = new MessageOrder(
            row.CaseId, occasion.Code, row.About, row.Recipient, why, row.Id.ToString(CultureInfo.InvariantCulture), GermanDay.Of(now), rung.Template);
        switch (messages.Write(turn, order, now))
        {
            case MessageAnswer.NotWritten not:
                End(turn, row, RungState.Asked, not.Reason, not.TaskId, now);
                break;
            case MessageAnswer.Gathered gathered: // the ladder goes on as if it had been sent: the client is told to get in touch
                End(turn, row, RungState.Done, new Cases.Reason(LadderReason.Gathered, GermanDay.Of(now)), gathered.MessageId, now);
                break;
            case MessageAnswer.AlreadyWritten already:
                End(turn, row, RungState.LeftOut, new Cases.Reason(LadderReason.SameDay, GermanDay.Of(now)), already.MessageId, now);
                break;
            case var written:
                End(turn, row, RungState.Done, why, IdOf(written), now);
                break;
        }
    }

    private static string? IdOf(MessageAnswer answer) => answer switch
    {
        MessageAnswer.Queued queued => queued.MessageId,
        MessageAnswer.ToPrint printed => printed.MessageId,
        MessageAnswer.Drafted drafted => drafted.MessageId,
        _ => null,
    };

    private static string? Ask(Turn turn, RungRow row, Occasion occasion, Rung rung, Cases.Reason why, DateTimeOffset now)
    {
        var text = rung.Text ?? occasion.Name;
        var isInstead = why.Code == LadderReason.InsteadOfMail;
        return CaseTasks.Open(
            turn,
            new NewCaseTask(row.CaseId, isInstead ? $"Brief oder Anruf: {text.German}" : text.German, isInstead ? $"Letter or call: {text.English}" : text.English, RoleOf(rung))
            {
                Level = rung.Form is RungForm.Task or RungForm.Escalation ? rung.Level?.ToString() : nameof(EscalationLevel.L1),
                Object = row.About,
                Occasion = row.Occasion,
                Why = why,
                About = string.Create(CultureInfo.InvariantCulture, $"rung:{row.Id}"),
                OnceKey = string.Create(CultureInfo.InvariantCulture, $"rung:{row.Id}"),
                DueOn = GermanDay.Of(now),
            },
            now);
    }

    private static string RoleOf(Rung rung) => rung switch
    {
        { Form: not (RungForm.Task or RungForm.Escalation) } => "COUNSELLOR",
        { Recipient: "dsb" } => "DSB",
        { Level: EscalationLevel.L2 } => "LEAD",
        { Level: EscalationLevel.L3 or EscalationLevel.A3 } => "COORDINATION",
        { Level: EscalationLevel.L4 } => "PROGRAMME",
        _ => "COUNSELLOR",
    };

    /// <returns>False when no instance of the case awaits it.</returns>
    private bool Raise(Turn turn, string caseId, string name, DateTimeOffset now)
    {
        var key = AwaitEvent.Key(name);
        var payload = new Activities.CaseAnswer(null).ToPayload();
        var happened = false;
        foreach (var instanceId in BookmarkTable.Awaiting(turn, key, caseId))
            happened |= cases.Stepping.Apply(turn, instanceId, new Stimulus.Deliver(key, payload), now);
        return happened;
    }

    internal static DateOnly? LastSend(Turn turn, long ladderId, Occasion occasion) => RungTable.Of(turn, ladderId)
        .Where(rung => rung.State is RungState.Done or RungState.Asked && occasion.Find(rung.Rung) is { IsRegular: true } && rung.EndedAt is not null)
        .Max(rung => (DateOnly?)GermanDay.Of(rung.EndedAt!.Value)); // filtered before

    private static bool End(Turn turn, RungRow row, RungState state, Cases.Reason reason, string? made, DateTimeOffset now) =>
        RungTable.End(turn, row.Id, state, ReasonJson.Write([reason]), made, now);
}

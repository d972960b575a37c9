using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>What the course of a case sets going towards people: ladders of reminders and single messages.</summary>
internal sealed class Prompts(LadderBook ladders, CaseWatches watches, Messages messages)
{
    public void Open(Turn turn, string caseId, string occasion, ObjectRef about, string? deadlineId, DateOnly? day, DateTimeOffset now) =>
        ladders.Open(turn, caseId, occasion, about, deadlineId, day, now);

    public void Stop(Turn turn, string caseId, string occasion, ObjectRef about, Cases.Reason why, DateTimeOffset now) => ladders.Stop(turn, caseId, occasion, about, why, now);

    /// <summary>The facts have changed, or the case has ended: rungs are planned anew, begun again or stopped, but for warnings of the client's own deadlines, which nothing silences.</summary>
    public void Review(Turn turn, CaseView view, DateTimeOffset now)
    {
        ladders.Review(turn, view, now);
        watches.Review(turn, view, now);
    }

    /// <summary>Whether what an occasion has asked for must be done even when the case is closed.</summary>
    public bool GoesOnAfterClosing(string? occasion) => occasion is not null && ladders.Occasions.Find(occasion) is { } known && (known.IsClassC || known.DespiteClosing);

    /// <summary>One message, at once. In the step that takes a case over there is none: it would be about something that happened before.</summary>
    public void Send(Turn turn, string caseId, string occasion, ObjectRef about, string recipient, DateTimeOffset now)
    {
        if (ladders.TakenOverAt(turn, caseId) == now)
            return;
        messages.Write(turn, new MessageOrder(caseId, occasion, about.ToString(), recipient, new Cases.Reason(LadderReason.AtOnce, ladders.Occasions.Find(occasion)?.Name ?? new LocalText(occasion, occasion))), now);
    }
}

using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>What a person does with a message: release, print, send again, call off, record what came of it. Each gives false when the message is not in a state for it.</summary>
public sealed class MessageCare(IqRuntime runtime, RuleBook rules)
{
    /// <summary>A counsellor has read a draft and lets it go: as mail, or to be printed.</summary>
    public Task<bool> ReleaseAsync(string id, CancellationToken cancellationToken) => WithAsync(
        id,
        (turn, row, now) =>
        {
            if (!row.IsLetter)
                return MessageTable.Move(turn, id, MessageState.Draft, MessageState.Queued, now, null);
            if (!MessageTable.Move(turn, id, MessageState.Draft, MessageState.ToPrint, null, null))
                return false;
            MailTasks.Print(turn, row, rules, now);
            return true;
        },
        cancellationToken);

    /// <summary>The letter was printed and posted.</summary>
    public Task<bool> MarkPostedAsync(string id, CancellationToken cancellationToken) =>
        WithAsync(id, (turn, _, now) => MessageTable.MarkSent(turn, id, MessageState.ToPrint, now), cancellationToken);

    /// <summary>Somebody found out that a doubtful message did arrive.</summary>
    public Task<bool> MarkSentAsync(string id, CancellationToken cancellationToken) =>
        WithAsync(id, (turn, _, now) => MessageTable.MarkSent(turn, id, MessageState.Unknown, now), cancellationToken);

    /// <summary>Sends a message again that failed or is doubtful. It keeps its Message-ID, so that a receiver who has it already can tell.</summary>
    public Task<bool> SendAgainAsync(string id, CancellationToken cancellationToken) => WithAsync(
        id,
        (turn, row, now) => row is { IsLetter: false, State: MessageState.Failed or MessageState.Unknown } && MessageTable.Move(turn, id, row.State, MessageState.Queued, now, null),
        cancellationToken);

    /// <summary>Sends all messages again whose sending was given up. Doubtful ones are not among them: each of those needs a person's eye.</summary>
    /// <returns>How many.</returns>
    public Task<int> SendFailedAgainAsync(CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => MessageTable.RequeueFailed(turn, runtime.Clock.GetUtcNow()), cancellationToken);

    /// <summary>It shall not go out any more.</summary>
    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => WithAsync(
        id,
        (turn, row, _) => row.State is MessageState.Draft or MessageState.Queued or MessageState.ToPrint or MessageState.Failed or MessageState.Unknown
            && MessageTable.Move(turn, id, row.State, MessageState.Cancelled, null, null),
        cancellationToken);

    /// <summary>It came back ("Rückläufer"): the address is not used any more until it changes, and somebody calls or writes within one working day.</summary>
    public Task<bool> RecordReturnedAsync(string id, DateOnly day, CancellationToken cancellationToken) => WithAsync(
        id,
        (turn, row, now) =>
        {
            if (!MessageTable.RecordReturned(turn, id, day))
                return false;
            MailTasks.NotArrived(turn, row, rules, now);
            return true;
        },
        cancellationToken);

    /// <summary>It was answered ("Antwort erhalten").</summary>
    public Task<bool> RecordAnsweredAsync(string id, DateOnly day, CancellationToken cancellationToken) =>
        WithAsync(id, (turn, _, _) => MessageTable.RecordAnswered(turn, id, day), cancellationToken);

    /// <summary>Forgets what messages said that are older than the retention time of contents.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetContentsAsync(CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => MessageTable.ForgetContents(turn, runtime.Clock.GetUtcNow().AddYears(-1)), cancellationToken);

    private Task<bool> WithAsync(string id, Func<Turn, MessageRow, DateTimeOffset, bool> act, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => MessageTable.Find(turn, id) is { } row && act(turn, row, runtime.Clock.GetUtcNow()), cancellationToken);
}

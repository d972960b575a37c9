using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Casework.Jobs;

/// <summary>What somebody may do with a message who looks at the outbox, not at a case: all messages, or those of one centre.</summary>
/// <param name="CentreId">The centre; null: all.</param>
public sealed record MailReach(string? CentreId)
{
    public static MailReach All { get; } = new((string?)null);
}

/// <summary>Looks after the outbox within somebody's reach. Each gives false when the message is out of it, or in no state for it.</summary>
public sealed class TendOutbox(IqRuntime runtime, MessageCare care)
{
    public async Task<bool> SendAgainAsync(MailReach reach, string id, CancellationToken cancellationToken) =>
        await ReachesAsync(reach, id, cancellationToken) && await care.SendAgainAsync(id, cancellationToken);

    public async Task<bool> MarkSentAsync(MailReach reach, string id, CancellationToken cancellationToken) =>
        await ReachesAsync(reach, id, cancellationToken) && await care.MarkSentAsync(id, cancellationToken);

    public async Task<bool> CancelAsync(MailReach reach, string id, CancellationToken cancellationToken) =>
        await ReachesAsync(reach, id, cancellationToken) && await care.CancelAsync(id, cancellationToken);

    /// <summary>Sends all mails again whose sending was given up. Doubtful ones are not among them: each of those needs a person's eye.</summary>
    /// <returns>How many.</returns>
    public Task<int> SendFailedAgainAsync(MailReach reach, CancellationToken cancellationToken) =>
        reach.CentreId is { } centreId
            ? runtime.Writer.WriteAsync(turn => MessageTable.RequeueFailed(turn, centreId, runtime.Now), cancellationToken)
            : care.SendFailedAgainAsync(cancellationToken);

    private async Task<bool> ReachesAsync(MailReach reach, string id, CancellationToken cancellationToken) =>
        reach.CentreId is not { } centreId
        || await runtime.Writer.WriteAsync(turn => turn.Text("select cases.centre_id from messages join cases on cases.id = messages.case_id where messages.id = @id", id), cancellationToken) == centreId;
}

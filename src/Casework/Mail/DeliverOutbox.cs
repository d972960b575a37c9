using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>Sends what waits in the outbox and is due, each message at most once as far as anybody can know.</summary>
/// <remarks>
/// The attempt is on the disk before the dialogue with the mail server begins, its outcome after. If the process ends in between, or the server's last answer never
/// comes, the message becomes <see cref="MessageState.Unknown"/>: it is shown, and a person decides whether it was sent.
/// </remarks>
public sealed class DeliverOutbox(IqRuntime runtime, RuleBook rules, IMailTransport transport)
{
    /// <summary>What the attempt of a process that died is said to have met.</summary>
    public const string Lost = "The process ended while the message was being handed over; nobody knows whether the mail server has it.";

    private static readonly Counter<long> s_attempts = StepTelemetry.Meter.CreateCounter<long>("iqw.mails", "{mail}", "Mails handed to the mail server, by outcome: Accepted, Deferred, Refused, Unsure.");

    private readonly MailOptions _options = runtime.Options.Mail;
    private readonly ConcurrentQueue<(MessageRow Row, Delivery Delivery)> _unmarked = new();
    private readonly string _owner = Guid.CreateVersion7(runtime.Clock.GetUtcNow()).ToString("N");

    /// <summary>Sends all that is due, until nothing is left.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var attempts = 0;
        await MarkLateAsync(cancellationToken);
        await runtime.Writer.WriteAsync(GiveUpAbandoned, cancellationToken);
        while (await runtime.Writer.WriteAsync(turn => MessageTable.Claim(turn, _owner, runtime.Now, _options.MostAtOnce), cancellationToken) is { Count: > 0 } claimed)
        {
            await Task.WhenAll(claimed.Select(row => SendAsync(row, cancellationToken)));
            attempts += claimed.Count;
        }
        return attempts;
    }

    /// <summary>Whoever has a message for longer than any sending takes is dead. Where only one process has the database, whoever else has one is.</summary>
    private void GiveUpAbandoned(Turn turn)
    {
        var longAgo = runtime.Now - _options.LongestSending;
        foreach (var row in MessageTable.Abandoned(turn, _owner, runtime.Database.IsShared ? longAgo : DateTimeOffset.MaxValue, longAgo))
        {
            MessageTable.EndAttempt(turn, row, "Lost", Lost, runtime.Now);
            MessageTable.Move(turn, row.Id, MessageState.Claimed, MessageState.Unknown, null, Lost);
            MailTasks.Doubtful(turn, row, rules, runtime.Now);
        }
    }

    private async Task SendAsync(MessageRow row, CancellationToken cancellationToken)
    {
        Delivery delivery;
        try
        {
            delivery = await transport.SendAsync(Mail(row), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // nobody knows how far it came; a person decides, and the other mails go out
        {
            delivery = new Delivery.Unsure(exception.Message);
        }
        try
        {
            // The server may be stopping; what happened to the mail must be written down all the same.
            await runtime.Writer.WriteAsync(turn => Mark(turn, row, delivery), CancellationToken.None);
        }
        catch (DatabaseTroubleException)
        {
            _unmarked.Enqueue((row, delivery)); // what became of the mail is known here only: it is written down as soon as that works again
            throw;
        }
    }

    private async Task MarkLateAsync(CancellationToken cancellationToken)
    {
        while (_unmarked.TryPeek(out var late))
        {
            await runtime.Writer.WriteAsync(turn => Mark(turn, late.Row, late.Delivery), cancellationToken);
            _unmarked.TryDequeue(out _);
        }
    }

    private void Mark(Turn turn, MessageRow row, Delivery delivery)
    {
        var now = runtime.Now;
        // It was written down before and the answer was lost, or it took so long that another node gave the message up.
        if (MessageTable.Find(turn, row.Id) is not { State: MessageState.Claimed } current || current.ClaimedBy != _owner || current.Attempts != row.Attempts)
            return;
        var outcome = delivery.GetType().Name;
        MessageTable.EndAttempt(turn, row, outcome, delivery.Reply, now);
        turn.AfterCommit(() => s_attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome)));
        switch (delivery)
        {
            case Delivery.Accepted:
                MessageTable.MarkSent(turn, row.Id, MessageState.Claimed, now);
                break;
            case Delivery.Deferred when row.Attempts < _options.MostAttempts:
                MessageTable.Move(turn, row.Id, MessageState.Claimed, MessageState.Queued, now + BackOff.After(row.Attempts), delivery.Reply);
                break;
            case Delivery.Unsure:
                MessageTable.Move(turn, row.Id, MessageState.Claimed, MessageState.Unknown, null, delivery.Reply);
                MailTasks.Doubtful(turn, row, rules, now);
                break;
            default:
                MessageTable.Move(turn, row.Id, MessageState.Claimed, MessageState.Failed, null, delivery.Reply);
                MailTasks.NotArrived(turn, row, rules, now);
                break;
        }
    }

    private OutgoingMail Mail(MessageRow row) => new()
    {
        MessageId = row.MessageId,
        References = row.Thread is { } thread ? [thread] : [],
        From = new MailAddress(_options.FromName, _options.FromAddress),
        To = new MailAddress(row.Name ?? "", row.Address ?? ""),
        ReplyTo = row.ReplyAddress is { } reply ? new MailAddress(row.ReplyName ?? "", reply) : null,
        Date = row.CreatedAt,
        Subject = row.Subject ?? "",
        Text = row.Text ?? "",
        Html = row.Html ?? "",
        Languages = row.Languages.Split(' '),
        Calendar = row.Calendar,
    };
}

using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Jobs;

/// <summary>A page of the outbox.</summary>
/// <param name="State">The state that is shown.</param>
/// <param name="Next">What to ask for to see the next page; null: there is none.</param>
public sealed record OutboxModel(MessageState State, IReadOnlyList<MessageLine> Lines, string? Next, bool IsFirst, string? Done);

/// <summary>One message with all attempts to send it.</summary>
/// <param name="WasRefused">Whether something was to be done with it that its state does not allow.</param>
public sealed record OutboxMessageModel(MessageLine Line, IReadOnlyList<Cases.Reason> Why, IReadOnlyList<MessageAttemptRow> Attempts, string Languages, bool MayOpenCase, bool WasRefused);

/// <summary>Reads the outbox: who looks after the server sees that messages are there and how they fare, not to whom they go.</summary>
internal sealed class OutboxReading(IqRuntime runtime)
{
    private const int PageSize = 50;

    public static MailReach ReachOf(Viewer viewer) => JobsReading.SeesAll(viewer) ? MailReach.All : new MailReach(viewer.CentreId);

    /// <summary>The messages that somebody may look after.</summary>
    public static IQueryable<MessageRow> Within(IqDb db, Viewer viewer)
    {
        var messages = db.Messages.AsNoTracking();
        return JobsReading.SeesAll(viewer) ? messages : messages.Join(db.Cases.Where(one => one.CentreId == viewer.CentreId), message => message.CaseId, one => one.Id, (message, one) => message);
    }

    /// <summary>Messages whose sending was given up or is in doubt, the latest first.</summary>
    public static Task<List<MessageLine>> NeedingSomebodyAsync(IqDb db, Viewer viewer, int most, CancellationToken cancellationToken) =>
        LinesAsync(db, viewer, Within(db, viewer).Where(message => message.State == MessageState.Failed || message.State == MessageState.Unknown).OrderByDescending(message => message.CreatedAt).Take(most), cancellationToken);

    /// <param name="viewer">Who looks.</param>
    /// <param name="state">Which messages.</param>
    /// <param name="before">Shows those that were written before this moment, in ticks; null: from the latest on.</param>
    /// <param name="done">What was just done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OutboxModel> RunAsync(Viewer viewer, MessageState state, long? before, string? done, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var messages = Within(db, viewer).Where(message => message.State == state);
        if (before is { } ticks)
        {
            var moment = new DateTimeOffset(ticks, TimeSpan.Zero);
            messages = state == MessageState.Sent ? messages.Where(message => message.SentAt < moment) : messages.Where(message => message.CreatedAt < moment);
        }
        var ordered = state == MessageState.Sent ? messages.Where(message => message.SentAt != null).OrderByDescending(message => message.SentAt) : messages.OrderByDescending(message => message.CreatedAt);
        var lines = await LinesAsync(db, viewer, ordered.Take(PageSize + 1), cancellationToken);
        var shown = lines.Take(PageSize).ToList();
        return new OutboxModel(state, shown, lines.Count > PageSize ? $"{(state == MessageState.Sent ? shown[^1].SentAt!.Value : shown[^1].CreatedAt).UtcTicks}" : null, before is null, done); // sent ones have a moment
    }

    /// <returns>Null when there is no such message within reach.</returns>
    public async Task<OutboxMessageModel?> OneAsync(Viewer viewer, string id, bool wasRefused, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (await LinesAsync(db, viewer, Within(db, viewer).Where(message => message.Id == id), cancellationToken) is not [var line])
            return null;
        var attempts = await db.MessageAttempts.AsNoTracking().Where(attempt => attempt.MessageId == id).OrderByDescending(attempt => attempt.Number).ToListAsync(cancellationToken);
        var row = await db.Messages.AsNoTracking().Where(message => message.Id == id).Select(message => new { message.ReasonArgs, message.Languages }).SingleAsync(cancellationToken);
        return new OutboxMessageModel(
            line, Casework.CaseLife.ReasonJson.Read(row.ReasonArgs), line.Name is null ? [.. attempts.Select(Masked)] : attempts, row.Languages, line.Name is not null && line.CaseId is not null, wasRefused);
    }

    private static async Task<List<MessageLine>> LinesAsync(IqDb db, Viewer viewer, IQueryable<MessageRow> messages, CancellationToken cancellationToken)
    {
        var rows = await messages.Select(message => new
        {
            Line = new MessageLine(
                message.Id, message.CaseId, message.Occasion, message.Recipient, message.State, message.IsLetter, message.CreatedAt, message.NextTryAt, message.SentAt, message.Attempts, message.LastError,
                message.Name, message.Address),
            Centre = db.Cases.Where(one => one.Id == message.CaseId).Select(one => one.CentreId).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => viewer.Is(Role.Lead) && viewer.CentreId is not null && row.Centre == viewer.CentreId
                ? row.Line with { Name = row.Line.Name ?? "" }
                : row.Line with { Name = null, Address = null, LastError = row.Line.LastError is { } error ? MailTrouble.WithoutAddresses(error) : null }),
        ];
    }

    private static MessageAttemptRow Masked(MessageAttemptRow attempt) => new()
    {
        MessageId = attempt.MessageId,
        Number = attempt.Number,
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        Outcome = attempt.Outcome,
        Reply = attempt.Reply is { } reply ? MailTrouble.WithoutAddresses(reply) : null,
    };
}

using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>Messages over HTTP: what was written to whom, what became of it, and what a person does with it.</summary>
internal static class MessageEndpoints
{
    private const string Tag = "Messages";

    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/{caseId}/messages", OfCaseAsync).WithTags(Tag).WithSummary("Lists the messages of a case, newest first, without their contents.").Produces<IReadOnlyList<ListedMessage>>().ProducesProblem(404);
        var messages = api.MapGroup("/messages").WithTags(Tag);
        messages.MapGet("/", ListAsync).WithSummary("Lists the outbox, newest first: all of it, or the messages in one state.").Produces<Page<ListedMessage>>().ProducesProblem(400);
        messages.MapGet("/{id}", ShowAsync).WithSummary("Shows a message with its contents, why it was written, and every attempt to send it.").Produces<ShownMessage>().ProducesProblem(404);
        messages.MapGet("/{id}/letter", LetterAsync).WithSummary("The message as a letter to print.").Produces<byte[]>(200, "application/pdf").ProducesProblem(404).ProducesProblem(409);
        Change(messages.MapPost("/{id}/release", (string id, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken stop) => DoAsync(id, http, runtime, care.ReleaseAsync, stop)), "Lets a draft go: as mail, or to be printed.");
        Change(messages.MapPost("/{id}/mark-sent", (string id, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken stop) => DoAsync(id, http, runtime, (name, token) => MarkSentAsync(care, name, token), stop)), "Says that a letter was posted, or that a doubtful mail did arrive.");
        Change(messages.MapPost("/{id}/send-again", (string id, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken stop) => DoAsync(id, http, runtime, care.SendAgainAsync, stop)), "Sends a mail again that failed or is doubtful.");
        Change(messages.MapPost("/{id}/cancel", (string id, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken stop) => DoAsync(id, http, runtime, care.CancelAsync, stop)), "Calls off a message that is not out yet.");
        Change(messages.MapPost("/{id}/returned", ReturnedAsync), "Records that a message came back (Rückläufer): somebody is asked to call or write.").ProducesProblem(422);
        Change(messages.MapPost("/{id}/answered", AnsweredAsync), "Records that a message was answered.").ProducesProblem(422);
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces(204).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> OfCaseAsync(string caseId, HttpContext http, CaseDoor door, IqRuntime runtime, CancellationToken cancellationToken)
    {
        await door.LogProgramAsync(caseId, false, cancellationToken);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Cases.AnyAsync(row => row.Id == caseId, cancellationToken))
            return CaseProblems.Of([new Cases.Reason(CaseReason.CaseUnknown, caseId)], runtime.Rules, CaseProblems.LanguageOf(http));
        var rows = await Listed(db.Messages.Where(row => row.CaseId == caseId)).ToListAsync(cancellationToken);
        return Results.Ok((IReadOnlyList<ListedMessage>)rows);
    }

    private static async Task<IResult> ListAsync(string? state, string? after, int? limit, IqRuntime runtime, CancellationToken cancellationToken)
    {
        if (ListQuery.Limit(limit) is not { } most)
            return ListQuery.BadLimit();
        MessageState? wanted = null;
        if (state is not null)
        {
            if (!Enum.GetNames<MessageState>().Contains(state, StringComparer.OrdinalIgnoreCase))
                return Problems.BadRequest($"There is no state {state}.", $"States are {string.Join(", ", Enum.GetNames<MessageState>())}.");
            wanted = Enum.Parse<MessageState>(state, ignoreCase: true);
        }
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Messages.AsQueryable();
        if (wanted is { } one)
            rows = rows.Where(row => row.State == one);
        if (after is not null)
        {
            if (ListQuery.Place(after) is not var (at, id))
                return ListQuery.BadPlace();
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(id) < 0));
        }
        var items = await Listed(rows).Take(most + 1).ToListAsync(cancellationToken);
        var next = items.Count > most ? ListQuery.After(items[most - 1].CreatedAt, items[most - 1].Id) : null;
        return Results.Ok(new Page<ListedMessage>([.. items.Take(most)], next));
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, CaseDoor door, IqRuntime runtime, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Messages.AsNoTracking().FirstOrDefaultAsync(message => message.Id == id, cancellationToken) is not { } row)
            return Unknown(id, http);
        if (row.CaseId is { } caseId)
            await door.LogProgramAsync(caseId, false, cancellationToken);
        var attempts = await db.MessageAttempts.AsNoTracking().Where(attempt => attempt.MessageId == id).OrderBy(attempt => attempt.Number).ToListAsync(cancellationToken);
        var words = new CaseReasonText(runtime.Rules, CaseProblems.LanguageOf(http));
        var why = string.Join(' ', ReasonJson.Read(row.ReasonArgs).Select(words.Sentence));
        var listed = new ListedMessage(row.Id, row.CaseId, row.Occasion, row.Object, row.Recipient, row.State, row.IsLetter, row.CreatedAt, row.NextTryAt, row.SentAt, row.ReturnedOn, row.AnsweredOn);
        return Results.Ok(new ShownMessage(
            listed, why, row.Level, row.Languages, row.Name, row.Address, row.PostalAddress, row.Subject, row.Text, row.Html, row.Calendar, row.MessageId, row.LastError,
            [.. attempts.Select(attempt => new ShownAttempt(attempt.Number, attempt.StartedAt, attempt.EndedAt, attempt.Outcome, attempt.Reply))]));
    }

    private static async Task<IResult> LetterAsync(string id, HttpContext http, PrintLetter print, CaseDoor door, IqRuntime runtime, CancellationToken cancellationToken)
    {
        if (await FindAsync(runtime, id, cancellationToken) is not { } row)
            return Unknown(id, http);
        if (row.CaseId is { } caseId)
            await door.LogProgramAsync(caseId, false, cancellationToken);
        return await print.RunAsync(id, cancellationToken) is { } pdf
            ? Results.Bytes(pdf, "application/pdf", $"{row.CaseId ?? "iq"}-{row.Occasion}.pdf")
            : Problem(http, 409, "message-forgotten", "Der Inhalt der Nachricht ist nicht mehr gespeichert.", "What the message said is not kept any more.");
    }

    private static async Task<bool> MarkSentAsync(MessageCare care, string id, CancellationToken cancellationToken) =>
        await care.MarkPostedAsync(id, cancellationToken) || await care.MarkSentAsync(id, cancellationToken);

    private static Task<IResult> ReturnedAsync(string id, MessageDayRequest request, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken cancellationToken) =>
        OnDayAsync(id, request.Day, http, runtime, care.RecordReturnedAsync, cancellationToken);

    private static Task<IResult> AnsweredAsync(string id, MessageDayRequest request, HttpContext http, MessageCare care, IqRuntime runtime, CancellationToken cancellationToken) =>
        OnDayAsync(id, request.Day, http, runtime, care.RecordAnsweredAsync, cancellationToken);

    /// <summary>Something came of a message that is out: not before it was written, not after today, and once.</summary>
    private static async Task<IResult> OnDayAsync(string id, DateOnly? asked, HttpContext http, IqRuntime runtime, Func<string, DateOnly, CancellationToken, Task<bool>> record, CancellationToken cancellationToken)
    {
        if (await FindAsync(runtime, id, cancellationToken) is not { } row)
            return Unknown(id, http);
        var today = GermanDay.Of(runtime.Clock.GetUtcNow());
        var day = asked ?? today;
        if (day > today || day < GermanDay.Of(row.CreatedAt))
            return Problem(http, 422, "day-impossible", "Der Tag muss zwischen dem der Nachricht und heute liegen.", "The day must lie between that of the message and today.");
        if (row.State is not (MessageState.Sent or MessageState.Unknown))
            return WrongState(http, row);
        return await DoAsync(id, http, runtime, (name, stop) => record(name, day, stop), cancellationToken);
    }

    private static async Task<IResult> DoAsync(string id, HttpContext http, IqRuntime runtime, Func<string, CancellationToken, Task<bool>> act, CancellationToken cancellationToken)
    {
        if (await FindAsync(runtime, id, cancellationToken) is not { } row)
            return Unknown(id, http);
        if (row.CaseId is { } caseId)
            await http.RequestServices.GetRequiredService<CaseDoor>().LogProgramAsync(caseId, true, cancellationToken);
        return await act(id, cancellationToken) ? Results.NoContent() : WrongState(http, row);
    }

    private static async Task<MessageRow?> FindAsync(IqRuntime runtime, string id, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Messages.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    private static IQueryable<ListedMessage> Listed(IQueryable<MessageRow> rows) => rows.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
        .Select(row => new ListedMessage(row.Id, row.CaseId, row.Occasion, row.Object, row.Recipient, row.State, row.IsLetter, row.CreatedAt, row.NextTryAt, row.SentAt, row.ReturnedOn, row.AnsweredOn));

    private static IResult Unknown(string id, HttpContext http) => Problem(http, 404, "message-unknown", $"Die Nachricht {id} gibt es nicht.", $"There is no message {id}.");

    private static IResult WrongState(HttpContext http, MessageRow row) => Problem(
        http, 409, "message-state", $"Das geht mit der Nachricht jetzt nicht: Sie steht auf {row.State}, oder es ist schon erfasst.", $"That cannot be done with the message now: it is {row.State}, or it was recorded before.");

    private static IResult Problem(HttpContext http, int status, string code, string german, string english) => Results.Problem(
        statusCode: status, title: CaseProblems.LanguageOf(http) == Language.German ? german : english, extensions: [new("code", code)]);
}

using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>What is and was written in a case, and what can be done with each message.</summary>
internal static class CaseMessagesEndpoints
{
    public static void MapCaseMessages(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/{caseId}/nachrichten", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/nachrichten/{messageId}", ShowOneAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/nachrichten/{messageId}/brief.pdf", PrintAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/nachrichten/{messageId}/{what}", ChangeAsync).For(viewer => viewer.WorksWithCases);
    }

    /// <summary>What a person can do with a message in its state, the most likely first. Each is the end of an address, and of the name of a text.</summary>
    public static IReadOnlyList<string> Ways(MessageRow message) => message.State switch
    {
        MessageState.Draft => ["freigeben", "zurueckziehen"],
        MessageState.Queued => ["zurueckziehen"],
        MessageState.ToPrint => ["abgeschickt", "zurueckziehen"],
        MessageState.Failed => ["nochmal", "zurueckziehen"],
        MessageState.Unknown => ["angekommen", "nochmal", "zurueckziehen"],
        MessageState.Sent => [.. message.AnsweredOn is null ? new[] { "beantwortet" } : [], .. message.ReturnedOn is null ? new[] { "ruecklaeufer" } : []],
        _ => [],
    };

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId, CaseFileReading reading) => await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model
        ? DeskHosting.Page<MessagesPage>(http, new MessagesPage.MessagesModel(model, await reading.LettersAsync(caseId, http.RequestAborted)))
        : CaseForms.Missing(http);

    private static async Task<IResult> ShowOneAsync(HttpContext http, string caseId, string messageId, IqRuntime runtime) =>
        await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model && await FindAsync(runtime, caseId, messageId, http.RequestAborted) is { } message
            ? DeskHosting.Page<MessagePageOfCase>(http, new MessagePageOfCase.MessageModel(model, message))
            : CaseForms.Missing(http);

    /// <summary>The office prints letters too, and those only.</summary>
    private static async Task<IResult> PrintAsync(HttpContext http, string caseId, string messageId, CaseDoor door, PrintLetter print, IqRuntime runtime)
    {
        var sight = await door.EnterAsync(Gate.Of(http).Viewer!, caseId, isChange: false, http.RequestAborted); // the gate lets nobody else in
        if (sight == CaseSight.None || await FindAsync(runtime, caseId, messageId, http.RequestAborted) is not { } message || (sight == CaseSight.Contact && message.State != MessageState.ToPrint)
            || await print.RunAsync(messageId, http.RequestAborted) is not { } letter)
            return CaseForms.Missing(http);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(letter, "application/pdf", $"Brief-{caseId}.pdf");
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string caseId, string messageId, string what, CaseDoor door, MessageCare care, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var sight = await door.EnterAsync(visit.Viewer!, caseId, isChange: true, http.RequestAborted); // the gate lets nobody else in
        if (sight == CaseSight.None || await FindAsync(runtime, caseId, messageId, http.RequestAborted) is not { } message || (sight == CaseSight.Contact && what != "abgeschickt"))
            return CaseForms.Missing(http);
        var isDone = Ways(message).Contains(what) && await (what switch
        {
            "freigeben" => care.ReleaseAsync(messageId, http.RequestAborted),
            "abgeschickt" => care.MarkPostedAsync(messageId, http.RequestAborted),
            "angekommen" => care.MarkSentAsync(messageId, http.RequestAborted),
            "nochmal" => care.SendAgainAsync(messageId, http.RequestAborted),
            "zurueckziehen" => care.CancelAsync(messageId, http.RequestAborted),
            "ruecklaeufer" => care.RecordReturnedAsync(messageId, visit.Today, http.RequestAborted),
            _ => care.RecordAnsweredAsync(messageId, visit.Today, http.RequestAborted),
        });
        if (!isDone)
            return Gate.Message(visit, "CaseFile.MessageMoved", StatusCodes.Status409Conflict);
        return Results.LocalRedirect(CaseForms.PathOf(caseId, sight == CaseSight.Contact ? "?gespeichert" : $"/nachrichten/{Uri.EscapeDataString(messageId)}?gespeichert"));
    }

    /// <returns>Null when the case has no such message.</returns>
    private static async Task<MessageRow?> FindAsync(IqRuntime runtime, string caseId, string messageId, CancellationToken cancellationToken) =>
        await runtime.Writer.WriteAsync(turn => MessageTable.Find(turn, messageId), cancellationToken) is { } message && message.CaseId == caseId ? message : null;
}

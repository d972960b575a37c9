using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Rules;

/// <summary>Mail texts: changed, previewed and sent to oneself.</summary>
internal static class MailTextEndpoints
{
    public const string Path = "/verwaltung/mailtexte";
    public const string Subject = "betreff";
    public const string Body = "text";

    private const int LongestSubject = 300;
    private const int LongestBody = 20_000;

    public static void MapMailTexts(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ListAsync).For(RuleWords.MayChange);
        desk.MapGet(Path + "/{name}", ShowAsync).For(RuleWords.MayChange);
        desk.MapPost(Path + "/{name}", ChangeAsync).For(RuleWords.MayChange);
    }

    private static async Task<IResult> ListAsync(HttpContext http, MailTextReading reading, string? q = null) =>
        DeskHosting.Page<MailTextsPage>(http, await reading.ListAsync(Gate.Of(http), q is { Length: <= 100 } ? q : "", http.RequestAborted));

    private static async Task<IResult> ShowAsync(HttpContext http, MailTextReading reading, string name)
    {
        var visit = Gate.Of(http);
        var done = http.Request.Query["erledigt"].ToString() is { Length: > 0 and < 20 } said && visit.Words.Has("Rules.Done." + said) ? "Rules.Done." + said : null;
        return await reading.OneAsync(visit, name, http.RequestAborted) is { } model ? DeskHosting.Page<MailTextPage>(http, model with { Done = done }) : NotFound(visit);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, MailTextReading reading, RuleShelf shelf, IqRuntime runtime, AccountBook accounts, SendSample send, string name)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        if (await reading.OneAsync(visit, name, http.RequestAborted) is not { } model)
            return NotFound(visit);
        var (wish, file, who) = (form["was"].ToString(), MailTextReading.FileOf(name), visit.Viewer!.AccountId); // the gate lets nobody else in
        var seen = long.TryParse(form["stand"], out var number) ? number : -1;
        if (wish == "zuruecksetzen")
            return Answered(http, model, name, await shelf.SaveAsync(file, "", null, seen, who, http.RequestAborted), "Reset");

        var (subject, body) = (form[Subject].ToString().Trim(), form[Body].ToString().ReplaceLineEndings("\n").Trim());
        model = model with { Subject = model.Subject is null ? null : subject, Body = body };
        if (Against(visit, model).ToList() is { Count: > 0 } problems)
            return Refused(http, model, problems);
        var content = MailSheet.Read(model.Delivered ?? "")?.With(subject, body) ?? "";
        if (wish == "speichern")
            return Answered(http, model, name, await shelf.SaveAsync(file, "", content, seen, who, http.RequestAborted), "Saved");

        var tried = await shelf.TryAsync(file, "", content, http.RequestAborted);
        if (tried.Book is null)
            return Refused(http, model, [.. RuleWords.Told(visit, tried.Problems, Body)]);
        model = model with { Preview = MailTextReading.PreviewOf(tried.Book.Texts, tried.Book.Texts.All.FirstOrDefault(text => text.Name == name)) };
        if (wish != "probe" || model.Preview is not { } preview)
            return DeskHosting.Page<MailTextPage>(http, model with { Done = "Rules.Done.Previewed" });
        return await SendAsync(http, model, preview, accounts, send, runtime);
    }

    private static async Task<IResult> SendAsync(HttpContext http, MailTextModel model, ComposedMail preview, AccountBook accounts, SendSample send, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        if ((await accounts.FindAsync(visit.Viewer!.AccountId, http.RequestAborted))?.Mail is not { Length: > 0 } own) // the gate lets nobody else in
            return Refused(http, model, [new Problem(visit["Rules.NoOwnAddress"], null)]);
        var delivery = await send.RunAsync(preview, new MailAddress(visit.Viewer.Name, own), http.RequestAborted);
        return delivery is Delivery.Accepted
            ? DeskHosting.Page<MailTextPage>(http, model with { Done = "Rules.Done.SampleSent" })
            : Refused(http, model, [new Problem(visit.Words.Of("Rules.SampleNotSent", visit["Jobs.Trouble." + (delivery is Delivery.Unsure ? MailTroubleKind.Doubtful : MailTrouble.Of(delivery.Reply))], delivery.Reply), null)]);
    }

    private static IResult Answered(HttpContext http, MailTextModel model, string name, RuleAnswer answer, string done) => answer switch
    {
        RuleAnswer.Done => Results.LocalRedirect($"{Path}/{Uri.EscapeDataString(name)}?erledigt={done}"),
        RuleAnswer.Changed => Refused(http, model, [new Problem(Gate.Of(http).Words["Rules.ChangedMeanwhile"], null)], StatusCodes.Status409Conflict),
        RuleAnswer.Faulty faulty => Refused(http, model, [.. RuleWords.Told(Gate.Of(http), faulty.Problems, Body)]),
        _ => throw new InvalidOperationException($"Nobody knows the answer {answer}."),
    };

    private static IEnumerable<Problem> Against(Visit visit, MailTextModel model)
    {
        if (model.Subject is { Length: 0 })
            yield return new Problem(visit["Rules.SubjectMissing"], Subject);
        if (model.Subject is { Length: > LongestSubject })
            yield return new Problem(visit.Words.Of("Rules.TooLong", visit["Rules.Subject"], LongestSubject), Subject);
        if (model.Body.Length == 0)
            yield return new Problem(visit["Rules.TextMissing"], Body);
        if (model.Body.Length > LongestBody)
            yield return new Problem(visit.Words.Of("Rules.TooLong", visit["Rules.TextLabel"], LongestBody), Body);
    }

    private static IResult Refused(HttpContext http, MailTextModel model, IReadOnlyList<Problem> problems, int status = StatusCodes.Status422UnprocessableEntity) =>
        DeskHosting.Page<MailTextPage>(http, model with { Problems = problems }, status);

    private static RazorComponentResult<MessagePage> NotFound(Visit visit) => Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
}

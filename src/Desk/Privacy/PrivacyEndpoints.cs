using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Privacy;

/// <summary>Datenschutz: what may not be kept any longer, who looked at what, erasure and legal hold.</summary>
internal static class PrivacyEndpoints
{
    public const string Path = "/datenschutz";
    public const string Number = "fall";

    /// <summary>Name of the field in which the number of the case is repeated before it is erased.</summary>
    public const string Sure = "fallnummer";

    public static void MapPrivacy(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ShowAsync).For(MayLook);
        desk.MapPost(Path + "/suche", SearchAsync).For(MayLook);
        desk.MapGet(Path + "/zugriffe", AccessAsync).For(MayLook);
        desk.MapGet(Path + "/fall/{caseId}", CaseAsync).For(MayLook);
        desk.MapGet(Path + "/fall/{caseId}/zugriffe", CaseAccessAsync).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/sperre", HoldAsync).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/vormerken", (HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, string caseId) =>
            ActAsync(http, door, reading, runtime, caseId, "Marked", (who, _) => new MarkForErasure(runtime).RunAsync(caseId, who, http.RequestAborted))).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/behalten", (HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, string caseId) =>
            ActAsync(http, door, reading, runtime, caseId, "Unmarked", (who, _) => new UnmarkForErasure(runtime).RunAsync(caseId, who, http.RequestAborted))).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/ablauf", (HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, string caseId) =>
            ActAsync(http, door, reading, runtime, caseId, "Erased", (who, form) => new EraseExpired(runtime).RunAsync(caseId, form["regel"].ToString(), who, null, http.RequestAborted))).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/loeschen", EraseAsync).For(MayLook);
        desk.MapPost(Path + "/fall/{caseId}/auskunft", CollectAsync).For(MayLook);
    }

    /// <summary>Who leads a centre.</summary>
    internal static bool MayLook(Viewer viewer) => viewer.Is(Role.Lead) && viewer is { StaffId: not null, CentreId: not null };

    private static async Task<IResult> ShowAsync(HttpContext http, PrivacyReading reading) =>
        DeskHosting.Page<PrivacyPage>(http, await reading.RunAsync(Gate.Of(http), Done(http), null, [], http.RequestAborted));

    private static async Task<IResult> SearchAsync(HttpContext http, PrivacyReading reading, CaseDoor door)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var typed = form[Number].ToString().Trim().ToUpperInvariant();
        if (typed.Length is > 0 and <= 64 && await door.EnterAsync(visit.Viewer!, typed, false, http.RequestAborted) == CaseSight.Whole) // the gate lets nobody else in
            return Results.LocalRedirect($"{Path}/fall/{Uri.EscapeDataString(typed)}");
        var problem = new Problem(visit[typed.Length == 0 ? "Privacy.NoNumber" : "Privacy.UnknownNumber"], Number);
        return DeskHosting.Page<PrivacyPage>(http, await reading.RunAsync(visit, null, form[Number], [problem], http.RequestAborted), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AccessAsync(HttpContext http, PrivacyReading reading, string? person = null, long? vor = null) =>
        DeskHosting.Page<AccessPage>(http, await reading.OfPersonAsync(Gate.Of(http).Viewer!, person, vor, http.RequestAborted)); // the gate lets nobody else in

    private static async Task<IResult> CaseAccessAsync(HttpContext http, PrivacyReading reading, CaseDoor door, string caseId, long? vor = null) =>
        await EntersAsync(http, door, caseId, false) ? DeskHosting.Page<AccessPage>(http, await reading.OfCaseAsync(caseId, vor, http.RequestAborted)) : NotFound(http);

    private static async Task<IResult> CaseAsync(HttpContext http, PrivacyCaseReading reading, CaseDoor door, string caseId) =>
        await EntersAsync(http, door, caseId, false) && await reading.RunAsync(Gate.Of(http), caseId, Done(http), [], http.RequestAborted) is { } model ? DeskHosting.Page<PrivacyCasePage>(http, model) : NotFound(http);

    private static Task<IResult> HoldAsync(HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, RecordFacts record, string caseId) =>
        ActAsync(http, door, reading, runtime, caseId, "Hold", (who, form) =>
        {
            var facts = new Submission(new Dictionary<string, string> { ["case.legal_hold"] = form["gilt"] == "ja" ? "true" : "false" });
            return record.RunAsync(caseId, "case", false, facts, who, null, http.RequestAborted);
        });

    private static async Task<IResult> CollectAsync(HttpContext http, CaseDoor door, IqRuntime runtime, string caseId)
    {
        var visit = Gate.Of(http);
        return await EntersAsync(http, door, caseId, false) && await new CollectCase(runtime).RunAsync(caseId, visit.Viewer!.StaffId!, visit.Words.Language, http.RequestAborted) is { } collected // only staff leads a centre
            ? Results.File(collected.Json, "application/json; charset=utf-8", collected.FileName)
            : NotFound(http);
    }

    private static async Task<IResult> EraseAsync(HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, string caseId)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!string.Equals(form[Sure].ToString().Trim(), caseId, StringComparison.OrdinalIgnoreCase))
        {
            return await EntersAsync(http, door, caseId, false)
                ? await RefusedAsync(http, reading, caseId, [new Problem(Gate.Of(http).Words.Of("Privacy.NotSure", caseId), Sure)])
                : NotFound(http);
        }
        var key = form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } once ? $"desk {Gate.Of(http).Viewer!.AccountId} {once}" : null; // the gate lets nobody else in
        return await ActAsync(http, door, reading, runtime, caseId, "Erased", (who, _) => new EraseCase(runtime).RunAsync(caseId, who, key, http.RequestAborted));
    }

    private static async Task<IResult> ActAsync(
        HttpContext http, CaseDoor door, PrivacyCaseReading reading, IqRuntime runtime, string caseId, string done, Func<string, IFormCollection, Task<CaseAnswer>> act)
    {
        var visit = Gate.Of(http);
        if (!await EntersAsync(http, door, caseId, true))
            return NotFound(http);
        return await act(visit.Viewer!.StaffId!, await http.Request.ReadFormAsync(http.RequestAborted)) switch // only staff leads a centre
        {
            CaseAnswer.Done => Results.LocalRedirect($"{Path}/fall/{Uri.EscapeDataString(caseId)}?erledigt={done}"),
            CaseAnswer.Refused refused => await RefusedAsync(http, reading, caseId, [.. refused.Reasons.Select(reason => new Problem(new CaseReasonText(runtime.Rules, visit.Words.Language).Sentence(reason), null))]),
            var other => throw new InvalidOperationException($"Nobody knows the answer {other}."),
        };
    }

    private static async Task<IResult> RefusedAsync(HttpContext http, PrivacyCaseReading reading, string caseId, IReadOnlyList<Problem> problems) =>
        await reading.RunAsync(Gate.Of(http), caseId, null, problems, http.RequestAborted) is { } model ? DeskHosting.Page<PrivacyCasePage>(http, model, StatusCodes.Status422UnprocessableEntity) : NotFound(http);

    private static async Task<bool> EntersAsync(HttpContext http, CaseDoor door, string caseId, bool isChange) =>
        await door.EnterAsync(Gate.Of(http).Viewer!, caseId, isChange, http.RequestAborted) == CaseSight.Whole; // the gate lets nobody else in

    private static string? Done(HttpContext http) =>
        http.Request.Query["erledigt"].ToString() is { Length: > 0 and < 20 } done && Gate.Of(http).Words.Has("Privacy.Done." + done) ? "Privacy.Done." + done : null;

    private static RazorComponentResult<MessagePage> NotFound(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);
}

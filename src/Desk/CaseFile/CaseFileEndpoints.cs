using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>The page of a case, its tasks and its events. Whatever is refused comes back with all that was typed.</summary>
internal static class CaseFileEndpoints
{
    public static void MapCaseFile(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/{caseId}", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/aufgaben/{taskId}", CompleteAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/ereignisse/{name}", ShowEventAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/ereignisse/{name}", RecordAsync).For(viewer => viewer.WorksWithCases);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId, CaseDoor door, CaseFileReading reading, IqRuntime runtime)
    {
        var sight = await door.EnterAsync(Gate.Of(http).Viewer!, caseId, isChange: false, http.RequestAborted); // the gate lets nobody else in
        return await PageAsync(http, caseId, sight, reading, runtime, null);
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, string caseId, string taskId, CaseDoor door, CaseFileReading reading, CompleteCaseTask complete, CaseTaskList tasks, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var sight = await door.EnterAsync(visit.Viewer!, caseId, isChange: true, http.RequestAborted);
        var task = sight == CaseSight.None ? null : (await tasks.RunAsync(caseId, http.RequestAborted))?.FirstOrDefault(one => one.Row.Id == taskId);
        if (sight == CaseSight.None)
            return Missing(http);
        if (task is null)
            return Gate.Message(visit, "TaskGone", StatusCodes.Status409Conflict);
        if (!TaskRights.MayDo(visit.Viewer!, task.Row.Role) || (sight == CaseSight.Contact && task.Row.Role != "OFFICE"))
            return Gate.Message(visit, "NotAllowed", StatusCodes.Status403Forbidden);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var outcome = form["outcome"].ToString();
        var answer = await complete.RunAsync(taskId, outcome.Length > 0 ? outcome : null, TypedForm.Submission(form), visit.Viewer!.StaffId!, KeyOf(form, visit), http.RequestAborted); // who works with cases is of the staff
        return answer is CaseAnswer.Refused refused
            ? await PageAsync(http, caseId, sight, reading, runtime, RefusalOf(taskId, form, refused, runtime, visit))
            : Results.LocalRedirect($"/faelle/{Uri.EscapeDataString(caseId)}?gespeichert");
    }

    private static async Task<IResult> ShowEventAsync(HttpContext http, string caseId, string name, CaseDoor door, ShowCase show, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        if (await door.EnterAsync(visit.Viewer!, caseId, isChange: false, http.RequestAborted) != CaseSight.Whole)
            return Missing(http);
        return await EventPageAsync(http, caseId, name, show, runtime, null);
    }

    private static async Task<IResult> RecordAsync(HttpContext http, string caseId, string name, CaseDoor door, ShowCase show, RecordEvent record, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        if (await door.EnterAsync(visit.Viewer!, caseId, isChange: true, http.RequestAborted) != CaseSight.Whole)
            return Missing(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var answer = await record.RunAsync(caseId, name, TypedForm.Submission(form), visit.Viewer!.StaffId!, KeyOf(form, visit), http.RequestAborted); // who works with cases is of the staff
        return answer is CaseAnswer.Refused refused
            ? await EventPageAsync(http, caseId, name, show, runtime, RefusalOf(name, form, refused, runtime, visit))
            : Results.LocalRedirect($"/faelle/{Uri.EscapeDataString(caseId)}?gespeichert");
    }

    private static async Task<IResult> PageAsync(HttpContext http, string caseId, CaseSight sight, CaseFileReading reading, IqRuntime runtime, Refusal? refusal)
    {
        if (sight == CaseSight.None || await reading.RunAsync(caseId, http.RequestAborted) is not { } file)
            return Missing(http);
        if (sight == CaseSight.Contact)
            file = file with { Tasks = [.. file.Tasks.Where(task => task.Row.Role == "OFFICE")], Planned = [], Suppressed = [], Messages = [] };
        return DeskHosting.Page<CaseFilePage>(
            http, new CaseFileModel(file, sight, runtime.Rules, Gate.Of(http), refusal, http.Request.Query.ContainsKey("gespeichert")), refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EventPageAsync(HttpContext http, string caseId, string name, ShowCase show, IqRuntime runtime, Refusal? refusal)
    {
        var visit = Gate.Of(http);
        if (await show.RunAsync(caseId, http.RequestAborted) is not { } shown)
            return Missing(http);
        if (shown.Awaited.FirstOrDefault(one => one.Name == name) is not { } awaited)
            return Gate.Message(visit, "EventGone", StatusCodes.Status409Conflict);
        return DeskHosting.Page<EventPage>(
            http,
            new EventPage.EventModel(
                caseId, CaseFileModel.NameIn(shown.Facts), awaited.Name, visit.Words.In(awaited.Title, awaited.TitleEn), AskedField.Of(awaited.Form, runtime.Rules.Facts, shown.Facts, visit.Words, visit.Today), refusal),
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Refusal RefusalOf(string place, IFormCollection form, CaseAnswer.Refused refused, IqRuntime runtime, Visit visit) => new(
        place,
        TypedForm.Facts(form),
        form["happenedOn"].ToString(),
        form["learnedOn"].ToString(),
        form["source"].ToString(),
        Problem.Of(refused.Reasons, new CaseReasonText(runtime.Rules, visit.Words.Language), fact => runtime.Rules.Facts.Find(fact) is not null, PrefixOf(place)));

    /// <summary>What the ids of a form's controls begin with.</summary>
    public static string PrefixOf(string place) => place + "-";

    /// <summary>Whether there is no such case or it is not theirs: whoever asks is told the same.</summary>
    private static RazorComponentResult<MessagePage> Missing(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);

    private static string? KeyOf(IFormCollection form, Visit visit) => form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } key ? $"desk {visit.Viewer!.AccountId} {key}" : null;
}

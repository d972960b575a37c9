using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        desk.MapCaseFacts();
        desk.MapCaseDocuments();
        desk.MapCaseMessages();
        desk.MapCaseCourse();
        desk.MapCaseTimeline();
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
            return CaseForms.Missing(http);
        if (task is null)
            return Gate.Message(visit, "TaskGone", StatusCodes.Status409Conflict);
        if (!TaskRights.MayDo(visit.Viewer!, task.Row.Role) || (sight == CaseSight.Contact && task.Row.Role != "OFFICE"))
            return Gate.Message(visit, "NotAllowed", StatusCodes.Status403Forbidden);
        var (form, draft) = (await http.Request.ReadFormAsync(http.RequestAborted), "aufgabe/" + taskId);
        if (await CaseForms.PutAsideAsync(http, caseId, draft, form))
            return Results.LocalRedirect(CaseForms.PathOf(caseId, "#aufgabe-" + taskId));
        var outcome = form["outcome"].ToString();
        var answer = await complete.RunAsync(taskId, outcome.Length > 0 ? outcome : null, TypedForm.Submission(form), visit.Viewer!.StaffId!, CaseForms.KeyOf(form, visit), http.RequestAborted); // who works with cases is of the staff
        if (answer is CaseAnswer.Refused refused)
            return await PageAsync(http, caseId, sight, reading, runtime, CaseForms.RefusalOf(taskId, form, refused.Reasons, runtime.Rules, visit));
        await CaseForms.DoneAsync(http, caseId, draft);
        return Results.LocalRedirect(CaseForms.PathOf(caseId, "?gespeichert"));
    }

    private static async Task<IResult> ShowEventAsync(HttpContext http, string caseId, string name) =>
        await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model ? EventPage(http, model, name, null) : CaseForms.Missing(http);

    private static async Task<IResult> RecordAsync(HttpContext http, string caseId, string name, CaseDoor door, RecordEvent record, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        if (await door.EnterAsync(visit.Viewer!, caseId, isChange: true, http.RequestAborted) != CaseSight.Whole)
            return CaseForms.Missing(http);
        var (form, draft) = (await http.Request.ReadFormAsync(http.RequestAborted), "ereignis/" + name);
        if (await CaseForms.PutAsideAsync(http, caseId, draft, form))
            return Results.LocalRedirect(CaseForms.PathOf(caseId, "/ereignisse/" + Uri.EscapeDataString(name)));
        var answer = await record.RunAsync(caseId, name, TypedForm.Submission(form), visit.Viewer!.StaffId!, CaseForms.KeyOf(form, visit), http.RequestAborted); // who works with cases is of the staff
        if (answer is CaseAnswer.Refused refused)
        {
            var refusal = CaseForms.RefusalOf(name, form, refused.Reasons, runtime.Rules, visit);
            return await CaseForms.ModelAsync(http, caseId, refusal) is { } model ? EventPage(http, model, name, refusal) : CaseForms.Missing(http);
        }
        await CaseForms.DoneAsync(http, caseId, draft);
        return Results.LocalRedirect(CaseForms.PathOf(caseId, "?gespeichert"));
    }

    private static async Task<IResult> PageAsync(HttpContext http, string caseId, CaseSight sight, CaseFileReading reading, IqRuntime runtime, Refusal? refusal)
    {
        if (sight == CaseSight.None || await reading.RunAsync(Gate.Of(http).Viewer!, caseId, http.RequestAborted) is not { } file) // the gate lets nobody else in
            return CaseForms.Missing(http);
        if (sight == CaseSight.Contact)
            file = file with { Work = file.Work with { Tasks = [.. file.Work.Tasks.Where(task => task.Row.Role == "OFFICE")] } };
        var isSaved = http.Request.Query.ContainsKey("gespeichert");
        var model = new CaseFileModel(file, sight, runtime.Rules, Gate.Of(http), refusal, isSaved)
        {
            GoingOut = isSaved && sight == CaseSight.Whole ? await reading.GoingOutAsync(caseId, Gate.Of(http).Today, http.RequestAborted) : [],
        };
        return DeskHosting.Page<CaseFilePage>(http, model, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult EventPage(HttpContext http, CaseFileModel model, string name, Refusal? refusal)
    {
        var visit = Gate.Of(http);
        if (model.File.Work.Awaited.FirstOrDefault(one => one.Name == name) is not { } awaited)
            return Gate.Message(visit, "EventGone", StatusCodes.Status409Conflict);
        var draft = model.DraftOf("ereignis/" + name);
        return DeskHosting.Page<EventPage>(
            http,
            new EventPage.EventModel(
                model.CaseId, model.Name, awaited.Name, visit.Words.In(awaited.Title, awaited.TitleEn), model.FieldsOf(awaited.Form), awaited.Form.Happened.Count == 0, refusal ?? (draft is null ? null : CaseForms.Typed(name, draft)), draft?.SavedAt),
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

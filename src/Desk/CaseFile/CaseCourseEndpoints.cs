using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>The course of a case as a whole: where it stands in its procedures, who counsels it, whether it rests or is closed, and a summary to take along.</summary>
internal static class CaseCourseEndpoints
{
    private const int MostStaff = 200;

    public static void MapCaseCourse(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/{caseId}/ablauf", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/zusammenfassung.pdf", SummaryAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/{caseId}/verwalten", ManageAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/{caseId}/verwalten/{what}", ChangeAsync).For(viewer => viewer.WorksWithCases);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string caseId, ShowCourse course) => await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model
        ? DeskHosting.Page<CoursePage>(http, new CoursePage.CourseModel(model, await course.RunAsync(caseId, http.RequestAborted)))
        : CaseForms.Missing(http);

    private static async Task<IResult> SummaryAsync(HttpContext http, string caseId, IqRuntime runtime)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: false) is not { } model)
            return CaseForms.Missing(http);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(new LetterPdf(runtime.Rules.Texts).Draw(CaseSummary.Of(model, Gate.Of(http))), "application/pdf", caseId + ".pdf");
    }

    private static async Task<IResult> ManageAsync(HttpContext http, string caseId, IqRuntime runtime) =>
        await CaseForms.EnterAsync(http, caseId, isChange: false) is { } model ? await PageAsync(http, model, runtime, []) : CaseForms.Missing(http);

    private static async Task<IResult> ChangeAsync(HttpContext http, string caseId, string what, PauseCase pause, ResumeCase resume, CloseCase close, ReopenCase reopen, IqRuntime runtime)
    {
        if (await CaseForms.EnterAsync(http, caseId, isChange: true) is not { } model)
            return CaseForms.Missing(http);
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var who = visit.Viewer!.StaffId!; // who works with cases is of the staff
        if (what == "zuweisen" && !visit.Viewer.Is(Role.Lead))
            return Gate.Message(visit, "NotAllowed", StatusCodes.Status403Forbidden);
        DateOnly? until = DateOnly.TryParseExact(form["until"].ToString(), "yyyy-MM-dd", out var day) ? day : null;
        var answer = what switch
        {
            "ruhen" => await pause.RunAsync(caseId, until, who, http.RequestAborted),
            "fortsetzen" => await resume.RunAsync(caseId, who, http.RequestAborted),
            "abschliessen" => await close.RunAsync(caseId, form["closing"].ToString(), who, http.RequestAborted),
            "oeffnen" => await reopen.RunAsync(caseId, form["milestone"].ToString() is { Length: > 0 } milestone ? milestone : null, who, http.RequestAborted),
            "zuweisen" => await AssignAsync(http, caseId, form, runtime, who),
            _ => null,
        };
        return answer switch
        {
            null => CaseForms.Missing(http),
            CaseAnswer.Refused refused => await PageAsync(http, model, runtime, Problem.Of(refused.Reasons, new CaseReasonText(runtime.Rules, visit.Words.Language), _ => false, ""), until),
            _ => Results.LocalRedirect(CaseForms.PathOf(caseId, "?gespeichert")),
        };
    }

    /// <summary>A lead gives cases to people of the own centre.</summary>
    private static async Task<CaseAnswer> AssignAsync(HttpContext http, string caseId, IFormCollection form, IqRuntime runtime, string who)
    {
        var staff = await StaffAsync(http, runtime);
        var wanted = new[] { form["counsellor"].ToString(), form["deputy"].ToString() };
        if (wanted.FirstOrDefault(id => id.Length > 0 && staff.All(person => person.Code != id)) is { } stranger)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.StaffUnknown, stranger.Length > 64 ? stranger[..64] : stranger));
        return await new ReassignCase(runtime).RunAsync(caseId, null, wanted[0].Length > 0 ? wanted[0] : null, wanted[1].Length > 0 ? wanted[1] : null, who, http.RequestAborted);
    }

    private static async Task<IResult> PageAsync(HttpContext http, CaseFileModel model, IqRuntime runtime, IReadOnlyList<Problem> problems, DateOnly? until = null)
    {
        var visit = Gate.Of(http);
        var (rules, state) = (runtime.Rules, model.Facts.Value("case.state") as string ?? "");
        var closings = rules.Facts.Codes.Find("closing_reason")?.Codes.Where(code => code.IsValidOn(visit.Today) && rules.States.AgainstClosing(state, code.Code) is null).Select(code => (code.Code, code.Label.In(visit.Words.Language))).ToList() ?? [];
        var milestones = rules.States.States.Where(one => one.IsOpen).Select(one => (one.Code, one.Name.In(visit.Words.Language))).ToList();
        var staff = visit.Viewer!.Is(Role.Lead) ? await StaffAsync(http, runtime) : []; // the gate lets nobody else in
        var manage = new ManagePage.ManageModel(model, state == rules.States.Closed.Code, staff, closings, milestones, model.Facts.Value("case.state_before_close") as string, until, problems);
        return DeskHosting.Page<ManagePage>(http, manage, problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Who counsels at the centre.</summary>
    private static async Task<List<(string Code, string Name)>> StaffAsync(HttpContext http, IqRuntime runtime)
    {
        var centre = Gate.Of(http).Viewer!.CentreId; // the gate lets nobody else in
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var staff = await db.Staff.AsNoTracking().Where(person => person.CentreId == centre && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name).Take(MostStaff).ToListAsync(http.RequestAborted);
        return [.. staff.Select(person => (person.Id, person.Name))];
    }
}

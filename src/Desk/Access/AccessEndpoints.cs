using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Accounts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Desk.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Access;

/// <summary>Who looked at which case, and the way into a case that is not one's own.</summary>
internal static class AccessEndpoints
{
    private const int LongestCaseId = 64;

    public static void MapAccess(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle/oeffnen", ShowOpenAsync).For(CaseOpenings.MayAsk);
        desk.MapPost("/faelle/oeffnen", OpenAsync).For(CaseOpenings.MayAsk);
        desk.MapGet("/faelle/{caseId}/zugriffe", ShowCaseAsync).For(MayRead);
        desk.MapGet("/verwaltung/zugriffe", ShowAccountAsync).For(MayRead);
    }

    /// <summary>Leads and the data protection officer, for their centre; which cases, the page decides.</summary>
    public static bool MayRead(Viewer viewer) => viewer.CentreId is not null && (viewer.Is(Role.Lead) || viewer.Is(Role.PrivacyOfficer));

    private static async Task<IResult> ShowOpenAsync(HttpContext http, CaseAccessReading reading)
    {
        var asked = http.Request.Query["fall"].ToString();
        return DeskHosting.Page<OpenCasePage>(http, await ModelAsync(http, reading, asked.Length > LongestCaseId ? "" : asked, "", "1", []));
    }

    private static async Task<IResult> OpenAsync(HttpContext http, CaseOpenings openings, CaseAccessReading reading, DeskAddress desk, IqRuntime runtime)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var (caseId, reason, hours) = (form["case"].ToString().Trim().ToUpperInvariant(), form["reason"].ToString(), form["hours"].ToString());
        var (address, viewer) = (await desk.FindAsync(http.RequestAborted), visit.Viewer!); // the gate lets nobody else in
        var length = int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var until = runtime.Clock.GetUtcNow().AddHours(Math.Clamp(length, 0, 100));
        var problems = caseId.Length is 0 or > LongestCaseId
            ? [new Obstacle("not-openable")]
            : await openings.OpenAsync(viewer, caseId, reason, length, language => AccountMails.Opened(language, caseId, viewer.Name, until, address), http.RequestAborted);
        if (problems.Count == 0)
            return Results.LocalRedirect($"/faelle/{Uri.EscapeDataString(caseId)}");
        var said = problems.Select(problem => new Problem(visit["Access.Wrong." + problem.Code], problem.Code switch { "hours" => "hours", "not-openable" => "case", _ => "reason" }));
        return DeskHosting.Page<OpenCasePage>(http, await ModelAsync(http, reading, caseId.Length > LongestCaseId ? "" : caseId, reason, hours, [.. said]), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowCaseAsync(HttpContext http, string caseId, CaseDoor door, CaseAccessReading reading)
    {
        var (visit, viewer) = (Gate.Of(http), Gate.Of(http).Viewer!); // the gate lets nobody else in
        var isLead = viewer.Is(Role.Lead) && await door.EnterAsync(viewer, caseId, isChange: false, http.RequestAborted) == CaseSight.Whole;
        if (await reading.CentreOfAsync(caseId, http.RequestAborted) is not { } centre || centre != viewer.CentreId || !(isLead || viewer.Is(Role.PrivacyOfficer)))
            return Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
        return DeskHosting.Page<CaseAccessPage>(
            http, new CaseAccessPage.CaseAccessModel(caseId, isLead, await reading.OpeningsAsync(caseId, http.RequestAborted), await reading.OfCaseAsync(caseId, BeforeOf(http), http.RequestAborted)));
    }

    private static async Task<IResult> ShowAccountAsync(HttpContext http, CaseAccessReading reading, AccountReading accounts)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        if (http.Request.Query["fall"].ToString().Trim() is { Length: > 0 and <= LongestCaseId } caseId)
            return Results.LocalRedirect($"/faelle/{Uri.EscapeDataString(caseId.ToUpperInvariant())}/zugriffe");
        var people = await accounts.OfCentreAsync(viewer.CentreId!, http.RequestAborted);
        // Only accounts of the own centre can be chosen, whatever the address says.
        var chosen = people.FirstOrDefault(person => person.Code == http.Request.Query["konto"]).Code;
        var lines = chosen is null ? null : await reading.OfAccountAsync(chosen, BeforeOf(http), http.RequestAborted);
        return DeskHosting.Page<AccountAccessPage>(http, new AccountAccessPage.AccountAccessModel(people, chosen, lines));
    }

    private static async Task<OpenCasePage.OpenCaseModel> ModelAsync(HttpContext http, CaseAccessReading reading, string caseId, string reason, string hours, IReadOnlyList<Problem> problems) =>
        new(caseId, reason, hours, problems, await reading.OpenNowAsync(Gate.Of(http).Viewer!, http.RequestAborted)); // the gate lets nobody else in

    private static long? BeforeOf(HttpContext http) => long.TryParse(http.Request.Query["vor"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null;
}

using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Teams;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Team;

/// <summary>Team: who has how much, who is away, and whose cases become somebody else's.</summary>
internal static class TeamEndpoints
{
    public const string Path = "/team";

    private static readonly string[] s_statuses = ["absence", "ended", "given", "undone"];

    public static void MapTeam(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, (HttpContext http, TeamReading reading) => ShowAsync(http, reading, null)).For(MayLead);
        desk.MapPost(Path + "/abwesenheit", AbsentAsync).For(MayLead);
        desk.MapPost(Path + "/abwesenheit/{person}/ende", BackAsync).For(MayLead);
        desk.MapHandOver();
    }

    public static bool MayLead(Viewer viewer) => viewer is { StaffId: not null, CentreId: not null } && viewer.Is(Role.Lead);

    public static async Task<IResult> ShowAsync(HttpContext http, TeamReading reading, string? problem)
    {
        var visit = Gate.Of(http);
        var status = http.Request.Query["getan"].ToString();
        var model = await reading.RunAsync(visit.Viewer!.CentreId!, visit.Words.Language, visit.Today, s_statuses.Contains(status) ? status : null, problem, http.RequestAborted); // the gate lets nobody else in
        return DeskHosting.Page<TeamPage>(http, model, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AbsentAsync(HttpContext http, EnterAbsence enter, TeamReading reading)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (from, until) = (Day(form["from"].ToString()), Day(form["until"].ToString()));
        var problem = from is null || (until is null && form["until"].ToString().Length > 0)
            ? "days-wrong"
            : await enter.RunAsync(Gate.Of(http).Viewer!.CentreId!, form["person"].ToString(), form["deputy"].ToString() is { Length: > 0 } deputy ? deputy : null, from, until, http.RequestAborted); // the gate lets nobody else in
        return problem is null ? new SeeOther(Path + "?getan=absence") : await ShowAsync(http, reading, problem);
    }

    private static async Task<IResult> BackAsync(HttpContext http, EnterAbsence enter, TeamReading reading, string person)
    {
        var problem = await enter.RunAsync(Gate.Of(http).Viewer!.CentreId!, person, null, null, null, http.RequestAborted); // the gate lets nobody else in
        return problem is null ? new SeeOther(Path + "?getan=ended") : await ShowAsync(http, reading, problem);
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

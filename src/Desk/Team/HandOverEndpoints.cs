using IqWorkflows.Casework;
using IqWorkflows.Casework.Teams;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Team;

/// <summary>What is to be handed over.</summary>
/// <param name="FromId">Whose open cases, all of them; null: the chosen ones.</param>
/// <param name="Chosen">Numbers of the chosen cases; empty: all of <paramref name="FromId"/>.</param>
/// <param name="Cases">How many there are.</param>
/// <param name="ByState">Of which state how many.</param>
/// <param name="Staff">Who may get them.</param>
public sealed record HandOverPreview(string? FromId, string? FromName, IReadOnlyList<string> Chosen, int Cases, IReadOnlyList<(string State, int Cases)> ByState, IReadOnlyList<(string Code, string Label)> Staff, string To, string Key, bool HasProblem);

/// <summary>Gives cases to somebody else: first what would happen, then, once more asked for, it happens.</summary>
internal static class HandOverEndpoints
{
    private const string Closed = "ABGESCHLOSSEN";
    private const int MostStaff = 200;

    public static void MapHandOver(this IEndpointRouteBuilder desk)
    {
        desk.MapPost("/team/uebergabe", RunAsync).For(TeamEndpoints.MayLead);
        desk.MapPost("/team/uebergabe/{id}/zurueck", UndoAsync).For(TeamEndpoints.MayLead);
    }

    private static async Task<IResult> RunAsync(HttpContext http, IqRuntime runtime, HandOver handOver)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var centreId = visit.Viewer!.CentreId!; // the gate lets nobody else in
        var (from, to) = (form["from"].ToString() is { Length: > 0 } whose ? whose : null, form["to"].ToString());
        var chosen = form["fall"].OfType<string>().Where(id => id.Length is > 0 and <= 64).Distinct().Take(HandOver.Most).ToList();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var cases = db.Cases.AsNoTracking().Where(one => one.CentreId == centreId && one.State != Closed);
        cases = chosen.Count > 0 ? cases.Where(one => chosen.Contains(one.Id)) : cases.Where(one => one.CounsellorId != null && one.CounsellorId == from);
        var found = await cases.OrderBy(one => one.Id).Take(HandOver.Most).Select(one => new { one.Id, one.State }).ToListAsync(http.RequestAborted);
        var staff = await db.Staff.AsNoTracking().Where(person => person.CentreId == centreId && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name).Take(MostStaff).Select(person => new { person.Id, person.Name }).ToListAsync(http.RequestAborted);
        var isAgreed = form["ja"] == "1";
        if (isAgreed && staff.Any(person => person.Id == to) && form[TypedForm.Key].ToString() is { Length: > 0 and <= 64 } once)
        {
            await handOver.RunAsync(centreId, [.. found.Select(one => one.Id)], to, visit.Viewer.StaffId!, once, http.RequestAborted);
            return new SeeOther(TeamEndpoints.Path + "?getan=given");
        }
        var byState = found.GroupBy(one => one.State ?? "").Select(group => (runtime.Rules.States.Find(group.Key) is { } state ? visit.Words.In(state.Name) : "–", group.Count())).ToList();
        return DeskHosting.Page<HandOverPage>(
            http,
            new HandOverPreview(from, staff.Find(person => person.Id == from)?.Name, chosen.Count > 0 ? [.. found.Select(one => one.Id)] : [], found.Count, byState, [.. staff.Where(person => person.Id != from).Select(person => (person.Id, person.Name))], to, TypedForm.NewKey(), isAgreed),
            isAgreed ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UndoAsync(HttpContext http, HandOver handOver, string id)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        return await handOver.UndoAsync(viewer.CentreId!, id, viewer.StaffId!, http.RequestAborted) is null
            ? Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound)
            : new SeeOther(TeamEndpoints.Path + "?getan=undone");
    }
}

using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>The list of cases: looking, keeping a view, taking it along as a file.</summary>
internal static class CaseListEndpoints
{
    private const int MostStaff = 200;
    private const int MostViews = 20;
    private const int LongestName = 60;

    public static void MapCaseList(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/faelle", ShowAsync).For(viewer => viewer.WorksWithCases);
        desk.MapGet("/faelle/export.csv", (HttpContext http, FindCases find, IqRuntime runtime) => ExportAsync(http, find, runtime, "csv")).For(MayExport);
        desk.MapGet("/faelle/export.xlsx", (HttpContext http, FindCases find, IqRuntime runtime) => ExportAsync(http, find, runtime, "xlsx")).For(MayExport);
        desk.MapPost("/faelle/ansichten", KeepViewAsync).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/faelle/ansichten/{id:long}/entfernen", DropViewAsync).For(viewer => viewer.WorksWithCases);
    }

    private static bool MayExport(Viewer viewer) => viewer is { WorksWithCases: true, SeesContactsOnly: false };

    private static async Task<IResult> ShowAsync(HttpContext http, FindCases find, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var viewer = visit.Viewer!; // the gate lets nobody else in
        var search = SearchOf(http, runtime);
        var lines = await find.RunAsync(viewer, search, visit.Words.Language, visit.Today, http.RequestAborted);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var staff = await db.Staff.AsNoTracking().Where(person => person.CentreId == viewer.CentreId && (person.Role == "COUNSELLOR" || person.Role == "LEAD")).OrderBy(person => person.Name).Take(MostStaff).Select(person => new { person.Id, person.Name }).ToListAsync(http.RequestAborted);
        var views = await db.SavedViews.AsNoTracking().Where(view => view.AccountId == viewer.AccountId || (view.CentreId != null && view.CentreId == viewer.CentreId)).OrderBy(view => view.Name).Take(2 * MostViews).ToListAsync(http.RequestAborted);
        return DeskHosting.Page<CaseListPage>(http, new CaseListPage.CaseListModel(
            search,
            [(CaseSearch.Open, visit["StateOpen"]), (CaseSearch.All, visit["StateAll"]), .. runtime.Rules.States.States.Select(one => (one.Code, visit.Words.In(one.Name)))],
            [.. staff.Select(person => (person.Id, person.Name))],
            Codes(runtime, visit, "authority"),
            Codes(runtime, visit, "profession"),
            views,
            lines));
    }

    private static (string Code, string Label)[] Codes(IqRuntime runtime, Visit visit, string list) =>
        [.. (runtime.Rules.Facts.Codes.Find(list)?.Codes ?? []).Select(code => (code.Code, visit.Words.In(code.Label))).OrderBy(code => code.Item2, StringComparer.CurrentCultureIgnoreCase)];

    private static CaseSearch SearchOf(HttpContext http, IqRuntime runtime)
    {
        var search = CaseSearch.Of(http.Request.Query);
        return search.State is CaseSearch.Open or CaseSearch.All || runtime.Rules.States.States.Any(one => one.Code == search.State) ? search : search with { State = CaseSearch.Open };
    }

    private static async Task ExportAsync(HttpContext http, FindCases find, IqRuntime runtime, string kind)
    {
        var visit = Gate.Of(http);
        var viewer = visit.Viewer!; // the gate lets nobody else in
        var lines = LoggedAsync(find.AllAsync(viewer, SearchOf(http, runtime), visit.Words.Language, visit.Today, CaseExport.Most, http.RequestAborted), runtime, viewer, http.RequestAborted);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"faelle-{visit.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{kind}\"";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = kind == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        if (kind == "csv")
            await CaseExport.WriteCsvAsync(http.Response.Body, lines, visit.Words, http.RequestAborted);
        else
            await CaseExport.WriteXlsxAsync(http.Response.Body, lines, visit.Words, http.RequestAborted);
    }

    /// <summary>Every case that leaves the house stands in the log before it does.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<CaseLine>> LoggedAsync(IAsyncEnumerable<IReadOnlyList<CaseLine>> all, IqRuntime runtime, Viewer viewer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var lines in all.WithCancellation(cancellationToken))
        {
            await runtime.Writer.WriteAsync(
                turn =>
                {
                    foreach (var line in lines)
                        CaseAccessRow.Insert(turn, new CaseAccessRow { At = runtime.Clock.GetUtcNow(), Who = viewer.AccountId, CaseId = line.CaseId, Action = "export", IsAllowed = true });
                    return lines.Count;
                },
                cancellationToken);
            yield return lines;
        }
    }

    private static async Task<IResult> KeepViewAsync(HttpContext http, IqRuntime runtime)
    {
        var (viewer, form) = (Gate.Of(http).Viewer!, await http.Request.ReadFormAsync(http.RequestAborted)); // the gate lets nobody else in
        var search = CaseSearch.Of(new QueryCollection(form.ToDictionary(field => field.Key, field => field.Value)));
        var name = form["name"].ToString().Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return See(search.Address(), "ansicht=name");
        var isKept = await runtime.Writer.WriteAsync(
            turn =>
            {
                if (SavedViewRow.CountOf(turn, viewer.AccountId) >= MostViews)
                    return false;
                SavedViewRow.Insert(turn, new SavedViewRow { AccountId = viewer.AccountId, CentreId = form["geteilt"] == "1" ? viewer.CentreId : null, Name = name, Query = search.Address(), CreatedAt = runtime.Clock.GetUtcNow() });
                return true;
            },
            http.RequestAborted);
        return See(search.Address(), isKept ? "ansicht=da" : "ansicht=voll");
    }

    private static async Task<IResult> DropViewAsync(HttpContext http, IqRuntime runtime, long id) =>
        await runtime.Writer.WriteAsync(turn => SavedViewRow.Delete(turn, id, Gate.Of(http).Viewer!.AccountId), http.RequestAborted) // the gate lets nobody else in
            ? See("", "ansicht=weg")
            : Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);

    private static SeeOther See(string address, string status) => new("/faelle?" + (address.Length > 0 ? address + "&" : "") + status);
}

using IqWorkflows.Casework;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.CaseList;

/// <summary>The list of cases.</summary>
internal static class CaseListEndpoints
{
    private const int LongestSearch = 100;

    public static void MapCaseList(this IEndpointRouteBuilder desk) => desk.MapGet("/faelle", ShowAsync).For(viewer => viewer.WorksWithCases);

    private static async Task<IResult> ShowAsync(HttpContext http, FindCases find, IqRuntime runtime)
    {
        var (visit, query) = (Gate.Of(http), http.Request.Query);
        var text = query["q"].ToString();
        var state = query["stand"].ToString() is { Length: > 0 } asked ? asked : CaseSearch.Open;
        var states = runtime.Rules.States.States.Select(one => (one.Code, visit.Words.In(one.Name))).ToList();
        if (state is not (CaseSearch.Open or CaseSearch.All) && states.All(one => one.Code != state))
            state = CaseSearch.Open;
        var search = new CaseSearch(text.Length > LongestSearch ? text[..LongestSearch] : text, state, query["nach"].ToString() is { Length: > 0 } after ? after : null);
        var lines = await find.RunAsync(visit.Viewer!, search, visit.Words.Language, visit.Today, http.RequestAborted); // the gate lets nobody else in
        return DeskHosting.Page<CaseListPage>(http, new CaseListPage.CaseListModel(search, [(CaseSearch.Open, visit["StateOpen"]), (CaseSearch.All, visit["StateAll"]), .. states], lines));
    }
}

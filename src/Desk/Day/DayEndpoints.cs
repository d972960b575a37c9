using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Day;

/// <summary>Mein Tag.</summary>
internal static class DayEndpoints
{
    public static void MapDay(this IEndpointRouteBuilder desk) => desk.MapGet("/mein-tag", ShowAsync).For(viewer => viewer.WorksWithCases);

    private static async Task<IResult> ShowAsync(HttpContext http, MyDay day)
    {
        var visit = Gate.Of(http);
        return DeskHosting.Page<DayPage>(http, await day.RunAsync(visit.Viewer!, visit.Today, http.RequestAborted)); // the gate lets nobody else in
    }
}

using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Day;

/// <summary>Mein Tag: the own one, or for whoever sees it that of the centre.</summary>
internal static class DayEndpoints
{
    /// <summary>Value of <c>wer</c>: everything in the centre.</summary>
    public const string OfCentre = "stelle";

    public static void MapDay(this IEndpointRouteBuilder desk) => desk.MapGet("/mein-tag", ShowAsync).For(viewer => viewer.WorksWithCases);

    private static async Task<IResult> ShowAsync(HttpContext http, string? wer, MyDay day)
    {
        var visit = Gate.Of(http);
        var viewer = visit.Viewer!; // the gate lets nobody else in
        var ofCentre = wer == OfCentre && viewer.SeesCentre;
        return DeskHosting.Page<DayPage>(http, new DayModel(await day.RunAsync(viewer, ofCentre, visit.Today, http.RequestAborted), ofCentre));
    }
}

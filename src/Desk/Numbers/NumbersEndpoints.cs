using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Numbers;

/// <summary>The numbers of a centre, for its lead and the coordination.</summary>
internal static class NumbersEndpoints
{
    public static void MapNumbers(this IEndpointRouteBuilder desk) =>
        desk.MapGet("/zahlen", ShowAsync).For(viewer => viewer.CentreId is not null && (viewer.Is(Role.Lead) || viewer.Is(Role.Coordination)));

    private static async Task<IResult> ShowAsync(HttpContext http, CentreNumbers numbers, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var found = await numbers.RunAsync(visit.Viewer!.CentreId!, http.RequestAborted); // the gate lets nobody else in
        return DeskHosting.Page<NumbersPage>(http, (IReadOnlyList<StateNumber>)[.. found.Select(number => number with { State = visit.Words.In(runtime.Rules.States.Find(number.State)!.Name) })]);
    }
}

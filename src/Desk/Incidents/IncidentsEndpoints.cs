using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Incidents;

/// <summary>Störungen: procedures that went wrong somewhere, and what to do about it.</summary>
internal static class IncidentsEndpoints
{
    public const string Path = "/stoerungen";

    /// <summary>Name of the field, and id of the control, in which a decision is explained.</summary>
    public const string Reason = "grund";

    private const int LongestReason = 500;
    private const int MostAtOnce = 500;

    public static void MapIncidents(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ShowAsync).For(MayLook);
        desk.MapPost(Path + "/alle", AllAsync).For(MayLook);
        desk.MapGet(Path + "/{instanceId}/{number:int}", OneAsync).For(MayLook);
        desk.MapPost(Path + "/{instanceId}/{number:int}", DecideAsync).For(MayLook);
    }

    /// <summary>Who looks after the server, who draws procedures, and who leads a centre.</summary>
    internal static bool MayLook(Viewer viewer) => IncidentsReading.SeesAll(viewer) || (viewer.Is(Role.Lead) && viewer is { StaffId: not null, CentreId: not null });

    private static async Task<IResult> ShowAsync(HttpContext http, IncidentsReading reading) =>
        DeskHosting.Page<IncidentsPage>(http, await reading.RunAsync(Gate.Of(http).Viewer!, Done(http), null, null, [], http.RequestAborted)); // the gate lets nobody else in

    private static async Task<IResult> OneAsync(HttpContext http, IncidentsReading reading, string instanceId, int number) =>
        await reading.OneAsync(Gate.Of(http).Viewer!, instanceId, number, model => model with { Done = Done(http) }, http.RequestAborted) is { } model ? DeskHosting.Page<IncidentPage>(http, model) : NotFound(http);

    private static async Task<IResult> DecideAsync(HttpContext http, IncidentsReading reading, DecideIncident decide, IqRuntime runtime, string instanceId, int number)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var (why, outcome, skips) = (form[Reason].ToString().Trim(), form["weg"].ToString(), form["was"] == DecideIncident.Skip);
        if (await reading.OneAsync(visit.Viewer!, instanceId, number, model => model, http.RequestAborted) is not { } found)
            return await GoneAsync(http, reading);
        List<Problem> problems = [.. Against(visit, why)];
        if (skips && outcome.Length > 0 && !found.Listed.Place.Outcomes.Contains(outcome))
            problems.Add(new Problem(visit["Incidents.NoSuchWay"], "weg"));
        if (problems.Count == 0)
        {
            var who = visit.Viewer!.AccountId;
            var answer = skips
                ? await decide.SkipAsync(instanceId, number, outcome.Length > 0 ? outcome : found.Listed.Place.Outcomes is [var only] ? only : null, why, who, http.RequestAborted)
                : await decide.RetryAsync(instanceId, number, why, who, http.RequestAborted);
            switch (answer)
            {
                case IncidentAnswer.Done:
                    return await AfterAsync(http, reading, instanceId, skips);
                case IncidentAnswer.Gone:
                    return await GoneAsync(http, reading);
                case IncidentAnswer.Refused refused:
                    problems.AddRange(refused.Reasons.Select(reason => new Problem(new CaseReasonText(runtime.Rules, visit.Words.Language).Sentence(reason), null)));
                    break;
            }
        }
        return DeskHosting.Page<IncidentPage>(http, found with { Typed = form[Reason].ToString(), Outcome = outcome, Problems = problems }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Tries all faults of a group again; those that somebody else has seen to meanwhile are left out.</summary>
    private static async Task<IResult> AllAsync(HttpContext http, IncidentsReading reading, ListIncidents list, DecideIncident decide)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var why = form[Reason].ToString().Trim();
        var wanted = form["welche"].OfType<string>().Take(MostAtOnce).ToHashSet(StringComparer.Ordinal);
        if (Against(visit, why).ToList() is { Count: > 0 } problems)
            return DeskHosting.Page<IncidentsPage>(http, await reading.RunAsync(visit.Viewer!, null, wanted.FirstOrDefault(), form[Reason], problems, http.RequestAborted), StatusCodes.Status422UnprocessableEntity);
        var (done, refused) = (0, 0);
        foreach (var one in (await list.RunAsync(IncidentsReading.CentreOf(visit.Viewer!), http.RequestAborted)).Where(one => wanted.Contains(NameOf(one))))
        {
            if (await decide.RetryAsync(one.InstanceId, one.Incident.Number, why, visit.Viewer!.AccountId, http.RequestAborted) is IncidentAnswer.Done)
                done++;
            else
                refused++;
        }
        return Results.LocalRedirect($"{Path}?erledigt={(done == 0 ? "Nothing" : refused > 0 ? "SomeAgain" : "AllAgain")}");
    }

    /// <summary>Names a fault among those of a group.</summary>
    internal static string NameOf(ListedIncident one) => string.Create(CultureInfo.InvariantCulture, $"{one.InstanceId}/{one.Incident.Number}");

    private static IEnumerable<Problem> Against(Visit visit, string why)
    {
        if (why.Length == 0)
            yield return new Problem(visit["Incidents.NoReason"], Reason);
        if (why.Length > LongestReason)
            yield return new Problem(visit.Words.Of("Incidents.LongReason", LongestReason), Reason);
    }

    /// <summary>Whether it failed again shows at once: then there is a new fault in the same instance.</summary>
    private static async Task<IResult> AfterAsync(HttpContext http, IncidentsReading reading, string instanceId, bool skipped)
    {
        var still = await reading.RunAsync(Gate.Of(http).Viewer!, null, null, null, [], http.RequestAborted);
        return still.Groups.SelectMany(group => group.Lines).FirstOrDefault(one => one.InstanceId == instanceId) is { } again
            ? Results.LocalRedirect($"{Path}/{Uri.EscapeDataString(instanceId)}/{again.Incident.Number}?erledigt=FailedAgain")
            : Results.LocalRedirect($"{Path}?erledigt={(skipped ? "Skipped" : "GoesOn")}");
    }

    private static async Task<IResult> GoneAsync(HttpContext http, IncidentsReading reading) =>
        DeskHosting.Page<IncidentsPage>(http, await reading.RunAsync(Gate.Of(http).Viewer!, "Incidents.Done.Nothing", null, null, [], http.RequestAborted), StatusCodes.Status409Conflict);

    private static string? Done(HttpContext http) =>
        http.Request.Query["erledigt"].ToString() is { Length: > 0 and < 20 } done && Gate.Of(http).Words.Has("Incidents.Done." + done) ? "Incidents.Done." + done : null;

    private static RazorComponentResult<MessagePage> NotFound(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);
}

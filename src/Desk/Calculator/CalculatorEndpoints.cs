using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Calculator;

/// <summary>Fristenrechner: any deadline of the catalogue for any day and place, without a case. Everything asked stands in the address, so that it can be passed on.</summary>
internal static class CalculatorEndpoints
{
    public const string Path = "/fristenrechner";

    public static void MapCalculator(this IEndpointRouteBuilder desk) => desk.MapGet(Path, ShowAsync).For(MayUse);

    /// <summary>Everybody of the house: it shows the law and nothing of any case.</summary>
    public static bool MayUse(Viewer viewer) => viewer.Roles.Any(role => role != Role.Provider);

    private static async Task<IResult> ShowAsync(HttpContext http, IqRuntime runtime)
    {
        var visit = Gate.Of(http);
        var typed = TypedQuestion.Of(http.Request.Query);
        var catalog = runtime.Rules.Deadlines;
        if (typed.Land.Length == 0 && !typed.IsAsked)
            typed = typed with { Land = await LandOfAsync(runtime, visit.Viewer!.CentreId, http.RequestAborted) }; // the gate lets nobody else in
        if (!typed.IsAsked)
            return DeskHosting.Page<CalculatorPage>(http, new CalculatorModel(catalog, catalog.Find(typed.Rule), typed, [], null));

        var read = typed.Question(visit.Today).Read(catalog);
        var problems = new CalculatorProblems(catalog, visit.Words, typed);
        if (read.Rule is null || read.Request is null)
            return Refused(http, new CalculatorModel(catalog, read.Rule, typed, problems.Of(read.Problems), null));
        return catalog.Evaluate(read.Rule.Code, read.Request) switch
        {
            DeadlineOutcome.Computed computed => Shown(http, catalog, typed, computed.Deadline, null),
            DeadlineOutcome.Paused paused => Shown(http, catalog, typed, paused.IfEndedToday, "Calculator.Paused"),
            DeadlineOutcome.Ended ended => Shown(http, catalog, typed, ended.Deadline, "Calculator.Ended"),
            DeadlineOutcome.NotComputable not => Refused(http, new CalculatorModel(catalog, read.Rule, typed, problems.Of(not.Reasons), null)),
            var other => throw new InvalidOperationException($"{other} is no outcome of a deadline."),
        };
    }

    private static IResult Shown(HttpContext http, DeadlineCatalog catalog, TypedQuestion typed, Deadline deadline, string? hint) =>
        DeskHosting.Page<CalculatorPage>(http, new CalculatorModel(catalog, deadline.Rule, typed, [], new CalculatedDeadline(deadline, hint)));

    private static IResult Refused(HttpContext http, CalculatorModel model) => DeskHosting.Page<CalculatorPage>(http, model, StatusCodes.Status422UnprocessableEntity);

    private static async Task<string> LandOfAsync(IqRuntime runtime, string? centreId, CancellationToken cancellationToken)
    {
        if (centreId is null)
            return "";
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Centres.AsNoTracking().Where(centre => centre.Id == centreId).Select(centre => centre.Land).FirstOrDefaultAsync(cancellationToken) ?? "";
    }
}

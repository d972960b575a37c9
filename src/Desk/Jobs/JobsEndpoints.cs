using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Jobs;

/// <summary>Aufträge: what the server does by itself, what of it failed, and the outbox.</summary>
internal static class JobsEndpoints
{
    public const string Path = "/auftraege";
    public const string Outbox = Path + "/postausgang";

    public static void MapJobs(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, ShowAsync).For(MayLook);
        desk.MapGet(Path + "/wiederkehrend/{job}", HistoryAsync).For(JobsReading.SeesAll);
        desk.MapPost(Path + "/wiederkehrend/{job}/anhalten", (HttpContext http, JobBoard board, string job) => RestAsync(http, board, job, true)).For(JobsReading.SeesAll);
        desk.MapPost(Path + "/wiederkehrend/{job}/fortsetzen", (HttpContext http, JobBoard board, string job) => RestAsync(http, board, job, false)).For(JobsReading.SeesAll);
        desk.MapPost(Path + "/nochmal", AgainAsync).For(JobsReading.SeesAll);
        desk.MapPost(Path + "/alle-nochmal", AllAgainAsync).For(MayLook);
        desk.MapGet(Outbox, OutboxAsync).For(MayLook);
        desk.MapGet(Outbox + "/{id}", MessageAsync).For(MayLook);
        desk.MapPost(Outbox + "/{id}/nochmal", (HttpContext http, OutboxReading outbox, TendOutbox tend, string id) => TendAsync(http, outbox, id, "Again", tend.SendAgainAsync)).For(MayLook);
        desk.MapPost(Outbox + "/{id}/gesendet", (HttpContext http, OutboxReading outbox, TendOutbox tend, string id) => TendAsync(http, outbox, id, "Sent", tend.MarkSentAsync)).For(MayLook);
        desk.MapPost(Outbox + "/{id}/zurueckziehen", (HttpContext http, OutboxReading outbox, TendOutbox tend, string id) => TendAsync(http, outbox, id, "Cancelled", tend.CancelAsync)).For(MayLook);
    }

    /// <summary>Who looks after the server, and who leads a centre.</summary>
    internal static bool MayLook(Viewer viewer) => JobsReading.SeesAll(viewer) || (viewer.Is(Role.Lead) && viewer is { StaffId: not null, CentreId: not null });

    private static async Task<IResult> ShowAsync(HttpContext http, JobsReading reading) =>
        DeskHosting.Page<JobsPage>(http, await reading.RunAsync(Gate.Of(http), Done(http), http.RequestAborted));

    private static async Task<IResult> HistoryAsync(HttpContext http, JobsReading reading, string job) =>
        await reading.HistoryAsync(job, http.RequestAborted) is { } history ? DeskHosting.Page<JobHistoryPage>(http, history) : NotFound(http);

    private static async Task<IResult> RestAsync(HttpContext http, JobBoard board, string job, bool rests)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        return (rests ? await board.PauseAsync(job, viewer.AccountId, http.RequestAborted) : await board.ResumeAsync(job, http.RequestAborted))
            ? See(Path, rests ? "Paused" : "Resumed")
            : NotFound(http);
    }

    private static async Task<IResult> AgainAsync(HttpContext http, TryAgain again)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return See(Path, await again.OneAsync(form["job"].ToString(), form["item"].ToString(), http.RequestAborted) ? "Again" : "Nothing");
    }

    private static async Task<IResult> AllAgainAsync(HttpContext http, TryAgain again, TendOutbox tend)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        var items = await tend.SendFailedAgainAsync(OutboxReading.ReachOf(viewer), http.RequestAborted);
        if (JobsReading.SeesAll(viewer))
            items += await again.AllAsync(http.RequestAborted);
        return See(Path, items > 0 ? "Again" : "Nothing");
    }

    private static async Task<IResult> OutboxAsync(HttpContext http, OutboxReading outbox, string? zustand = null, long? vor = null)
    {
        var state = Enum.TryParse<MessageState>(zustand, out var known) && Enum.IsDefined(known) ? known : MessageState.Queued;
        var before = vor is > 0 && vor < DateTimeOffset.MaxValue.UtcTicks ? vor : null;
        return DeskHosting.Page<OutboxPage>(http, await outbox.RunAsync(Gate.Of(http).Viewer!, state, before, Done(http), http.RequestAborted)); // the gate lets nobody else in
    }

    private static async Task<IResult> MessageAsync(HttpContext http, OutboxReading outbox, string id) =>
        await outbox.OneAsync(Gate.Of(http).Viewer!, id, false, http.RequestAborted) is { } found ? DeskHosting.Page<OutboxMessagePage>(http, found) : NotFound(http);

    private static async Task<IResult> TendAsync(HttpContext http, OutboxReading outbox, string id, string done, Func<MailReach, string, CancellationToken, Task<bool>> tend)
    {
        var viewer = Gate.Of(http).Viewer!; // the gate lets nobody else in
        if (await tend(OutboxReading.ReachOf(viewer), id, http.RequestAborted))
            return See(Path, done);
        return await outbox.OneAsync(viewer, id, true, http.RequestAborted) is { } found ? DeskHosting.Page<OutboxMessagePage>(http, found, StatusCodes.Status409Conflict) : NotFound(http);
    }

    /// <summary>What the page before says was done; only words of ours.</summary>
    private static string? Done(HttpContext http) => http.Request.Query["erledigt"].ToString() is { Length: > 0 and < 20 } done && Gate.Of(http).Words.Has("Jobs.Done." + done) ? "Jobs.Done." + done : null;

    private static IResult See(string path, string done) => Results.LocalRedirect($"{path}?erledigt={done}");

    private static RazorComponentResult<MessagePage> NotFound(HttpContext http) => Gate.Message(Gate.Of(http), "NotFound", StatusCodes.Status404NotFound);
}

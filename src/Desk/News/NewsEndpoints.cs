using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.CaseList;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace IqWorkflows.Desk.News;

/// <summary>The stream that tells open pages when they are out of date. It says that a case changed, to those who may see the case; what changed they see on the page.</summary>
internal static class NewsEndpoints
{
    // Proxies close what is silent for a minute.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(25);

    public static void MapNews(this IEndpointRouteBuilder desk) => desk.MapGet("/neues", Stream).For(viewer => viewer.WorksWithCases);

    private static ServerSentEventsResult<string> Stream(HttpContext http, string? fall, IqRuntime runtime, IHostApplicationLifetime lifetime)
    {
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(ending);
        return TypedResults.ServerSentEvents(NewsAsync(runtime, Gate.Of(http).Viewer!, fall, ending.Token)); // the gate lets nobody else in
    }

    private static async IAsyncEnumerable<SseItem<string>> NewsAsync(IqRuntime runtime, Viewer viewer, string? caseId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new SseItem<string>("", "begun");
        var news = runtime.News.ListenAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = news.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                bool isChange;
                try
                {
                    await next.WaitAsync(s_silence, runtime.Clock, cancellationToken);
                    isChange = true;
                }
                catch (TimeoutException)
                {
                    isChange = false;
                }
                catch (OperationCanceledException)
                {
                    yield break;
                }
                if (!isChange)
                {
                    yield return new SseItem<string>("", "still");
                    continue;
                }
                var changed = news.Current;
                next = news.MoveNextAsync().AsTask();
                if ((caseId is null || caseId == changed) && await MaySeeAsync(runtime, viewer, changed, cancellationToken))
                    yield return new SseItem<string>(changed, "changed");
            }
        }
        finally
        {
            // It may not be let go while it is being asked; the request is over, so the answer comes at once.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await news.DisposeAsync();
        }
    }

    private static async Task<bool> MaySeeAsync(IqRuntime runtime, Viewer viewer, string caseId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await VisibleCases.Of(db, viewer).AnyAsync(one => one.Id == caseId, cancellationToken);
    }
}

using IqWorkflows.Casework;
using IqWorkflows.Casework.Jobs;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>A run of a recurring job.</summary>
internal sealed record ListedRun(string Job, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Items, string? Failure);

/// <summary>A single thing that a job could not do.</summary>
/// <param name="NextTryAt">Null: it was given up, and waits for somebody to have it tried again.</param>
internal sealed record ListedFailure(string Job, string Item, string? CaseId, string Reason, int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset? NextTryAt);

/// <summary>How many things are tried again.</summary>
internal sealed record TriedAgain(int Items);

/// <summary>Jobs over HTTP: what ran, what failed, and having it tried again.</summary>
internal static class JobEndpoints
{
    private const string Tag = "Jobs";
    private const int MostRuns = 500;

    public static void MapJobs(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs/runs", RunsAsync).WithTags(Tag).WithSummary("Lists runs of jobs that did something or failed, the latest first.").Produces<IReadOnlyList<ListedRun>>();
        api.MapGet("/jobs/failures", FailuresAsync).WithTags(Tag).WithSummary("Lists single things that jobs could not do yet.").Produces<IReadOnlyList<ListedFailure>>();
        api.MapPost("/jobs/failures/retry", AllAsync).WithTags(Tag).WithSummary("Has everything that failed tried again at once.").Produces<TriedAgain>();
        api.MapPost("/jobs/failures/{job}/{item}/retry", OneAsync).WithTags(Tag).WithSummary("Has one thing tried again at once.").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> RunsAsync(IqRuntime runtime, CancellationToken cancellationToken, string? job = null)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.JobRuns.AsNoTracking().Where(row => job == null || row.Job == job);
        IReadOnlyList<ListedRun> runs =
        [
            .. await rows.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id).Take(MostRuns)
                .Select(row => new ListedRun(row.Job, row.StartedAt, row.EndedAt, row.Items, row.Failure)).ToListAsync(cancellationToken),
        ];
        return Results.Ok(runs);
    }

    private static async Task<IResult> FailuresAsync(TryAgain again, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListedFailure> failures =
        [
            .. (await again.ListAsync(cancellationToken))
                .Select(row => new ListedFailure(row.Job, row.Item, row.CaseId, row.Reason, row.Attempts, row.FirstAt, row.LastAt, row.NextTryAt)),
        ];
        return Results.Ok(failures);
    }

    private static async Task<IResult> AllAsync(TryAgain again, CancellationToken cancellationToken) => Results.Ok(new TriedAgain(await again.AllAsync(cancellationToken)));

    private static async Task<IResult> OneAsync(TryAgain again, string job, string item, CancellationToken cancellationToken) =>
        await again.OneAsync(job, item, cancellationToken)
            ? Results.NoContent()
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: $"The job {job} has no failure {item}.", detail: "GET /api/jobs/failures lists those there are.");
}

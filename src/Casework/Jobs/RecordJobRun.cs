namespace IqWorkflows.Casework.Jobs;

/// <summary>Writes down what a recurring job did. A round that found nothing to do leaves no row: there is one every second.</summary>
public sealed class RecordJobRun(IqRuntime runtime)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    /// <param name="job">Name of the job.</param>
    /// <param name="startedAt">When the round began.</param>
    /// <param name="items">How much it did.</param>
    /// <param name="failure">Why it failed, or null.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task RunAsync(string job, DateTimeOffset startedAt, int items, string? failure, CancellationToken cancellationToken)
    {
        if (items == 0 && failure is null)
            return Task.CompletedTask;
        return runtime.Writer.WriteAsync(
            turn => turn.Execute(
                "insert into job_runs (job, started_at, ended_at, items, failure) values (@job, @started_at, @ended_at, @items, @failure)",
                job,
                startedAt,
                runtime.Now,
                items,
                failure),
            cancellationToken);
    }

    /// <summary>Forgets rounds that are older than a month.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => turn.Execute("delete from job_runs where started_at < @before", runtime.Now - s_kept), cancellationToken);
}

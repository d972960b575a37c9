using System.Collections.Concurrent;
using IqWorkflows.Storage.Jobs;

namespace IqWorkflows.Casework.Jobs;

/// <summary>A recurring job as people look at it.</summary>
/// <param name="Name">As job runs and failures name it.</param>
/// <param name="Every">Time between two knocks.</param>
/// <param name="MayRest">Whether people may halt it: without it, procedures would still go on.</param>
public sealed record RecurringJobPlan(string Name, TimeSpan Every, bool MayRest);

/// <summary>A round of a job, whether it found something to do or not.</summary>
public sealed record JobRound(DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Items, string? Failure);

/// <summary>All recurring jobs: which there are, when each was last knocked for and will be next, which of them rest.</summary>
/// <remarks>Rounds that found nothing to do leave no row; the last of each is remembered here until the process ends. That a job rests is a row, and survives it.</remarks>
public sealed class JobBoard(IqRuntime runtime, IReadOnlyList<RecurringJobPlan> jobs)
{
    // Long enough that keeping it costs nothing, short enough that nobody waits for long when a node has died.
    private static readonly TimeSpan s_claim = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, JobRound> _last = new();
    private readonly string _node = Guid.CreateVersion7(runtime.Clock.GetUtcNow()).ToString("n");

    public IReadOnlyList<RecurringJobPlan> Jobs => jobs;

    /// <returns>Null when there is no such job.</returns>
    public RecurringJobPlan? Find(string job) => jobs.FirstOrDefault(one => one.Name == job);

    /// <returns>The last round since the process began; null when there was none.</returns>
    public JobRound? LastOf(string job) => _last.GetValueOrDefault(job);

    /// <summary>Somebody knocked for the job and this came of it.</summary>
    public void Remember(string job, JobRound round) => _last[job] = round;

    public Task<bool> RestsAsync(string job, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => turn.Number("select 1 from paused_jobs where job = @job", job) is not null, cancellationToken);

    /// <summary>Whether this node shall do a round of the job now: it does not rest, and no other node does it.</summary>
    public Task<bool> MayRunAsync(RecurringJobPlan job, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => turn.Number("select 1 from paused_jobs where job = @job", job.Name) is null
            && (!runtime.Database.IsShared || JobClaimRow.Take(turn, job.Name, _node, runtime.Now, s_claim + TimeSpan.FromTicks(Math.Min(2 * job.Every.Ticks, s_longest.Ticks)))),
        cancellationToken);

    /// <summary>This node does no more jobs; others need not wait.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => runtime.Database.IsShared ? runtime.Writer.WriteAsync(turn => JobClaimRow.Release(turn, _node), cancellationToken) : Task.CompletedTask;

    /// <summary>Halts a job: it is knocked for and does nothing until somebody lets it go on.</summary>
    /// <returns>False when there is no such job, or it may not rest. One that rests already stays as it is.</returns>
    public async Task<bool> PauseAsync(string job, string who, CancellationToken cancellationToken)
    {
        if (Find(job) is not { MayRest: true })
            return false;
        await runtime.Writer.WriteAsync(
            turn => turn.Execute("insert into paused_jobs (job, paused_at, paused_by) values (@job, @paused_at, @paused_by) on conflict (job) do nothing", job, runtime.Now, who), cancellationToken);
        return true;
    }

    /// <summary>Lets a job go on; what became due meanwhile is done at the next knock.</summary>
    /// <returns>False when there is no such job.</returns>
    public async Task<bool> ResumeAsync(string job, CancellationToken cancellationToken)
    {
        if (Find(job) is null)
            return false;
        await runtime.Writer.WriteAsync(turn => turn.Execute("delete from paused_jobs where job = @job", job), cancellationToken);
        return true;
    }
}

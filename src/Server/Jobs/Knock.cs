using System.Diagnostics;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Storage.Steps;
using Quartz;

namespace IqWorkflows.Server.Jobs;

/// <summary>What Quartz does: it knocks. What is to be done stands in the database; a knock that comes late, twice or never changes nothing.</summary>
[DisallowConcurrentExecution]
internal sealed class Knock(IServiceProvider services, IqRuntime runtime, RecordJobRun record, JobBoard board, ILogger<Knock> logger) : IJob
{
    /// <summary>Name of what knocks. Without one, its clock would be everybody's.</summary>
    public const string Scheduler = "knocks";

    public static void Configure(IQuartzBuilder quartz, TimeSpan interval)
    {
        quartz.UseInMemoryStore();
        quartz.UseTimeProvider(new SteadyClock());
        foreach (var job in RecurringJobs.All)
            quartz.ScheduleJob<Knock>(trigger => trigger.WithIdentity(job.Name).WithSimpleSchedule(interval * job.Every, null), detail => detail.WithIdentity(job.Name));
    }

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        RunAsync(RecurringJobs.Named(context.JobDetail.Key.Name), cancellationToken);

    /// <summary>Does one round of a job and writes down how it went. Whatever fails is tried again at the next knock.</summary>
    private async ValueTask RunAsync(RecurringJob job, CancellationToken cancellationToken)
    {
        var startedAt = runtime.Clock.GetUtcNow();
        var began = Stopwatch.GetTimestamp();
        try
        {
            if (board.Find(job.Name) is { } plan && !await board.MayRunAsync(plan, cancellationToken))
                return;
            var items = await job.Work(services, cancellationToken);
            JobTelemetry.Done(job.Name, began, items, isFailure: false);
            if (items > 0)
                logger.JobDone(job.Name, items);
            board.Remember(job.Name, new JobRound(startedAt, runtime.Clock.GetUtcNow(), items, null));
            await record.RunAsync(job.Name, startedAt, items, null, cancellationToken);
        }
        catch (WriterStoppedException)
        {
            // The server has stopped meanwhile; what is left stands in the database.
        }
        catch (DatabaseTroubleException exception)
        {
            logger.DatabaseUnavailable(exception.GetBaseException().Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // one bad round must not end the job for ever
        {
            JobTelemetry.Done(job.Name, began, 0, isFailure: true);
            logger.JobFailed(job.Name, exception);
            board.Remember(job.Name, new JobRound(startedAt, runtime.Clock.GetUtcNow(), 0, exception.Message));
            await record.RunAsync(job.Name, startedAt, 0, exception.Message, cancellationToken);
        }
    }
}

using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Timers;
using Quartz;

namespace IqWorkflows.Server.Jobs;

/// <summary>What Quartz does: it knocks. What is to be done stands in the database; a knock that comes late, twice or never changes nothing.</summary>
internal static class Knock
{
    public static IServiceCollection AddKnocks(this IServiceCollection services, TimeSpan interval)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.ScheduleJob<TimerKnock>(trigger => trigger.WithIdentity("timers").WithSimpleSchedule(interval, null));
            quartz.ScheduleJob<InboxKnock>(trigger => trigger.WithIdentity("inbox").WithSimpleSchedule(interval * 5, null));
            quartz.ScheduleJob<CleaningKnock>(trigger => trigger.WithIdentity("cleaning").WithSimpleSchedule(TimeSpan.FromMinutes(10), null));
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Does one job, and says how it went. Whatever fails is tried again at the next knock.</summary>
    public static async ValueTask RunAsync(string job, ILogger logger, Func<Task<int>> work)
    {
        try
        {
            var items = await work();
            if (items > 0)
                logger.JobDone(job, items);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception exception) // one bad round must not end the job for ever
        {
            logger.JobFailed(job, exception);
        }
    }
}

/// <summary>Fires timers that are due, and lets early events go whose time has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class TimerKnock(FireDueTimers timers, ILogger<TimerKnock> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        Knock.RunAsync("timers", logger, () => timers.RunAsync(cancellationToken));
}

/// <summary>Delivers what is in the inbox, should nobody have heard its bell.</summary>
[DisallowConcurrentExecution]
internal sealed class InboxKnock(DeliverInbox inbox, ILogger<InboxKnock> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        Knock.RunAsync("inbox", logger, () => inbox.DrainAsync(cancellationToken));
}

/// <summary>Forgets request keys whose time has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class CleaningKnock(FireDueTimers timers, ILogger<CleaningKnock> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        Knock.RunAsync("cleaning", logger, () => timers.ForgetRequestsAsync(cancellationToken));
}

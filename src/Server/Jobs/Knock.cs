using IqWorkflows.Casework;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Storage.Steps;
using Quartz;

namespace IqWorkflows.Server.Jobs;

/// <summary>What Quartz does: it knocks. What is to be done stands in the database; a knock that comes late, twice or never changes nothing.</summary>
internal sealed class Knock(IqRuntime runtime, RecordJobRun record, ILogger<Knock> logger)
{
    public static void Configure(IQuartzBuilder quartz, TimeSpan interval)
    {
        quartz.UseInMemoryStore();
        quartz.ScheduleJob<TimerKnock>(trigger => trigger.WithIdentity("timers").WithSimpleSchedule(interval, null));
        quartz.ScheduleJob<InboxKnock>(trigger => trigger.WithIdentity("inbox").WithSimpleSchedule(interval * 5, null));
        quartz.ScheduleJob<CallKnock>(trigger => trigger.WithIdentity("calls").WithSimpleSchedule(interval * 5, null));
        quartz.ScheduleJob<RungKnock>(trigger => trigger.WithIdentity("rungs").WithSimpleSchedule(interval * 5, null));
        quartz.ScheduleJob<OutboxKnock>(trigger => trigger.WithIdentity("outbox").WithSimpleSchedule(interval * 5, null));
        quartz.ScheduleJob<StalledKnock>(trigger => trigger.WithIdentity("stalled").WithSimpleSchedule(interval * 60, null));
        quartz.ScheduleJob<DayListKnock>(trigger => trigger.WithIdentity("day-list").WithSimpleSchedule(interval * 60, null));
        quartz.ScheduleJob<WeekListKnock>(trigger => trigger.WithIdentity("week-list").WithSimpleSchedule(interval * 60, null));
        quartz.ScheduleJob<PausedDeadlineKnock>(trigger => trigger.WithIdentity("paused-deadlines").WithSimpleSchedule(interval * 3600, null));
        quartz.ScheduleJob<RetentionKnock>(trigger => trigger.WithIdentity("retention").WithSimpleSchedule(interval * 600, null));
        quartz.ScheduleJob<CleaningKnock>(trigger => trigger.WithIdentity("cleaning").WithSimpleSchedule(interval * 600, null));
    }

    /// <summary>Does one round of a job and writes down how it went. Whatever fails is tried again at the next knock.</summary>
    /// <param name="job">Name of the job.</param>
    /// <param name="work">Does it, and says how much.</param>
    /// <param name="cancellationToken">The server is stopping.</param>
    public async ValueTask RunAsync(string job, Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var startedAt = runtime.Clock.GetUtcNow();
        try
        {
            var items = await work(cancellationToken);
            if (items > 0)
                logger.JobDone(job, items);
            await record.RunAsync(job, startedAt, items, null, cancellationToken);
        }
        catch (WriterStoppedException)
        {
            // The server has stopped meanwhile; what is left stands in the database.
        }
        catch (DatabaseUnavailableException exception)
        {
            logger.DatabaseUnavailable(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // one bad round must not end the job for ever
        {
            logger.JobFailed(job, exception);
            await record.RunAsync(job, startedAt, 0, exception.Message, cancellationToken);
        }
    }
}

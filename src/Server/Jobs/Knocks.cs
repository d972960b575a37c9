using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Timers;
using Quartz;

namespace IqWorkflows.Server.Jobs;

/// <summary>Fires timers that are due, and lets early events go whose time has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class TimerKnock(Knock knock, FireDueTimers timers) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("timers", timers.RunAsync, cancellationToken);
}

/// <summary>Delivers what is in the inbox, should nobody have heard its bell.</summary>
[DisallowConcurrentExecution]
internal sealed class InboxKnock(Knock knock, DeliverInbox inbox) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("inbox", inbox.DrainAsync, cancellationToken);
}

/// <summary>Sends workflows' HTTP requests again whose sender has died.</summary>
[DisallowConcurrentExecution]
internal sealed class CallKnock(Knock knock, SendHttpCalls calls) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("calls", calls.RunAsync, cancellationToken);
}

/// <summary>Does the rungs of ladders whose time has come.</summary>
[DisallowConcurrentExecution]
internal sealed class RungKnock(Knock knock, FireDueRungs rungs) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync(FireDueRungs.Job, rungs.RunAsync, cancellationToken);
}

/// <summary>Marks cases that do not get on.</summary>
[DisallowConcurrentExecution]
internal sealed class StalledKnock(Knock knock, LookAtCases cases) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("stalled", cases.SweepStalledAsync, cancellationToken);
}

/// <summary>Computes deadlines anew that stand still.</summary>
[DisallowConcurrentExecution]
internal sealed class PausedDeadlineKnock(Knock knock, RefreshPausedDeadlines deadlines) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("paused-deadlines", deadlines.RunAsync, cancellationToken);
}

/// <summary>Finds what may not be kept much longer.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionKnock(Knock knock, LookAtCases cases) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        knock.RunAsync("retention", cases.FindRetentionCandidatesAsync, cancellationToken);
}

/// <summary>Sends what waits in the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxKnock(Knock knock, DeliverOutbox outbox) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("outbox", outbox.RunAsync, cancellationToken);
}

/// <summary>Writes the lists of the day.</summary>
[DisallowConcurrentExecution]
internal sealed class DayListKnock(Knock knock, WriteStaffLists lists) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("day-list", lists.DayAsync, cancellationToken);
}

/// <summary>Writes the lists of the week.</summary>
[DisallowConcurrentExecution]
internal sealed class WeekListKnock(Knock knock, WriteStaffLists lists) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync("week-list", lists.WeekAsync, cancellationToken);
}

/// <summary>Forgets request keys, job runs and contents of messages whose time has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class CleaningKnock(Knock knock, FireDueTimers timers, RecordJobRun record, MessageCare messages) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync(
        "cleaning", async token => await timers.ForgetRequestsAsync(token) + await record.ForgetAsync(token) + await messages.ForgetContentsAsync(token), cancellationToken);
}

using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Jobs;
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

/// <summary>Forgets request keys and job runs whose time has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class CleaningKnock(Knock knock, FireDueTimers timers, RecordJobRun record) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => knock.RunAsync(
        "cleaning", async token => await timers.ForgetRequestsAsync(token) + await record.ForgetAsync(token), cancellationToken);
}

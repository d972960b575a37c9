using System.Diagnostics.Metrics;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Telemetry;

/// <summary>Looks every few seconds at what waits to be done, and tells whoever collects figures. Every node tells the same of the database they share: take the highest, not the sum.</summary>
internal sealed class BacklogWatch : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly IqRuntime _runtime;
    private readonly Meter _meter;
    private volatile Backlog? _last;

    public BacklogWatch(IqRuntime runtime)
    {
        _runtime = runtime;
        // Of this server, and gone with it.
        _meter = new Meter(new MeterOptions(StepTelemetry.Name) { Scope = this });
        _meter.CreateObservableGauge("iqw.writer.queue", () => runtime.Writer.Waiting, "{turn}", "Turns that wait for the writer of this node.");
        Count("iqw.timers.due", "{timer}", "Timers of workflows that are due and have not fired.", backlog => backlog.TimersDue);
        Age("iqw.timers.oldest", "How long the oldest of them has been due.", backlog => backlog.OldestTimer);
        Count("iqw.rungs.due", "{rung}", "Reminders, tasks and escalations of deadlines that are due and were not done.", backlog => backlog.RungsDue);
        Age("iqw.rungs.oldest", "How long the oldest of them has been due.", backlog => backlog.OldestRung);
        Count("iqw.inbox.waiting", "{item}", "Events and starts on their way to an instance.", backlog => backlog.InboxWaiting);
        Age("iqw.inbox.oldest", "How long the oldest of them has been waiting.", backlog => backlog.OldestInInbox);
        Count("iqw.outbox.due", "{mail}", "Mails that may be sent and were not.", backlog => backlog.MailsDue);
        Age("iqw.outbox.oldest", "How long the oldest of them may have been sent.", backlog => backlog.OldestMail);
        Count("iqw.outbox.failed", "{mail}", "Mails that were given up.", backlog => backlog.MailsFailed);
        Count("iqw.outbox.doubtful", "{mail}", "Mails of which nobody knows whether they arrived.", backlog => backlog.MailsDoubtful);
        Count("iqw.calls.waiting", "{request}", "Requests of workflows to other hosts on their way.", backlog => backlog.CallsWaiting);
        Count("iqw.failures", "{item}", "Things that recurring jobs could not do.", backlog => backlog.FailedItems);
        Count("iqw.incidents", "{instance}", "Instances that stand still because of a fault.", backlog => backlog.InstancesWithIncidents);
    }

    /// <summary>Looks again and again, until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        // In real time: a clock that is moved for cases must not stop the watch.
        using var looks = new PeriodicTimer(s_pause, TimeProvider.System);
        do
        {
            try
            {
                _last = await Backlog.ReadAsync(_runtime.Database, _runtime.Clock.GetUtcNow(), cancellationToken);
            }
            catch (Exception exception) when (_runtime.Database.IsUnreadable(exception))
            {
                _last = null; // nothing is told rather than something old; that the database is away is logged by those who need it
            }
        }
        while (await looks.WaitForNextTickAsync(cancellationToken));
    }

    public void Dispose() => _meter.Dispose();

    private void Count(string name, string unit, string meaning, Func<Backlog, long> of) =>
        _meter.CreateObservableGauge(name, () => _last is { } last ? [new Measurement<long>(of(last))] : Array.Empty<Measurement<long>>(), unit, meaning);

    private void Age(string name, string meaning, Func<Backlog, long?> since) => _meter.CreateObservableGauge(
        name,
        () => _last is { } last ? [new Measurement<double>(since(last) is { } ticks ? Math.Max(0, TimeSpan.FromTicks(_runtime.Clock.GetUtcNow().UtcTicks - ticks).TotalSeconds) : 0)] : Array.Empty<Measurement<double>>(),
        "s",
        meaning);
}

using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Casework.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Server.Jobs;

/// <summary>A recurring job.</summary>
/// <param name="Name">As job runs and failures name it.</param>
/// <param name="Every">How many intervals lie between two knocks.</param>
/// <param name="Work">Does one round, and says how much it did.</param>
internal sealed record RecurringJob(string Name, int Every, Func<IServiceProvider, CancellationToken, Task<int>> Work);

/// <summary>All recurring jobs.</summary>
internal static class RecurringJobs
{
    // These are done as soon as something comes in; the knock only makes sure of it, and halting it would halt nothing.
    private static readonly string[] s_restless = ["inbox", "calls"];

    public static IReadOnlyList<RecurringJob> All { get; } =
    [
        new("timers", 1, (all, stop) => all.GetRequiredService<FireDueTimers>().RunAsync(stop)),
        // Should nobody have heard their bells.
        new("inbox", 5, (all, stop) => all.GetRequiredService<DeliverInbox>().DrainAsync(stop)),
        new("calls", 5, (all, stop) => all.GetRequiredService<SendHttpCalls>().RunAsync(stop)),
        new(FireDueRungs.Job, 5, (all, stop) => all.GetRequiredService<FireDueRungs>().RunAsync(stop)),
        new("outbox", 5, (all, stop) => all.GetRequiredService<DeliverOutbox>().RunAsync(stop)),
        new(RunTakeovers.Job, 1, (all, stop) => all.GetRequiredService<RunTakeovers>().RunAsync(stop)),
        new("stalled", 60, (all, stop) => all.GetRequiredService<LookAtCases>().SweepStalledAsync(stop)),
        new("day-list", 60, (all, stop) => all.GetRequiredService<WriteStaffLists>().DayAsync(stop)),
        new("week-list", 60, (all, stop) => all.GetRequiredService<WriteStaffLists>().WeekAsync(stop)),
        new("retention", 600, (all, stop) => all.GetRequiredService<LookAtCases>().FindRetentionCandidatesAsync(stop)),
        new("cleaning", 600, CleanAsync),
        new("paused-deadlines", 3600, (all, stop) => all.GetRequiredService<RefreshPausedDeadlines>().RunAsync(stop)),
    ];

    /// <summary>What people may know of them.</summary>
    /// <param name="interval">Time between two knocks of the most frequent.</param>
    public static IReadOnlyList<RecurringJobPlan> Plans(TimeSpan interval) => [.. All.Select(job => new RecurringJobPlan(job.Name, interval * job.Every, !s_restless.Contains(job.Name)))];

    public static RecurringJob Named(string name) => All.FirstOrDefault(job => job.Name == name) ?? throw new ArgumentException($"There is no job called {name}.", nameof(name));

    /// <summary>Forgets request keys, job runs and contents of messages whose time has ended.</summary>
    private static async Task<int> CleanAsync(IServiceProvider all, CancellationToken stop) =>
        await all.GetRequiredService<FireDueTimers>().ForgetRequestsAsync(stop)
        + await all.GetRequiredService<RecordJobRun>().ForgetAsync(stop)
        + await all.GetRequiredService<MessageCare>().ForgetContentsAsync(stop);
}

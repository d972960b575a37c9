using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Jobs;
using IqWorkflows.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Jobs;

/// <summary>Reads what the server does by itself: all of it for operators, the mail of their centre for leads.</summary>
internal sealed class JobsReading(IqRuntime runtime, JobBoard board, MailRoad road)
{
    private const int MostFailures = 50;
    private const int MostFailedMessages = 8;
    private const int MostDue = 300;
    private const int MostFailedRounds = 500;
    private const int MostRounds = 100;

    private static readonly TimeSpan s_ahead = TimeSpan.FromHours(4);
    private static readonly MessageState[] s_open = [MessageState.Draft, MessageState.Queued, MessageState.Claimed, MessageState.Failed, MessageState.Unknown, MessageState.ToPrint];

    public static bool SeesAll(Viewer viewer) => viewer.Is(Role.Operator);

    public async Task<JobsModel> RunAsync(Visit visit, string? done, CancellationToken cancellationToken)
    {
        var (viewer, now) = (visit.Viewer!, runtime.Clock.GetUtcNow()); // the gate lets nobody else in
        var seesAll = SeesAll(viewer);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var until = now + s_ahead;
        return new JobsModel(
            now, until, seesAll ? await LinesAsync(db, now, cancellationToken) : [], seesAll ? await FailuresAsync(db, cancellationToken) : [],
            await OutboxReading.NeedingSomebodyAsync(db, viewer, MostFailedMessages, cancellationToken), await CountsAsync(db, viewer, visit.Today, cancellationToken),
            await DueAsync(db, viewer, until, cancellationToken), seesAll, done)
        {
            ReachesNobody = await road.LeadsNowhereAsync(cancellationToken),
        };
    }

    /// <returns>The latest rounds of a job that did something or failed; null when there is no such job.</returns>
    public async Task<JobHistoryModel?> HistoryAsync(string job, CancellationToken cancellationToken)
    {
        if (board.Find(job) is not { } plan)
            return null;
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rounds = await db.JobRuns.AsNoTracking().Where(run => run.Job == job).OrderByDescending(run => run.StartedAt).Take(MostRounds).ToListAsync(cancellationToken);
        var paused = await PausedAsync(db, cancellationToken);
        return new JobHistoryModel(plan, board.LastOf(job), rounds, paused.FirstOrDefault(one => one.Job == job)?.At);
    }

    private async Task<IReadOnlyList<JobLine>> LinesAsync(IqDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paused = (await PausedAsync(db, cancellationToken)).ToDictionary(one => one.Job);
        var last = (await LastRoundsAsync(db, cancellationToken)).ToDictionary(run => run.Job);
        var since = now.AddDays(-1);
        var failed = (await db.JobRuns.AsNoTracking().Where(run => run.Failure != null && run.StartedAt >= since).OrderByDescending(run => run.StartedAt).Take(MostFailedRounds)
            .Select(run => new { run.Job, run.Failure }).ToListAsync(cancellationToken)).ToLookup(run => run.Job, run => run.Failure);
        return
        [
            .. board.Jobs.Select(plan =>
            {
                var kept = last.GetValueOrDefault(plan.Name);
                var round = board.LastOf(plan.Name) ?? (kept is null ? null : new JobRound(kept.StartedAt, kept.EndedAt ?? kept.StartedAt, kept.Items, kept.Failure));
                var pause = paused.GetValueOrDefault(plan.Name);
                return new JobLine(
                    plan, round, pause is null && board.LastOf(plan.Name) is { } known ? known.StartedAt + plan.Every : null, failed[plan.Name].Count(), failed[plan.Name].FirstOrDefault(), pause?.At, pause?.Who);
            }),
        ];
    }

    /// <summary>One row of each job, found by index whatever the number of rounds.</summary>
    private Task<List<JobRunRow>> LastRoundsAsync(IqDb db, CancellationToken cancellationToken) => board.Jobs
        .Select(plan => db.JobRuns.AsNoTracking().Where(run => run.Job == plan.Name).OrderByDescending(run => run.StartedAt).Take(1))
        .Aggregate((all, one) => all.Concat(one)).ToListAsync(cancellationToken);

    private static Task<List<Pause>> PausedAsync(IqDb db, CancellationToken cancellationToken) =>
        (from job in db.PausedJobs
         join account in db.Accounts on job.PausedBy equals account.Id into accounts
         from account in accounts.DefaultIfEmpty()
         join person in db.Staff on account.StaffId equals person.Id into people
         from person in people.DefaultIfEmpty()
         select new Pause(job.Job, job.PausedAt, person != null ? person.Name : account != null ? account.Name : job.PausedBy)).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<FailureLine>> FailuresAsync(IqDb db, CancellationToken cancellationToken)
    {
        var items = await db.FailedItems.AsNoTracking().OrderByDescending(item => item.LastAt).Take(MostFailures)
            .Select(item => new FailureLine(item.Job, item.Item, item.CaseId, item.Reason, item.Attempts, item.LastAt, item.NextTryAt)).ToListAsync(cancellationToken);
        var letters = await db.Inbox.AsNoTracking().Where(row => row.State == InboxState.Failed).OrderByDescending(row => row.Id).Take(MostFailures).ToListAsync(cancellationToken);
        return [.. items, .. letters.Select(row => new FailureLine(TryAgain.Inbox, row.Id.ToString(CultureInfo.InvariantCulture), row.CorrelationId, row.Reason ?? "", row.Attempts, row.CreatedAt, null))];
    }

    private static async Task<IReadOnlyDictionary<MessageState, int>> CountsAsync(IqDb db, Viewer viewer, DateOnly today, CancellationToken cancellationToken)
    {
        var messages = OutboxReading.Within(db, viewer);
        var since = GermanDay.StartOf(today);
        return await messages.Where(message => s_open.Contains(message.State)).Concat(messages.Where(message => message.SentAt >= since))
            .GroupBy(message => message.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    private static async Task<IReadOnlyList<DueLine>> DueAsync(IqDb db, Viewer viewer, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var rungs = db.Rungs.AsNoTracking().Where(rung => rung.DueAt != null && rung.DueAt <= until);
        if (!SeesAll(viewer))
            rungs = rungs.Join(db.Cases.Where(one => one.CentreId == viewer.CentreId), rung => rung.CaseId, one => one.Id, (rung, one) => rung);
        var due = await rungs.GroupBy(rung => new { rung.DueAt, rung.Occasion }).OrderBy(group => group.Key.DueAt).Take(MostDue)
            .Select(group => new DueLine(group.Key.DueAt!.Value, group.Key.Occasion, group.Count(), group.Min(rung => rung.CaseId))).ToListAsync(cancellationToken); // filtered above
        if (SeesAll(viewer))
        {
            due.AddRange(await db.Timers.AsNoTracking().Where(timer => timer.DueAt <= until).GroupBy(timer => timer.DueAt).OrderBy(group => group.Key).Take(MostDue)
                .Select(group => new DueLine(group.Key, null, group.Count(), null)).ToListAsync(cancellationToken));
        }
        return [.. due.OrderBy(line => line.At)];
    }

    private sealed record Pause(string Job, DateTimeOffset At, string Who);
}

/// <summary>The page of one job.</summary>
/// <param name="Rounds">Rounds that did something or failed, the latest first.</param>
public sealed record JobHistoryModel(RecurringJobPlan Plan, JobRound? Last, IReadOnlyList<JobRunRow> Rounds, DateTimeOffset? PausedAt);

using System.Diagnostics.Metrics;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Http;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Steps;
using IqWorkflows.Storage.Timers;

namespace IqWorkflows.Casework.Timers;

/// <summary>Fires what is due, in the order of its due time. Knocking late, twice or in vain changes nothing: what is due stands in the rows.</summary>
public sealed class FireDueTimers(IqRuntime runtime)
{
    private const int MostPerRound = 128;

    private static readonly Histogram<double> s_lag = StepTelemetry.Meter.CreateHistogram<double>("iqw.timer.lag", "s", "From the moment a timer was due until what it sets off was saved.");

    private static readonly TimeSpan s_putOff = TimeSpan.FromDays(1);

    // Nobody waits so long.
    private static readonly TimeSpan s_answerLifetime = TimeSpan.FromHours(1);

    /// <summary>Fires until nothing is due, what becomes due by it included.</summary>
    /// <returns>How many timers fired.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await runtime.Writer.WriteAsync(turn => InboxTable.Expire(turn, runtime.Now), cancellationToken);
        var fired = 0;
        while (fired < runtime.Options.MostTimersAtOnce)
        {
            var due = await runtime.Writer.WriteAsync(turn => Due(turn, runtime.Now), cancellationToken);
            if (due.Count == 0)
                break;
            // Turns are taken in the order they are asked for: they share commits and still fire one after the other.
            var firings = await Task.WhenAll(due.Select(id => FireAsync(id, cancellationToken)));
            fired += firings.Length;
        }
        return fired;
    }

    /// <summary>Forgets request keys and answers whose time has ended.</summary>
    public Task<int> ForgetRequestsAsync(CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => OnceByKey.Forget(turn, runtime.Now - runtime.Options.RequestKeyLifetime) + HttpAnswerRow.Forget(turn, runtime.Now - s_answerLifetime), cancellationToken);

    /// <summary>When the next timer is due.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var ticks = await runtime.Writer.WriteAsync(turn => turn.Number("select min(due_at) from timers"), cancellationToken);
        return ticks is { } due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    private static List<long> Due(Turn turn, DateTimeOffset now) =>
        turn.Read("select id from timers where due_at <= @now order by due_at, id limit @most", row => row.GetInt64(0), now, MostPerRound);

    private async Task<bool> FireAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            return await runtime.Writer.WriteAsync(turn => Fire(turn, id), cancellationToken);
        }
        catch (CaseRefusedException refused)
        {
            // The same step would be refused again at once, and keep all other timers waiting: it is put off, and somebody is asked to look.
            return await runtime.Writer.WriteAsync(turn => PutOff(turn, id, refused), cancellationToken);
        }
    }

    private bool PutOff(Turn turn, long id, CaseRefusedException refused)
    {
        var now = runtime.Now;
        turn.Execute("update timers set due_at = @due_at where id = @id", now + s_putOff, id);
        runtime.Cases.TellRefused(turn, refused, now);
        return false;
    }

    private bool Fire(Turn turn, long id)
    {
        var now = runtime.Now;
        var timer = turn.First(
            "select due_at, instance_id, bookmark, definition_id, activity_id from timers where id = @id and due_at <= @now",
            row => new TimerRow
            {
                Id = id,
                DueAt = new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero),
                InstanceId = row.IsDBNull(1) ? null : row.GetString(1),
                Bookmark = row.IsDBNull(2) ? null : row.GetInt32(2),
                DefinitionId = row.IsDBNull(3) ? null : row.GetString(3),
                ActivityId = row.IsDBNull(4) ? null : row.GetString(4),
            },
            id,
            now);
        if (timer is null)
            return false;
        if (s_lag.Enabled)
            turn.AfterCommit(() => s_lag.Record(Math.Max(0, (runtime.Now - timer.DueAt).TotalSeconds)));
        if (timer is { InstanceId: { } instanceId, Bookmark: { } bookmark })
        {
            turn.Execute("delete from timers where id = @id", id);
            return runtime.Stepping.Apply(turn, instanceId, new Stimulus.Wake(bookmark), now);
        }
        return timer is { DefinitionId: { } definitionId, ActivityId: { } activityId } && SetOff(turn, timer, definitionId, activityId, now);
    }

    private bool SetOff(Turn turn, TimerRow timer, string definitionId, string activityId, DateTimeOffset now)
    {
        var schedule = runtime.Programs.Published(turn, definitionId)?.Triggers.FirstOrDefault(trigger => trigger.ActivityId == activityId)?.Schedule;
        // Due more than once while nobody was there: it fires once and goes on from now.
        var next = schedule?.Next(timer.DueAt);
        if (next <= now)
            next = schedule?.Next(now);
        if (next is null)
            turn.Execute("delete from timers where id = @id", timer.Id);
        else
            turn.Execute("update timers set due_at = @due_at where id = @id", next, timer.Id);
        return runtime.Publishing.SetOff(turn, definitionId, activityId, null, null, now) is not null;
    }
}

using System.Globalization;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Does the rungs whose time has come, in the order of their times, each in a turn of its own. Knocking late, twice or in vain changes nothing.</summary>
public sealed class FireDueRungs(IqRuntime runtime)
{
    /// <summary>The job's name in the rows of runs and failures.</summary>
    public const string Job = "rungs";

    /// <summary>Does rungs until none is due.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (done < runtime.Options.MostTimersAtOnce)
        {
            var due = await runtime.Writer.WriteAsync(turn => RungTable.Due(turn, runtime.Now, IqRuntime.TogetherInBackground), cancellationToken);
            if (due.Count == 0)
                break;
            // Turns are taken in the order they are asked for: they share commits and still happen one after the other.
            await Task.WhenAll(due.Select(id => DoAsync(id, cancellationToken)));
            done += due.Count;
        }
        return done;
    }

    /// <summary>When the next rung is due.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(RungTable.Next, cancellationToken);

    private async Task DoAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Writer.WriteAsync(
                turn =>
                {
                    runtime.Cases.Rungs.Do(turn, id, runtime.Now);
                    FailedItems.Forget(turn, Job, Named(id));
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DatabaseTroubleException or WriterStoppedException)) // one bad rung must not hold up the others
        {
            await runtime.Writer.WriteAsync(turn => Fail(turn, id, exception.Message), cancellationToken);
        }
    }

    private void Fail(Turn turn, long id, string reason)
    {
        if (RungTable.Find(turn, id) is not { State: RungState.Planned } row)
            return;
        var next = FailedItems.Record(turn, Job, Named(id), row.CaseId, reason, runtime.Now);
        if (next is { } again)
            RungTable.Postpone(turn, id, again, row.Attempts + 1);
        else
            RungTable.End(turn, id, RungState.Failed, null, null, runtime.Now);
    }

    private static string Named(long id) => id.ToString(CultureInfo.InvariantCulture);
}

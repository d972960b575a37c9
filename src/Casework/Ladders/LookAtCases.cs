using IqWorkflows.Casework.Jobs;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Looks at cases whose day has come: marks those that do not get on, and finds what may not be kept much longer.</summary>
public sealed class LookAtCases(IqRuntime runtime)
{
    /// <summary>Marks stalled cases.</summary>
    /// <returns>How many cases were looked at.</returns>
    public Task<int> SweepStalledAsync(CancellationToken cancellationToken) =>
        EachAsync(CaseWatchRow.Stalled, (turn, view, now) => runtime.Cases.Watches.MarkIfStalled(turn, view, now), cancellationToken);

    /// <summary>Finds candidates of retention. Nothing is erased.</summary>
    /// <returns>How many cases were looked at.</returns>
    public Task<int> FindRetentionCandidatesAsync(CancellationToken cancellationToken) =>
        EachAsync(CaseWatchRow.Retention, (turn, view, now) => runtime.Cases.Watches.FindCandidates(turn, view, now), cancellationToken);

    private async Task<int> EachAsync(string kind, Action<Turn, CaseView, DateTimeOffset> look, CancellationToken cancellationToken)
    {
        var looked = 0;
        while (true)
        {
            var due = await runtime.Writer.WriteAsync(turn => CaseWatchRow.Due(turn, kind, GermanDay.Of(runtime.Now), runtime.Now, IqRuntime.TogetherInBackground), cancellationToken);
            if (due.Count == 0)
                return looked;
            await Task.WhenAll(due.Select(caseId => OneAsync(kind, caseId, look, cancellationToken)));
            looked += due.Count;
        }
    }

    private async Task OneAsync(string kind, string caseId, Action<Turn, CaseView, DateTimeOffset> look, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Writer.WriteAsync(
                turn =>
                {
                    if (runtime.Cases.Book.Find(turn, caseId) is { } view)
                        look(turn, view, runtime.Now);
                    else
                        CaseWatchRow.Set(turn, caseId, kind, null);
                    FailedItems.Forget(turn, kind, caseId);
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DatabaseTroubleException or WriterStoppedException)) // one bad case must not hold up the others
        {
            await runtime.Writer.WriteAsync(turn => FailedItems.Record(turn, kind, caseId, caseId, exception.Message, runtime.Now), cancellationToken);
        }
    }
}

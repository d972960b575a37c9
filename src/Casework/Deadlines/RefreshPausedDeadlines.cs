namespace IqWorkflows.Casework.Deadlines;

/// <summary>Computes deadlines anew that stand still: each day that passes moves the earliest day on which they can end. Once a day is enough; more often changes nothing.</summary>
public sealed class RefreshPausedDeadlines(IqRuntime runtime)
{
    /// <returns>How many cases have such deadlines.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var cases = runtime.Cases;
        var waiting = await runtime.Writer.WriteAsync(
            turn => turn.Read("select distinct case_id from deadlines where state = 'Paused' order by case_id", row => row.GetString(0)), cancellationToken);
        // Turns are taken in the order they are asked for, and a few share a commit: people who do something in the meantime wait for these few, not for all.
        foreach (var few in waiting.Chunk(IqRuntime.TogetherInBackground))
            await Task.WhenAll(few.Select(caseId => runtime.Writer.WriteAsync(turn => cases.Book.Settle(turn, caseId, runtime.Now), cancellationToken)));
        return waiting.Count;
    }
}

using IqWorkflows.Storage.Ladders;

namespace IqWorkflows.Casework.Ladders;

/// <summary>Plans what is under way anew after somebody has changed the days of an occasion.</summary>
public sealed class ReplanLadders(IqRuntime runtime)
{
    /// <param name="occasion">Code of the occasion.</param>
    /// <param name="cancellationToken">Gives up; what was not planned anew keeps its days until something in its case changes.</param>
    /// <returns>How many ladders were looked at.</returns>
    public async Task<int> RunAsync(string occasion, CancellationToken cancellationToken)
    {
        var (planned, last) = (0, 0L);
        while (await runtime.Writer.WriteAsync(turn => LadderTable.RunningOf(turn, occasion, last, IqRuntime.TogetherInBackground), cancellationToken) is { Count: > 0 } ladders)
        {
            await Task.WhenAll(ladders.Select(id => runtime.Writer.WriteAsync(turn => runtime.Cases.Ladders.Replan(turn, id, runtime.Now), cancellationToken)));
            (planned, last) = (planned + ladders.Count, ladders[^1]);
        }
        return planned;
    }
}

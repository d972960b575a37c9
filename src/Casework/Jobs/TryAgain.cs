using System.Globalization;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Jobs;
using IqWorkflows.Storage.Ladders;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Jobs;

/// <summary>Shows what jobs could not do, and has it tried again at once: one item or all.</summary>
public sealed class TryAgain(IqRuntime runtime)
{
    /// <summary>What the items of the inbox that failed are listed under.</summary>
    public const string Inbox = "inbox";

    private const int MostShown = 1000;

    /// <summary>What failed and was not done since, the latest first.</summary>
    public Task<List<FailedItemRow>> ListAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => FailedItems.All(turn, MostShown), cancellationToken);

    /// <returns>False when there is no such failure.</returns>
    public async Task<bool> OneAsync(string job, string item, CancellationToken cancellationToken)
    {
        if (job != Inbox)
            return await runtime.Writer.WriteAsync(turn => Again(turn, job, item), cancellationToken);
        if (!long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !await runtime.Writer.WriteAsync(turn => InboxTable.DeliverAgain(turn, id), cancellationToken))
            return false;
        runtime.Inbox.Bell.Ring();
        return true;
    }

    /// <returns>How many.</returns>
    public async Task<int> AllAsync(CancellationToken cancellationToken)
    {
        var again = await runtime.Writer.WriteAsync(
            turn => FailedItems.All(turn, int.MaxValue).Count(failed => Again(turn, failed.Job, failed.Item)) + InboxTable.DeliverAllAgain(turn), cancellationToken);
        runtime.Inbox.Bell.Ring();
        return again;
    }

    private bool Again(Turn turn, string job, string item)
    {
        var now = runtime.Now;
        if (job == FireDueRungs.Job && long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var rungId) && !RungTable.PlanAgain(turn, rungId, now)
            && RungTable.Find(turn, rungId) is { State: RungState.Planned, Attempts: var attempts })
            RungTable.Postpone(turn, rungId, now, attempts);
        // The number of attempts begins anew with whoever asks for it.
        return turn.Execute("update failed_items set attempts = 0, next_try_at = @now where job = @job and item = @item", now, job, item) == 1;
    }
}

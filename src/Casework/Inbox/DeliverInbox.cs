using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Delivers what is in the inbox, in order. Each item is consumed in the transaction of what it causes.</summary>
public sealed class DeliverInbox(IqRuntime runtime)
{
    private const int MostAtOnce = 128;

    // Two that deliver at once would do no harm, but also no good: the writer takes one turn after the other.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Delivers until nothing is left, what comes in meanwhile included.</summary>
    /// <returns>How many items were delivered.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var delivered = 0;
            while (delivered < runtime.Options.MostItemsAtOnce)
            {
                var pending = await runtime.Writer.WriteAsync(turn => InboxTable.Pending(turn, MostAtOnce), cancellationToken);
                if (pending.Count == 0)
                    return delivered;
                // Turns are taken in the order they are asked for: the items share commits and still come one after the other.
                await Task.WhenAll(pending.Select(id => DeliverAsync(id, cancellationToken)));
                delivered += pending.Count;
            }
            runtime.Inbox.Bell.Ring(); // the rest in another round
            return delivered;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Delivers whenever something has come in, until it is cancelled. Begins with what was left by the process before.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await DrainAsync(cancellationToken);
            await runtime.Inbox.Bell.RungAsync(cancellationToken);
        }
    }

    private async Task DeliverAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Writer.WriteAsync(
                turn =>
                {
                    if (InboxTable.Take(turn, id) is { } item)
                        runtime.Publishing.Deliver(turn, item, runtime.Now);
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not (DatabaseTroubleException or OperationCanceledException or WriterStoppedException))
        {
            // The same item would fail the same way again: it is set aside, with its reason, for somebody to look at.
            await runtime.Writer.WriteAsync(turn => InboxTable.MarkFailed(turn, id, exception.Message), cancellationToken);
        }
    }
}

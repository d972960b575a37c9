using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Tells whoever is looking that a case has changed, once the change is safe on the disk. It says which case and nothing of what changed: whoever wants to know looks again.</summary>
public sealed class CaseNews
{
    // Whoever reads too slowly has missed nothing but repetitions: they look at the whole again anyway.
    private const int MostWaiting = 64;

    private ImmutableArray<Channel<string>> _listeners = [];

    /// <summary>Ids of the cases that change from now on, until the reader gives up.</summary>
    public async IAsyncEnumerable<string> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(channel));
        try
        {
            await foreach (var caseId in channel.Reader.ReadAllAsync(cancellationToken))
                yield return caseId;
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(channel));
        }
    }

    internal void Tell(Turn turn, string caseId) => turn.AfterCommit(() =>
    {
        foreach (var listener in _listeners)
            listener.Writer.TryWrite(caseId);
    });
}

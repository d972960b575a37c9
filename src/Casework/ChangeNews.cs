using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework;

/// <summary>Tells whoever is looking, on every node, that a case, or an instance, has changed, once the change is safe on the disk. It says which and nothing of what changed: whoever wants to know looks again.</summary>
public sealed class ChangeNews(string topic)
{
    // Whoever reads too slowly has missed nothing but repetitions: they look at the whole again anyway.
    private const int MostWaiting = 64;

    private ImmutableArray<Listener> _listeners = [];

    /// <summary>What nodes call it among each other.</summary>
    public string Topic => topic;

    /// <summary>Ids of those that change from now on, until the reader gives up.</summary>
    /// <param name="isWanted">Which of them; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<string> ListenAsync(Func<string, bool>? isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = new Listener(isWanted, Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }));
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        try
        {
            await foreach (var id in listener.Channel.Reader.ReadAllAsync(cancellationToken))
                yield return id;
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener));
        }
    }

    public IAsyncEnumerable<string> ListenAsync(CancellationToken cancellationToken) => ListenAsync(null, cancellationToken);

    internal void Tell(Turn turn, string id)
    {
        turn.AfterCommit(() => Pass(id));
        turn.TellOthers(topic, id);
    }

    /// <summary>Passes on what happened here, or what another node told.</summary>
    internal void Pass(string id)
    {
        foreach (var listener in _listeners)
        {
            if (listener.IsWanted?.Invoke(id) != false)
                listener.Channel.Writer.TryWrite(id);
        }
    }

    private sealed record Listener(Func<string, bool>? IsWanted, Channel<string> Channel);
}

using System.Collections.Concurrent;

namespace IqWorkflows.Designer.Live;

/// <summary>Who is looking at which instance right now, on this server.</summary>
internal sealed class Observers
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _byInstance = new(StringComparer.Ordinal);

    public bool IsObserved(string instanceId) => _byInstance.ContainsKey(instanceId);

    public void Add(string instanceId, string connection) => _byInstance.GetOrAdd(instanceId, _ => new(StringComparer.Ordinal))[connection] = true;

    public void Remove(string connection)
    {
        foreach (var (instanceId, connections) in _byInstance)
        {
            if (connections.TryRemove(connection, out _) && connections.IsEmpty)
                _byInstance.TryRemove(KeyValuePair.Create(instanceId, connections));
        }
    }
}

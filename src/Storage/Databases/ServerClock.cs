namespace IqWorkflows.Storage.Databases;

/// <summary>The time of a database server, by which all nodes go. Each look at the server sets it; in between it goes on by counting, so that what this machine's own clock says does not matter.</summary>
/// <remarks>It is never ahead of the server: what a look brings was true before it came.</remarks>
internal sealed class ServerClock(DateTimeOffset first) : TimeProvider
{
    private volatile Look _last = new(first, System.GetTimestamp());

    public override DateTimeOffset GetUtcNow()
    {
        var last = _last; // the writer may set another meanwhile
        return last.At + GetElapsedTime(last.Stamp);
    }

    public void Set(DateTimeOffset at) => _last = new Look(at, GetTimestamp());

    private sealed record Look(DateTimeOffset At, long Stamp);
}

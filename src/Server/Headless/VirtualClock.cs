namespace IqWorkflows.Server.Headless;

/// <summary>A clock that only moves when it is told to. It begins at the same moment every time, so that a run can be repeated.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private long _ticks = Beginning.UtcTicks;

    public static DateTimeOffset Beginning { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan duration) => Interlocked.Add(ref _ticks, duration.Ticks);
}

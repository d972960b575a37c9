namespace IqWorkflows.Casework.Play;

/// <summary>The clock of a story: it stands still until the story moves it.</summary>
public sealed class PlayClock : TimeProvider
{
    private long _ticks;

    public PlayClock(DateTimeOffset now) => _ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves it; never back.</summary>
    internal void MoveTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks > Interlocked.Read(ref _ticks))
            Interlocked.Exchange(ref _ticks, moment.UtcTicks);
    }
}

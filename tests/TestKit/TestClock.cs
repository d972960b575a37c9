namespace IqWorkflows.TestKit;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public TestClock()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves it to a moment, which may not lie behind.</summary>
    public void MoveTo(DateTimeOffset moment) =>
        _now = moment >= _now ? moment : throw new ArgumentOutOfRangeException(nameof(moment), moment, "The clock does not run backwards.");

    public void Advance(TimeSpan time) => _now += time;
}

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Local time of a zone, as ECMA-262 asks for it (LocalTime and UTC, 21.4.1.25).</summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private const double MillisecondsPer400Years = 146097.0 * DateMath.MillisecondsPerDay;
    private static readonly double FirstTime = (DateTime.MinValue - DateTime.UnixEpoch).TotalMilliseconds;
    private static readonly double LastTime = (DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds - 1;

    public static ZoneClock Utc { get; } = new(TimeZoneInfo.Utc);

    public TimeZoneInfo Zone => zone;

    /// <returns>Milliseconds that local time is ahead of UTC at a time value.</returns>
    public double OffsetAt(double time)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return 0;
        }

        return zone.GetUtcOffset(InRange(time)).TotalMilliseconds;
    }

    public bool IsSummerTime(double time) => zone.IsDaylightSavingTime(InRange(time));

    public double ToLocal(double time) => time + OffsetAt(time);

    /// <summary>A local time that occurs twice means the first; one that is skipped is read as before the clocks went forward.</summary>
    public double ToUtc(double local)
    {
        if (!double.IsFinite(local) || Math.Abs(local) > DateMath.MaxTime + DateMath.MillisecondsPerDay)
        {
            return double.NaN;
        }

        var offsetBefore = OffsetAt(local - DateMath.MillisecondsPerDay);
        var offsetAfter = OffsetAt(local + DateMath.MillisecondsPerDay);
        if (offsetBefore == offsetAfter || OffsetAt(local - offsetBefore) == offsetBefore || OffsetAt(local - offsetAfter) != offsetAfter)
        {
            return local - offsetBefore;
        }

        return local - offsetAfter;
    }

    /// <summary>Moves a time outside of .NET's years by whole cycles of the calendar: the rules of the nearest known years hold there.</summary>
    private static DateTime InRange(double time)
    {
        if (time > LastTime)
        {
            time -= Math.Ceiling((time - LastTime) / MillisecondsPer400Years) * MillisecondsPer400Years;
        }
        else if (time < FirstTime)
        {
            time += Math.Ceiling((FirstTime - time) / MillisecondsPer400Years) * MillisecondsPer400Years;
        }

        return DateTime.UnixEpoch.AddTicks((long)time * TimeSpan.TicksPerMillisecond);
    }
}

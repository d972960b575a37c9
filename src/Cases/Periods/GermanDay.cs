using System.Globalization;

namespace IqWorkflows.Cases.Periods;

/// <summary>
/// The only way from an instant to a legal day and back. Periods end at 24:00 of their last day in Germany, whatever the zone of a machine or a database:
/// at 23:30 UTC it is already tomorrow in Berlin.
/// </summary>
public static class GermanDay
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The day in Germany on which <paramref name="instant"/> lies.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, s_zone).DateTime);

    /// <summary>The hour on the clocks of Germany at <paramref name="instant"/>.</summary>
    public static TimeOnly ClockOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, s_zone).DateTime);

    /// <summary>The time of day in Germany at <paramref name="instant"/>, to the minute: <c>15:20</c>.</summary>
    public static string TimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, s_zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant at which <paramref name="day"/> begins in Germany.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, s_zone.GetUtcOffset(local)); // the clocks change at 02:00 and 03:00, so midnight is never doubtful
    }

    /// <summary>The instant at which clocks in Germany show <paramref name="local"/>; the first of two in the night when they are put back.</summary>
    /// <returns>Null for the hour that is left out when they are put forward.</returns>
    public static DateTimeOffset? InstantOf(DateTime local)
    {
        if (s_zone.IsInvalidTime(local))
            return null;
        var offset = s_zone.IsAmbiguousTime(local) ? s_zone.GetAmbiguousTimeOffsets(local).Max() : s_zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The instant at which it is <paramref name="time"/> on <paramref name="day"/> in Germany; of an hour that is left out, its end.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => InstantOf(day.ToDateTime(time)) ?? InstantOf(day.ToDateTime(time.AddHours(1)))!.Value; // only one hour is ever left out

    /// <summary>The instant at which <paramref name="day"/> is over in Germany: an act before it was done on that day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>Whether an act at <paramref name="instant"/> keeps a period whose last day is <paramref name="lastDay"/>; a fax at 23:59 does.</summary>
    public static bool KeepsPeriod(DateTimeOffset instant, DateOnly lastDay) => instant < EndOf(lastDay);
}

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>The abstract operations on time values of ECMA-262 (21.4.1). A time value is milliseconds since 1970 in UTC, or NaN.</summary>
internal static class DateMath
{
    public const long MillisecondsPerDay = 86_400_000;

    /// <summary>The last time value; the first is its negative.</summary>
    public const double MaxTime = 8.64e15;

    public static double MakeTime(double hour, double minute, double second, double millisecond) =>
        double.IsFinite(hour) && double.IsFinite(minute) && double.IsFinite(second) && double.IsFinite(millisecond)
            ? (Math.Truncate(hour) * 3_600_000) + (Math.Truncate(minute) * 60_000) + (Math.Truncate(second) * 1000) + Math.Truncate(millisecond)
            : double.NaN;

    /// <param name="year">The year.</param>
    /// <param name="month">From 0; what lies outside of a year moves the year.</param>
    /// <param name="date">Day of the month; what lies outside of the month moves it.</param>
    /// <returns>Days since 1970, or NaN.</returns>
    public static double MakeDay(double year, double month, double date)
    {
        if (!double.IsFinite(year) || !double.IsFinite(month) || !double.IsFinite(date))
        {
            return double.NaN;
        }

        var wholeMonth = Math.Truncate(month);
        var wholeYear = Math.Truncate(year) + Math.Floor(wholeMonth / 12);
        // Beyond this no day is a time value whatever the date; the limit keeps the integer arithmetic exact.
        if (Math.Abs(wholeYear) > 400_000)
        {
            return double.NaN;
        }

        var monthOfYear = (int)(wholeMonth - (Math.Floor(wholeMonth / 12) * 12));
        return CalendarTime.DaysTo((long)wholeYear, monthOfYear) + Math.Truncate(date) - 1;
    }

    public static double MakeDate(double day, double time)
    {
        var date = (day * MillisecondsPerDay) + time;
        return double.IsFinite(date) ? date : double.NaN;
    }

    public static double TimeClip(double time) =>
        double.IsFinite(time) && Math.Abs(time) <= MaxTime ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>What Date's constructor and Date.UTC make of a year from 0 to 99: one of the last century.</summary>
    public static double MakeFullYear(double year) =>
        Math.Truncate(year) is >= 0 and <= 99 ? 1900 + Math.Truncate(year) : year;

    /// <summary>The time value of an instant.</summary>
    public static double FromInstant(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}

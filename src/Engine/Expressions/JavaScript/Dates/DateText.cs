using System.Globalization;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Time values as text, as Date.prototype's methods that know no locale write them.</summary>
internal static class DateText
{
    public const string Invalid = "Invalid Date";

    private const string Weekdays = "SunMonTueWedThuFriSat";
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// <summary>Date.prototype.toISOString.</summary>
    /// <param name="time">A time value that is not NaN.</param>
    public static string Iso(double time)
    {
        var c = CalendarTime.Of(time);
        var year = c.Year is >= 0 and <= 9999 ? Padded(c.Year, 4) : (c.Year < 0 ? "-" : "+") + Padded(Math.Abs(c.Year), 6);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{c.Month + 1:00}-{c.Day:00}T{c.Hour:00}:{c.Minute:00}:{c.Second:00}.{c.Millisecond:000}Z");
    }

    /// <summary>Date.prototype.toString.</summary>
    public static string Full(double time, ZoneClock clock) => double.IsNaN(time) ? Invalid : $"{Date(time, clock)} {Time(time, clock)}";

    /// <summary>Date.prototype.toDateString.</summary>
    public static string Date(double time, ZoneClock clock)
    {
        if (double.IsNaN(time))
        {
            return Invalid;
        }

        var c = CalendarTime.Of(clock.ToLocal(time));
        return $"{Weekday(c)} {Month(c)} {Padded(c.Day, 2)} {Year(c)}";
    }

    /// <summary>Date.prototype.toTimeString.</summary>
    public static string Time(double time, ZoneClock clock)
    {
        if (double.IsNaN(time))
        {
            return Invalid;
        }

        var c = CalendarTime.Of(clock.ToLocal(time));
        return $"{Clock(c)} GMT{Offset(clock.OffsetAt(time), separator: "")} ({ZoneNames.LongEnglish(clock, time)})";
    }

    /// <summary>Date.prototype.toUTCString.</summary>
    public static string Utc(double time)
    {
        if (double.IsNaN(time))
        {
            return Invalid;
        }

        var c = CalendarTime.Of(time);
        return $"{Weekday(c)}, {Padded(c.Day, 2)} {Month(c)} {Year(c)} {Clock(c)} GMT";
    }

    /// <summary>An offset such as +0200.</summary>
    public static string Offset(double offset, string separator)
    {
        var minutes = (int)(Math.Abs(offset) / 60_000);
        return $"{(offset < 0 ? '-' : '+')}{Padded(minutes / 60, 2)}{separator}{Padded(minutes % 60, 2)}";
    }

    private static string Weekday(CalendarTime c) => Weekdays.Substring(3 * c.Weekday, 3);

    private static string Month(CalendarTime c) => Months.Substring(3 * c.Month, 3);

    private static string Year(CalendarTime c) => (c.Year < 0 ? "-" : "") + Padded(Math.Abs(c.Year), 4);

    private static string Clock(CalendarTime c) => $"{Padded(c.Hour, 2)}:{Padded(c.Minute, 2)}:{Padded(c.Second, 2)}";

    private static string Padded(int number, int digits) => number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
}

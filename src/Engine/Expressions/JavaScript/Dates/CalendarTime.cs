namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>A time value taken apart in the proleptic Gregorian calendar. Months count from 0 and weekdays from Sunday = 0, as in JavaScript.</summary>
internal readonly record struct CalendarTime(int Year, int Month, int Day, int Weekday, int Hour, int Minute, int Second, int Millisecond)
{
    private const long DaysPer400Years = 146097;
    private const long DaysFromMarchYear0To1970 = 719468;

    /// <param name="time">Milliseconds since 1970 in the zone whose calendar is wanted; finite.</param>
    public static CalendarTime Of(double time)
    {
        var milliseconds = (long)time;
        var days = Math.DivRem(milliseconds, DateMath.MillisecondsPerDay, out var ofDay);
        if (ofDay < 0)
        {
            days--;
            ofDay += DateMath.MillisecondsPerDay;
        }

        // Years that begin in March put the leap day last, so that months have a fixed place in them.
        var fromMarch0 = days + DaysFromMarchYear0To1970;
        var era = Math.DivRem(fromMarch0, DaysPer400Years, out var dayOfEra);
        if (dayOfEra < 0)
        {
            era--;
            dayOfEra += DaysPer400Years;
        }

        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10;
        return new CalendarTime(
            (int)((era * 400) + yearOfEra + (month < 2 ? 1 : 0)),
            (int)month,
            (int)(dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1),
            (int)((((days + 4) % 7) + 7) % 7),
            (int)(ofDay / 3_600_000),
            (int)(ofDay / 60_000 % 60),
            (int)(ofDay / 1000 % 60),
            (int)(ofDay % 1000));
    }

    /// <summary>Days from 1970-01-01 to the first of a month.</summary>
    /// <param name="year">Any year.</param>
    /// <param name="month">From 0.</param>
    public static long DaysTo(long year, int month)
    {
        var marchYear = month < 2 ? year - 1 : year;
        var monthFromMarch = month < 2 ? month + 10 : month - 2;
        var era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400;
        var yearOfEra = marchYear - (era * 400);
        var dayOfYear = ((153 * monthFromMarch) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPer400Years) + dayOfEra - DaysFromMarchYear0To1970;
    }
}

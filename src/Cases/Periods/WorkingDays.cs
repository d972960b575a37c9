namespace IqWorkflows.Cases.Periods;

/// <summary>Why a day is no working day.</summary>
/// <param name="Holiday">Null: it is a Saturday or a Sunday.</param>
public sealed record DayOff(DateOnly Day, Holiday? Holiday);

/// <summary>The end of a period after the weekend rule.</summary>
/// <param name="Passed">The days passed over, in order; empty when the end stayed where it was.</param>
public sealed record ShiftedEnd(DateOnly Day, IReadOnlyList<DayOff> Passed);

/// <summary>Working days (Monday to Friday without holidays) and Werktage (with Saturdays) at a place.</summary>
public static class WorkingDays
{
    public static bool IsWorkingDay(this HolidayCalendar calendar, DateOnly day, Place place) =>
        !IsWeekend(day) && calendar.HolidayOn(day, place) is null;

    /// <summary>
    /// An end on a Saturday, a Sunday or a holiday moves to the next working day (VwVfG § 31 Abs. 3, BGB § 193, ZPO § 222 Abs. 2, SGB X § 26 Abs. 3). Only ends do:
    /// never the start, never a period counted backwards, never the day of a notification.
    /// </summary>
    public static ShiftedEnd Shift(this HolidayCalendar calendar, DateOnly end, Place place)
    {
        var passed = new List<DayOff>();
        for (; !calendar.IsWorkingDay(end, place); end = end.AddDays(1))
            passed.Add(new DayOff(end, IsWeekend(end) ? null : calendar.HolidayOn(end, place)));
        return new ShiftedEnd(end, passed);
    }

    /// <summary>The nth Werktag after a day, which is not counted itself; holidays and Sundays are not counted (AufenthG § 81a Abs. 3 Nr. 3).</summary>
    public static DateOnly WerktagAfter(this HolidayCalendar calendar, DateOnly day, int count, Place place)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek != DayOfWeek.Sunday && calendar.HolidayOn(day, place) is null)
                count--;
        }
        return day;
    }

    /// <summary>
    /// So many working days after a day (before it, when negative); the day itself is not counted. For zero the day itself, or the next working day.
    /// This is for reminders and internal terms; no statute here counts like this.
    /// </summary>
    public static DateOnly AddWorkingDays(this HolidayCalendar calendar, DateOnly day, int count, Place place)
    {
        if (count == 0)
            return calendar.Shift(day, place).Day;
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (calendar.IsWorkingDay(day, place))
                left--;
        }
        return day;
    }

    /// <summary>The day itself, or the last working day before it: where a warning must not come later than planned.</summary>
    public static DateOnly WorkingDayOnOrBefore(this HolidayCalendar calendar, DateOnly day, Place place)
    {
        while (!calendar.IsWorkingDay(day, place))
            day = day.AddDays(-1);
        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>When clients are left alone: from 20:00 to 07:00, on Sundays and on holidays of the centre's Land.</summary>
public static class QuietTime
{
    /// <summary>When planned messages go out, in Germany.</summary>
    public static readonly TimeOnly SendTime = new(8, 0);

    private static readonly TimeOnly s_end = new(7, 0);
    private static readonly TimeOnly s_begin = new(20, 0);

    public static bool IsQuiet(DateTimeOffset instant, HolidayCalendar calendar, Place centre)
    {
        var clock = GermanDay.ClockOf(instant);
        return clock < s_end || clock >= s_begin || IsQuietDay(GermanDay.Of(instant), calendar, centre);
    }

    /// <summary>The instant itself, or the next 07:00 at which somebody may be written to.</summary>
    public static DateTimeOffset NextAllowed(DateTimeOffset instant, HolidayCalendar calendar, Place centre)
    {
        if (!IsQuiet(instant, calendar, centre))
            return instant;
        var day = GermanDay.Of(instant);
        if (GermanDay.ClockOf(instant) >= s_begin)
            day = day.AddDays(1);
        while (IsQuietDay(day, calendar, centre))
            day = day.AddDays(1);
        return GermanDay.At(day, s_end);
    }

    private static bool IsQuietDay(DateOnly day, HolidayCalendar calendar, Place centre) => day.DayOfWeek == DayOfWeek.Sunday || calendar.HolidayOn(day, centre) is not null;
}

namespace IqWorkflows.Cases.Periods;

/// <summary>Where a period ends before anybody asks what day of the week that is.</summary>
public static class Counting
{
    /// <summary>
    /// Last day of a period that an event sets in motion. The day of the event is not counted (BGB § 187 Abs. 1); days are counted (§ 188 Abs. 1), weeks end on the
    /// weekday of the event, months on the day with its number (§ 188 Abs. 2), or on the last day of a month that lacks it (§ 188 Abs. 3).
    /// </summary>
    public static DateOnly LastDayAfter(DateOnly eventDay, Length length) => Move(eventDay, length, 1);

    /// <summary>
    /// Last day of a period that begins with the beginning of <paramref name="firstDay"/>, which counts (BGB § 187 Abs. 2): the day before the one that
    /// corresponds to it (§ 188 Abs. 2), or the last day of a month that lacks that day (§ 188 Abs. 3).
    /// </summary>
    public static DateOnly LastDayFrom(DateOnly firstDay, Length length)
    {
        if (length.Unit is not (LengthUnit.Months or LengthUnit.Years) || firstDay.Day == 1)
            return Move(firstDay, length, 1).AddDays(-1);

        // 31 January + 1 month: the 30th is decisive, February lacks it, so the 28th; the day before the clamped 28th would be one day too early.
        var month = new DateOnly(firstDay.Year, firstDay.Month, 1).AddMonths(InMonths(length));
        return month.AddDays(Math.Min(firstDay.Day - 1, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
    }

    /// <summary>Latest day of an act that must be done this long before an event: the day with the same number in the earlier month, for example SGB III § 38 Abs. 1.</summary>
    public static DateOnly DayBefore(DateOnly eventDay, Length length) => Move(eventDay, length, -1);

    /// <summary>First day on which an act is possible that must not be done before a period is over, for example VwGO § 75 S. 2. The end is not shifted.</summary>
    public static DateOnly FirstDayNotBefore(DateOnly eventDay, Length length) => LastDayAfter(eventDay, length).AddDays(1);

    /// <summary>Last day of a limitation period, which begins with the end of the year in which the claim arose (BGB § 199 Abs. 1).</summary>
    public static DateOnly LastDayAfterYearEnd(DateOnly eventDay, Length length) => LastDayAfter(new DateOnly(eventDay.Year, 12, 31), length);

    /// <summary>Whether the last month lacks the day with the number of the event, so that BGB § 188 Abs. 3 decided.</summary>
    public static bool EndsOnMonthEndInstead(DateOnly eventDay, Length length) =>
        length.Unit is LengthUnit.Months or LengthUnit.Years && LastDayAfter(eventDay, length).Day != eventDay.Day;

    private static DateOnly Move(DateOnly day, Length length, int direction) => length.Unit switch
    {
        LengthUnit.Days => day.AddDays(direction * length.Count),
        LengthUnit.Weeks => day.AddDays(direction * 7 * length.Count),
        LengthUnit.Months or LengthUnit.Years => day.AddMonths(direction * InMonths(length)),
        _ => throw new ArgumentOutOfRangeException(nameof(length), length, "Hours and Werktage are not counted by the calendar alone."),
    };

    private static int InMonths(Length length) => length.Unit == LengthUnit.Years ? 12 * length.Count : length.Count;
}

using System.Globalization;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Occasions;

/// <summary>What an offset counts.</summary>
public enum OffsetUnit
{
    Days,

    /// <summary>Working days of the centre's Land; the day from which they are counted is not.</summary>
    WorkingDays,
    Weeks,
    Months,
}

/// <summary>How far a rung or a term of ours lies from its day: <c>+14 d</c>, <c>-2 WD</c>, <c>-12 w</c>, <c>+3 m</c>, <c>0</c>. No statute counts like this.</summary>
public readonly partial record struct RungOffset(int Count, OffsetUnit Unit)
{
    private const int MostCount = 1000;

    public static bool TryParse(string? text, out RungOffset offset)
    {
        offset = default;
        var match = Pattern().Match(text ?? "");
        if (!match.Success || !int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MostCount)
            return false;
        OffsetUnit? unit = match.Groups["unit"].Value switch
        {
            "d" => OffsetUnit.Days,
            "WD" => OffsetUnit.WorkingDays,
            "w" => OffsetUnit.Weeks,
            "m" => OffsetUnit.Months,
            "" when count == 0 => OffsetUnit.Days,
            _ => null,
        };
        offset = new RungOffset(match.Groups["sign"].Value == "-" ? -count : count, unit ?? default);
        return unit is not null;
    }

    /// <summary>
    /// The day at this distance. Counted in days, weeks or months forwards it moves to the next working day, backwards to the previous one: a reminder never comes earlier
    /// than it says, a warning never later.
    /// </summary>
    public DateOnly From(DateOnly day, HolidayCalendar calendar, Place centre)
    {
        if (Unit == OffsetUnit.WorkingDays)
            return calendar.AddWorkingDays(day, Count, centre);
        var moved = Unit switch
        {
            OffsetUnit.Days => day.AddDays(Count),
            OffsetUnit.Weeks => day.AddDays(7 * Count),
            _ => day.AddMonths(Count),
        };
        return Count < 0 ? calendar.WorkingDayOnOrBefore(moved, centre) : calendar.Shift(moved, centre).Day;
    }

    /// <summary>Without its direction, in words: <c>14 Tage</c>.</summary>
    public LocalText InWords()
    {
        var count = Math.Abs(Count);
        var (german, english) = (Unit, count) switch
        {
            (OffsetUnit.Days, 1) => ("Tag", "day"),
            (OffsetUnit.Days, _) => ("Tage", "days"),
            (OffsetUnit.WorkingDays, 1) => ("Arbeitstag", "working day"),
            (OffsetUnit.WorkingDays, _) => ("Arbeitstage", "working days"),
            (OffsetUnit.Weeks, 1) => ("Woche", "week"),
            (OffsetUnit.Weeks, _) => ("Wochen", "weeks"),
            (_, 1) => ("Monat", "month"),
            _ => ("Monate", "months"),
        };
        return new LocalText(string.Create(CultureInfo.InvariantCulture, $"{count} {german}"), string.Create(CultureInfo.InvariantCulture, $"{count} {english}"));
    }

    public override string ToString()
    {
        var unit = Unit switch
        {
            OffsetUnit.Days => "d",
            OffsetUnit.WorkingDays => "WD",
            OffsetUnit.Weeks => "w",
            _ => "m",
        };
        return Count == 0 && Unit == OffsetUnit.Days ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(Count < 0 ? "-" : "+")}{Math.Abs(Count)} {unit}");
    }

    [GeneratedRegex(@"^\s*(?<sign>[+-]?)(?<count>\d{1,4})\s*(?<unit>[A-Za-z]*)\s*$")]
    private static partial Regex Pattern();
}

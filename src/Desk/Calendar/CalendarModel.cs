using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Desk.Calendar;

/// <summary>One date of a calendar.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Name">The client; without a name the number of the case.</param>
/// <param name="Day">The day in Germany.</param>
/// <param name="Text">What is due, or how one meets.</param>
/// <param name="Key">Names it within the case, for ever.</param>
/// <param name="ChangedAt">When it last changed; null: not known.</param>
public sealed record CalendarDate(string CaseId, string Name, DateOnly Day, LocalText Text, string Key, DateTimeOffset? ChangedAt)
{
    /// <summary>How long an appointment takes when nobody said.</summary>
    public const int UsualMinutes = 60;

    /// <summary>Of an appointment; null: it is a deadline.</summary>
    public DateTimeOffset? At { get; init; }

    public int Minutes { get; init; }

    /// <summary>Of a deadline.</summary>
    public DeadlineClass Class { get; init; }
}

/// <summary>The dates of a span of days.</summary>
/// <param name="Dates">In the order of a day: deadlines of clients first, then appointments by time, then what else is due.</param>
/// <param name="IsCut">There are more than can be shown.</param>
public sealed record CalendarDates(IReadOnlyList<CalendarDate> Dates, bool IsCut)
{
    public IEnumerable<CalendarDate> On(DateOnly day) => Dates.Where(date => date.Day == day).OrderBy(Rank).ThenBy(date => date.At).ThenBy(date => date.Name, StringComparer.CurrentCulture);

    private static int Rank(CalendarDate date) => date.At is not null ? 1 : date.Class == DeadlineClass.C ? 0 : 2;
}

/// <summary>The page.</summary>
/// <param name="Month">First day of the month shown.</param>
/// <param name="IsList">Day by day instead of a month's sheet.</param>
/// <param name="OfCentre">All cases of the centre.</param>
/// <param name="Dates">Of the days shown.</param>
/// <param name="LinkMadeAt">Since when there is a link to subscribe; null: there is none.</param>
public sealed record CalendarModel(DateOnly Month, bool IsList, bool OfCentre, CalendarDates Dates, DateTimeOffset? LinkMadeAt)
{
    /// <summary>The link that was just made; shown this once.</summary>
    public string? Link { get; init; }

    /// <summary>Key of what was just done; null: nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Names this showing of the form.</summary>
    public required string Key { get; init; }

    /// <summary>The first day of the sheet: a Monday.</summary>
    public static DateOnly FirstOf(DateOnly month) => month.AddDays(-(((int)month.DayOfWeek + 6) % 7));

    /// <summary>Whole weeks, so that every row has seven days.</summary>
    public static DateOnly LastOf(DateOnly month)
    {
        var last = month.AddMonths(1).AddDays(-1);
        return last.AddDays((7 - (int)last.DayOfWeek) % 7);
    }
}

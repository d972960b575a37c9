using IqWorkflows.Activities;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Deadlines;

/// <summary>Days of reminders and internal terms: counted at the place of the counselling centre, begun at eight in the morning in Germany.</summary>
internal static class CaseDays
{
    private static readonly TimeSpan s_toMidnight = TimeSpan.FromHours(16);

    /// <summary>So far from a day.</summary>
    public static DateOnly After(DateOnly day, DayOffset offset, RuleBook rules, Place place) => offset.Unit switch
    {
        DayUnit.WorkingDays => rules.Deadlines.Holidays.AddWorkingDays(day, offset.Count, place),
        DayUnit.Weeks => day.AddDays(7 * offset.Count),
        DayUnit.Months => day.AddMonths(offset.Count),
        DayUnit.Years => day.AddYears(offset.Count),
        _ => day.AddDays(offset.Count),
    };

    /// <summary>Eight o'clock in Germany. Counted back from the next midnight, since on some days the clocks change between midnight and morning.</summary>
    public static DateTimeOffset Morning(DateOnly day) => GermanDay.EndOf(day) - s_toMidnight;

    /// <summary>The place of the centre; where it is not known, weekends are all there is.</summary>
    public static Place PlaceOf(CaseView view) => PlaceOf(view.CaseId);

    /// <inheritdoc cref="PlaceOf(CaseView)"/>
    public static Place PlaceOf(string caseId) => caseId.Split('-') is [_, var land, ..] && Enum.TryParse<Land>(land, out var known) ? new Place(known) : Place.Abroad;
}

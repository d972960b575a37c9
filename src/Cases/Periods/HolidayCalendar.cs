namespace IqWorkflows.Cases.Periods;

/// <summary>The public holidays of the sixteen Länder and of the municipalities that differ, for any year the rules cover.</summary>
/// <param name="KnownFrom">First day for which the rules are complete; before it the calendar answers nothing.</param>
public sealed record HolidayCalendar(IReadOnlyList<Holiday> Holidays, DateOnly KnownFrom)
{
    public bool Covers(DateOnly day) => day >= KnownFrom;

    /// <summary>
    /// The holiday on <paramref name="day"/> at <paramref name="place"/>, or null. Where it is not known whether a municipality keeps a day, it is none:
    /// the period then ends earlier, which is the safe side; <see cref="DoubtfulOn"/> says so.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rules do not reach back that far.</exception>
    public Holiday? HolidayOn(DateOnly day, Place place) => In(day).FirstOrDefault(holiday => holiday.HoldsAt(place) == true);

    /// <summary>A holiday of which it is not known whether it holds at this place, or null. None when the day is one anyway.</summary>
    public Holiday? DoubtfulOn(DateOnly day, Place place) =>
        HolidayOn(day, place) is null ? In(day).FirstOrDefault(holiday => holiday.HoldsAt(place) is null) : null;

    /// <summary>All holidays of a year at a place, in order.</summary>
    public IEnumerable<(DateOnly Day, Holiday Holiday)> Of(int year, Place place) =>
        from holiday in Holidays
        let day = holiday.Date.In(year)
        where holiday.FallsOn(day) && Covers(day) && holiday.HoldsAt(place) == true
        orderby day
        select (day, holiday);

    /// <summary>The municipalities of a Land of which the rules say by name whether a holiday holds there; none where all of the Land keep the same days.</summary>
    public IEnumerable<Municipality> MunicipalitiesOf(Land land) =>
        Holidays.SelectMany(holiday => holiday.Municipalities).Where(scope => scope.Land == land).SelectMany(scope => scope.In.Concat(scope.NotIn).Concat(scope.PartlyIn)).DistinctBy(listed => listed.Name);

    private IEnumerable<Holiday> In(DateOnly day) => Covers(day)
        ? Holidays.Where(holiday => holiday.FallsOn(day))
        : throw new ArgumentOutOfRangeException(nameof(day), day, $"Holidays are known from {KnownFrom:yyyy-MM-dd} on.");
}

namespace IqWorkflows.Cases.Periods;

/// <summary>On which day of a year a holiday falls. Exactly one of these.</summary>
public abstract record HolidayDate
{
    private HolidayDate()
    {
    }

    public abstract DateOnly In(int year);

    public sealed record Fixed(int Month, int Day) : HolidayDate
    {
        public override DateOnly In(int year) => new(year, Month, Day);
    }

    /// <summary>So many days after (or before) Easter Sunday.</summary>
    public sealed record FromEaster(int Days) : HolidayDate
    {
        public override DateOnly In(int year) => Easter.SundayOf(year).AddDays(Days);
    }

    /// <summary>The last such weekday before a fixed day, as Buß- und Bettag is the Wednesday before 23 November.</summary>
    public sealed record WeekdayBefore(DayOfWeek Weekday, int Month, int Day) : HolidayDate
    {
        public override DateOnly In(int year)
        {
            var day = new DateOnly(year, Month, Day).AddDays(-1);
            return day.AddDays(-(((int)day.DayOfWeek - (int)Weekday + 7) % 7));
        }
    }

    /// <summary>Once only.</summary>
    public sealed record Once(DateOnly Day) : HolidayDate
    {
        public override DateOnly In(int year) => year == Day.Year ? Day : DateOnly.MinValue;
    }
}

/// <summary>A municipality, or by the beginning of its key a whole district.</summary>
/// <param name="Key">Official key (AGS) or its beginning; null when only the name is kept.</param>
public sealed record Municipality(string Name, string? Key)
{
    public bool Is(string nameOrKey) => char.IsAsciiDigit(nameOrKey.FirstOrDefault())
        ? Key is not null && nameOrKey.StartsWith(Key, StringComparison.Ordinal)
        : string.Equals(Name, nameOrKey, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How a holiday is kept in the municipalities of a Land where it does not hold everywhere.</summary>
/// <param name="In">It is a holiday there.</param>
/// <param name="NotIn">It is none there.</param>
/// <param name="PartlyIn">It depends on the part of the municipality.</param>
/// <param name="OthersUnknown">Whether municipalities in no list may keep it; otherwise they do not.</param>
public sealed record MunicipalScope(
    Land Land, IReadOnlyList<Municipality> In, IReadOnlyList<Municipality> NotIn, IReadOnlyList<Municipality> PartlyIn, bool OthersUnknown);

/// <summary>One public holiday as its law gives it, for a span of time.</summary>
/// <param name="ValidTo">Last day on which the rule holds; null: it still does.</param>
/// <param name="Laender">Where it holds everywhere.</param>
public sealed record Holiday(
    string Code, string GermanName, string EnglishName, HolidayDate Date, DateOnly ValidFrom, DateOnly? ValidTo,
    IReadOnlySet<Land> Laender, IReadOnlyList<MunicipalScope> Municipalities, string Source)
{
    /// <summary>Whether this is a holiday at <paramref name="place"/>; null when that cannot be said of the municipality.</summary>
    internal bool? HoldsAt(Place place)
    {
        if (place.Land is not { } land)
            return false;
        if (Laender.Contains(land))
            return true;
        if (Municipalities.FirstOrDefault(scope => scope.Land == land) is not { } municipal)
            return false;
        if (place.Municipality is not { } municipality)
            return null;
        if (municipal.In.Any(listed => listed.Is(municipality)))
            return true;
        if (municipal.NotIn.Any(listed => listed.Is(municipality)))
            return false;
        return municipal.OthersUnknown || municipal.PartlyIn.Any(listed => listed.Is(municipality)) ? null : false;
    }

    internal bool FallsOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo) && Date.In(day.Year) == day;
}

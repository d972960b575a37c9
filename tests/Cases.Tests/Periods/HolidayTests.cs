using System.Globalization;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class HolidayTests
{
    [Theory]
    [InlineData("BW", 12)]
    [InlineData("BY", 12)]
    [InlineData("BY:München", 13)]
    [InlineData("BE", 10)]
    [InlineData("BB", 12)] // two of them Sundays
    [InlineData("HB", 10)]
    [InlineData("HH", 10)]
    [InlineData("HE", 10)]
    [InlineData("MV", 11)]
    [InlineData("NI", 10)]
    [InlineData("NW", 11)]
    [InlineData("RP", 11)]
    [InlineData("SL", 12)]
    [InlineData("SN", 11)]
    [InlineData("ST", 11)]
    [InlineData("SH", 10)]
    [InlineData("TH", 11)]
    public void Each_Land_has_so_many_holidays_in_2026(string place, int count) => Assert.Equal(count, Shipped.Holidays.Of(2026, Shipped.At(place)).Count());

    [Theory]
    [InlineData("2025-11-19")]
    [InlineData("2026-11-18")]
    [InlineData("2027-11-17")]
    [InlineData("2028-11-22")]
    public void Buss_und_Bettag_is_the_Wednesday_before_23_November_in_Saxony_only(string day)
    {
        Assert.Equal("buss-und-bettag", Shipped.Holidays.HolidayOn(Shipped.Day(day), Shipped.At("SN"))?.Code);
        Assert.All(Enum.GetValues<Land>().Where(land => land != Land.SN), land => Assert.Null(Shipped.Holidays.HolidayOn(Shipped.Day(day), new Place(land))));
    }

    [Theory]
    [InlineData("BE", "2018-03-08", false)]
    [InlineData("BE", "2019-03-08", true)]
    [InlineData("MV", "2022-03-08", false)]
    [InlineData("MV", "2023-03-08", true)]
    [InlineData("TH", "2018-09-20", false)]
    [InlineData("TH", "2019-09-20", true)]
    [InlineData("HH", "2016-10-31", false)]
    [InlineData("HH", "2017-10-31", true)] // once everywhere
    [InlineData("BW", "2017-10-31", true)]
    [InlineData("BW", "2018-10-31", false)]
    [InlineData("HH", "2018-10-31", true)]
    [InlineData("BE", "2020-05-08", true)]
    [InlineData("BE", "2021-05-08", false)]
    [InlineData("BE", "2025-05-08", true)]
    [InlineData("BE", "2028-06-17", true)]
    [InlineData("NW", "2026-12-24", false)] // never one
    [InlineData("NW", "2026-12-31", false)]
    [InlineData("abroad", "2026-12-25", false)] // not known there
    public void A_holiday_counts_from_its_law_on(string place, string day, bool isHoliday) =>
        Assert.Equal(isHoliday, Shipped.Holidays.HolidayOn(Shipped.Day(day), Shipped.At(place)) is not null);

    [Theory]
    [InlineData("BY:Augsburg", "2025-08-08", true, false)]
    [InlineData("BY:09761000", "2025-08-08", true, false)] // by key
    [InlineData("BY:München", "2025-08-08", false, false)]
    [InlineData("BY", "2025-08-08", false, true)] // no municipality: nobody can say
    [InlineData("BY:münchen", "2025-08-15", true, false)]
    [InlineData("BY:Nürnberg", "2025-08-15", false, false)]
    [InlineData("BY:Krumbach", "2025-08-15", false, true)] // in no list, and the lists are not complete
    [InlineData("SN:Radibor", "2026-06-04", true, false)]
    [InlineData("SN:Bautzen", "2026-06-04", false, true)] // only in parts of the town
    [InlineData("SN:Leipzig", "2026-06-04", false, false)] // the Saxon list is complete
    [InlineData("TH:16061045", "2026-06-04", true, false)] // any municipality of the Eichsfeld
    [InlineData("TH:16051000", "2026-06-04", false, true)]
    [InlineData("NW:Dortmund", "2026-06-04", true, false)]
    public void Three_holidays_depend_on_the_municipality(string place, string day, bool isHoliday, bool isDoubtful)
    {
        Assert.Equal(isHoliday, Shipped.Holidays.HolidayOn(Shipped.Day(day), Shipped.At(place)) is not null);
        Assert.Equal(isDoubtful, Shipped.Holidays.DoubtfulOn(Shipped.Day(day), Shipped.At(place)) is not null);
    }

    /// <summary>Länder, and municipalities of those that differ inside. The list was made with the npm package date-holidays 3.37.0: place, year, days.</summary>
    [Fact]
    public void Every_day_from_1995_to_2100_agrees_with_an_independent_list()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Periods", "holidays-1995-2100.tsv")).Select(line => line.Split('\t')).ToList();

        Assert.Equal((16 + 5) * 106, rows.Count);
        Assert.Empty(
            from row in rows
            let ours = Shipped.Holidays.Of(int.Parse(row[1], CultureInfo.InvariantCulture), Shipped.At(row[0]))
                .Select(holiday => holiday.Day.ToString("MM-dd", CultureInfo.InvariantCulture)).Distinct()
            let told = string.Join(' ', ours)
            where told != row[2]
            select $"{row[0]} {row[1]}: {told} instead of {row[2]}");
    }

    [Fact]
    public void Years_before_1995_are_refused()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Shipped.Holidays.HolidayOn(Shipped.Day("1994-12-25"), Shipped.At("NW")));

        Assert.StartsWith("Holidays are known from 1995-01-01 on.", refused.Message);
    }
}

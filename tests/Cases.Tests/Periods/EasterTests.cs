using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class EasterTests
{
    [Theory]
    [InlineData("1998-04-12")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")] // the earliest of our time
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")] // the latest there is
    public void Easter_is_where_the_almanac_has_it(string sunday) => Assert.Equal(Shipped.Day(sunday), Easter.SundayOf(Shipped.Day(sunday).Year));

    [Theory]
    [InlineData(1981, "1981-04-19")] // the moon's month is drawn together: not 26 April
    [InlineData(1954, "1954-04-18")] // and not 25 April
    [InlineData(2049, "2049-04-18")]
    [InlineData(2076, "2076-04-19")]
    public void The_two_exceptions_of_the_tables_are_kept(int year, string sunday) => Assert.Equal(Shipped.Day(sunday), Easter.SundayOf(year));

    /// <summary>Against the rule of Gauss, which goes another way: by the weekday of a year instead of the Sunday after a full moon.</summary>
    [Fact]
    public void Every_year_agrees_with_the_rule_of_Gauss() =>
        Assert.All(Enumerable.Range(1583, 2500), year => Assert.Equal((year, Gauss(year)), (year, Easter.SundayOf(year))));

    [Fact]
    public void Feasts_that_hang_on_Easter_keep_their_weekday_from_1990_to_2100() => Assert.All(Enumerable.Range(1990, 111), year =>
    {
        var easter = Gauss(year);

        Assert.Equal(
            [DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Thursday, DayOfWeek.Monday, DayOfWeek.Thursday],
            new[] { -2, 1, 39, 50, 60 }.Select(days => new HolidayDate.FromEaster(days).In(year).DayOfWeek));
        Assert.Equal(
            new[] { -2, 1, 39, 50, 60 }.Select(easter.AddDays), new[] { -2, 1, 39, 50, 60 }.Select(days => new HolidayDate.FromEaster(days).In(year)));
    });

    private static DateOnly Gauss(int year)
    {
        var (a, b, c, k) = (year % 19, year % 4, year % 7, year / 100);
        var m = (15 - (13 + 8 * k) / 25 + k - k / 4) % 30;
        var n = (4 + k - k / 4) % 7;
        var d = (19 * a + m) % 30;
        var e = (2 * b + 4 * c + 6 * d + n) % 7;
        var day = 22 + d + e;
        if (d == 29 && e == 6)
            day = 50;
        if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19)
            day = 49;
        return new DateOnly(year, 3, 1).AddDays(day - 1);
    }
}

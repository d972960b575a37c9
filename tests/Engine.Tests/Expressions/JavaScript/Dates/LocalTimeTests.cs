using IqWorkflows.Engine.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

/// <summary>The expected values were taken from Node in Berlin.</summary>
public sealed class LocalTimeTests
{
    [Theory]
    [InlineData(new double[] { 2024, 2, 31, 1, 59, 59, 999 }, 1711846799999.0)]
    [InlineData(new double[] { 2024, 2, 31, 2, 0, 0, 0 }, 1711846800000.0)]
    [InlineData(new double[] { 2024, 2, 31, 2, 30, 0, 0 }, 1711848600000.0)]
    [InlineData(new double[] { 2024, 2, 31, 2, 59, 59, 999 }, 1711850399999.0)]
    [InlineData(new double[] { 2024, 2, 31, 3, 0, 0, 0 }, 1711846800000.0)]
    public void An_hour_that_is_skipped_is_read_as_before_the_change(double[] parts, double expected) => Assert.Equal(expected, FromParts(parts));

    [Theory]
    [InlineData(new double[] { 2024, 9, 27, 1, 59, 59, 999 }, 1729987199999.0)]
    [InlineData(new double[] { 2024, 9, 27, 2, 0, 0, 0 }, 1729987200000.0)]
    [InlineData(new double[] { 2024, 9, 27, 2, 30, 0, 0 }, 1729989000000.0)]
    [InlineData(new double[] { 2024, 9, 27, 2, 59, 59, 999 }, 1729990799999.0)]
    [InlineData(new double[] { 2024, 9, 27, 3, 0, 0, 0 }, 1729994400000.0)]
    public void An_hour_that_comes_twice_means_the_first(double[] parts, double expected) => Assert.Equal(expected, FromParts(parts));

    [Theory]
    [InlineData(new double[] { 2024, 0, 1, 0, 0, 0, 0 }, 1704063600000.0)]
    [InlineData(new double[] { 2024, 12, 1, 0, 0, 0, 0 }, 1735686000000.0)]
    [InlineData(new double[] { 2024, -1, 1, 0, 0, 0, 0 }, 1701385200000.0)]
    [InlineData(new double[] { 2024, 1, 30, 0, 0, 0, 0 }, 1709247600000.0)]
    [InlineData(new double[] { 2024, 0, 0, 0, 0, 0, 0 }, 1703977200000.0)]
    [InlineData(new double[] { 2024, 0, -400, 0, 0, 0, 0 }, 1669417200000.0)]
    [InlineData(new double[] { 2024, 25, 1, 30, 90, 90, 2500 }, 1770013892500.0)]
    [InlineData(new double[] { 2023.9, 1.9, 28.9, 5.9, 0, 0, 0 }, 1677556800000.0)]
    [InlineData(new double[] { 1980, 6, 1, 0, 0, 0, 0 }, 331250400000.0)]
    [InlineData(new double[] { 2090, 6, 1, 0, 0, 0, 0 }, 3802543200000.0)]
    [InlineData(new double[] { 275760, 8, 13, 2, 0, 0, 0 }, 8640000000000000.0)]
    [InlineData(new double[] { 275761, 0, 1, 0, 0, 0, 0 }, double.NaN)]
    [InlineData(new double[] { 400000, 0, 1, 0, 0, 0, 0 }, double.NaN)]
    public void What_lies_outside_of_a_unit_moves_the_next(double[] parts, double expected) => Assert.Equal(expected, FromParts(parts));

    [Theory]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(2024, double.PositiveInfinity, 1)]
    [InlineData(2024, 0, double.NegativeInfinity)]
    [InlineData(1e300, 0, 1)]
    public void What_is_not_finite_is_no_day(double year, double month, double date) => Assert.Equal(double.NaN, DateMath.MakeDay(year, month, date));

    [Theory]
    [InlineData(0.0, 1970, 0, 1, 4, 0)]
    [InlineData(1709208000000.0, 2024, 1, 29, 4, 12)]
    [InlineData(-2203891200001.0, 1900, 1, 28, 3, 23)]
    [InlineData(951782400000.0, 2000, 1, 29, 2, 0)]
    [InlineData(-1.0, 1969, 11, 31, 3, 23)]
    [InlineData(-2177452800000.0, 1901, 0, 1, 2, 0)]
    [InlineData(-62135683200000.0, 0, 11, 31, 0, 0)]
    [InlineData(8640000000000000.0, 275760, 8, 13, 6, 0)]
    [InlineData(-8640000000000000.0, -271821, 3, 20, 2, 0)]
    [InlineData(4107456000000.0, 2100, 1, 28, 0, 0)]
    public void The_calendar_is_Gregorian_at_all_times(double time, int year, int month, int day, int weekday, int hour)
    {
        var calendar = CalendarTime.Of(time);

        Assert.Equal((year, month, day, weekday, hour), (calendar.Year, calendar.Month, calendar.Day, calendar.Weekday, calendar.Hour));
    }

    private static double FromParts(double[] p) =>
        DateMath.TimeClip(BerlinTime.Clock.ToUtc(DateMath.MakeDate(DateMath.MakeDay(p[0], p[1], p[2]), DateMath.MakeTime(p[3], p[4], p[5], p[6]))));
}

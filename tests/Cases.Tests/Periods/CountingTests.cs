using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class CountingTests
{
    [Theory]
    [InlineData("2026-03-02", "1 day", "2026-03-03")] // R1: the day of the event is not counted
    [InlineData("2026-03-02", "14 days", "2026-03-16")] // R4
    [InlineData("2026-03-02", "1 week", "2026-03-09")] // R2: the same weekday
    [InlineData("2026-12-11", "2 weeks", "2026-12-25")]
    [InlineData("2026-01-15", "3 months", "2026-04-15")] // R3: the same number
    [InlineData("2026-11-30", "3 months", "2027-02-28")] // February has no 30th
    [InlineData("2027-11-30", "3 months", "2028-02-29")] // leap year
    [InlineData("2026-01-31", "1 month", "2026-02-28")]
    [InlineData("2026-02-28", "1 month", "2026-03-28")] // and not the end of the month
    [InlineData("2026-08-31", "1 month", "2026-09-30")]
    [InlineData("2024-02-29", "1 year", "2025-02-28")]
    [InlineData("2026-10-26", "5 years", "2031-10-26")]
    public void A_period_after_an_event_ends_there(string eventDay, string length, string lastDay) =>
        Assert.Equal(Shipped.Day(lastDay), Counting.LastDayAfter(Shipped.Day(eventDay), Of(length)));

    [Theory]
    [InlineData("2026-05-28", "1 month", "2026-06-27")]
    [InlineData("2027-03-01", "1 month", "2027-03-31")]
    [InlineData("2026-04-13", "1 month", "2026-05-12")]
    [InlineData("2026-01-31", "1 month", "2026-02-28")] // the 30th would be decisive, and February has none
    [InlineData("2026-01-30", "1 month", "2026-02-28")] // the 29th
    [InlineData("2026-01-29", "1 month", "2026-02-28")] // the 28th is there
    [InlineData("2026-01-28", "1 month", "2026-02-27")]
    [InlineData("2024-02-29", "1 year", "2025-02-28")]
    [InlineData("2026-04-07", "1 year", "2027-04-06")]
    [InlineData("2026-04-07", "2 weeks", "2026-04-20")]
    [InlineData("2026-04-07", "1 day", "2026-04-07")]
    public void A_period_that_begins_with_a_day_counts_that_day(string firstDay, string length, string lastDay) =>
        Assert.Equal(Shipped.Day(lastDay), Counting.LastDayFrom(Shipped.Day(firstDay), Of(length)));

    [Theory]
    [InlineData("2027-03-31", "3 months", "2026-12-31")]
    [InlineData("2027-05-31", "3 months", "2027-02-28")] // no 31 February
    [InlineData("2027-02-17", "5 days", "2027-02-12")]
    [InlineData("2027-02-17", "1 week", "2027-02-10")]
    public void A_period_before_an_event_is_counted_backwards(string eventDay, string length, string day) =>
        Assert.Equal(Shipped.Day(day), Counting.DayBefore(Shipped.Day(eventDay), Of(length)));

    [Fact]
    public void What_must_not_be_done_before_a_period_is_over_is_possible_the_day_after() =>
        Assert.Equal(Shipped.Day("2026-07-01"), Counting.FirstDayNotBefore(Shipped.Day("2026-03-31"), Length.Months(3)));

    [Fact]
    public void Limitation_begins_with_the_end_of_the_year() =>
        Assert.Equal(Shipped.Day("2029-12-31"), Counting.LastDayAfterYearEnd(Shipped.Day("2026-01-01"), Length.Years(3)));

    [Theory]
    [InlineData("2026-03-02", "2026-03-05")]
    [InlineData("2026-03-05", "2026-03-09")] // Friday, Saturday, Monday
    [InlineData("2026-04-02", "2026-04-08")] // Good Friday and Easter Monday are none, Saturday is one
    public void Werktage_are_counted_from_Monday_to_Saturday(string day, string third) =>
        Assert.Equal(Shipped.Day(third), Shipped.Holidays.WerktagAfter(Shipped.Day(day), 3, Shipped.At("NW")));

    [Theory]
    [InlineData("2026-01-21", 3, "2026-01-26")] // C01: protocol
    [InlineData("2026-08-31", -3, "2026-08-26")] // C01: warning
    [InlineData("2026-08-31", 1, "2026-09-01")] // C02
    [InlineData("2026-08-31", 5, "2026-09-07")] // C02
    [InlineData("2027-11-15", -3, "2027-11-10")] // C05
    [InlineData("2026-10-03", 0, "2026-10-05")]
    public void Working_days_are_counted_from_Monday_to_Friday(string day, int count, string result) =>
        Assert.Equal(Shipped.Day(result), Shipped.Holidays.AddWorkingDays(Shipped.Day(day), count, Shipped.At("NW")));

    [Theory]
    [InlineData("3 months", "3m")]
    [InlineData("1 month", "1 Monat")]
    [InlineData("4 weeks", " 4 Wochen")]
    [InlineData("14 days", "14 Tage")]
    [InlineData("1 week", "1w")]
    [InlineData("14 days", "14d")]
    [InlineData("5 years", "5 Y")]
    [InlineData("72 hours", "72h")]
    [InlineData("1 month", "01month")]
    public void A_length_can_be_written_short(string length, string text) => Assert.Equal(Of(length), Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("months")]
    [InlineData("0 months")]
    [InlineData("-1 months")]
    [InlineData("1.5 months")]
    [InlineData("3 moons")]
    [InlineData("101 years")]
    [InlineData("99999999999 days")]
    [InlineData(null)]
    public void What_is_no_length_is_refused(string? text) => Assert.False(Length.TryParse(text, out _));

    private static Length Of(string text) => Length.TryParse(text, out var length) ? length : throw new FormatException(text);
}

using System.Globalization;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class GermanDayTests
{
    [Theory]
    [InlineData("2026-03-01T23:30:00Z", "2026-03-02")] // already tomorrow in Berlin
    [InlineData("2026-03-01T22:59:59Z", "2026-03-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")] // an hour earlier in summer
    [InlineData("2026-07-01T21:59:59Z", "2026-07-01")]
    [InlineData("2026-07-02T03:00:00+09:00", "2026-07-01")] // whatever the offset of the instant
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    public void An_instant_lies_on_its_day_in_Germany(string instant, string day) => Assert.Equal(Shipped.Day(day), GermanDay.Of(At(instant)));

    [Theory]
    [InlineData("2026-01-15", "2026-01-14T23:00:00Z", 24)]
    [InlineData("2026-07-15", "2026-07-14T22:00:00Z", 24)]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z", 23)] // the clocks go forward
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", 25)] // and back
    public void A_day_begins_and_ends_at_midnight_in_Germany(string day, string start, int hours)
    {
        Assert.Equal(At(start), GermanDay.StartOf(Shipped.Day(day)));
        Assert.Equal(At(start).AddHours(hours), GermanDay.EndOf(Shipped.Day(day)));
    }

    [Theory]
    [InlineData("2026-05-04T23:59:59+02:00", true)] // a fax in the last minute
    [InlineData("2026-05-05T00:00:00+02:00", false)]
    public void A_period_is_kept_until_24_hours_of_its_last_day(string instant, bool kept) =>
        Assert.Equal(kept, GermanDay.KeepsPeriod(At(instant), Shipped.Day("2026-05-04")));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}

using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

public sealed class NotificationTests
{
    [Theory]
    [InlineData(Channel.Post, "2026-03-04", null, "2026-03-08")] // the fourth day, a Sunday and a holiday in Berlin: not shifted
    [InlineData(Channel.Post, "2026-03-04", "2026-03-05", "2026-03-08")] // earlier receipt does not count
    [InlineData(Channel.Post, "2026-03-04", "2026-03-12", "2026-03-12")] // later receipt does
    [InlineData(Channel.Electronic, "2026-03-04", null, "2026-03-08")]
    [InlineData(Channel.Post, "2024-12-31", null, "2025-01-03")] // until 2024 the third day
    [InlineData(Channel.Post, "2025-01-01", null, "2025-01-05")]
    [InlineData(Channel.RegisteredLetter, "2026-03-04", null, "2026-03-08")]
    [InlineData(Channel.Portal, "2026-03-04", "2026-03-06", "2026-03-07")] // the day after it was fetched
    [InlineData(Channel.Served, "2026-03-04", "2026-03-05", "2026-03-05")] // the day proved
    [InlineData(Channel.Abroad, "2026-03-04", "2026-03-19", "2026-03-19")]
    [InlineData(Channel.SinglePointAbroad, "2026-03-04", null, "2026-04-04")] // a month after posting
    [InlineData(Channel.SinglePointAbroad, "2026-03-04", "2026-04-09", "2026-04-09")]
    [InlineData(Channel.SinglePointAbroad, "2026-03-04", "2026-03-09", "2026-04-04")]
    public void A_written_act_counts_as_notified_on_that_day(Channel channel, string sent, string? received, string day) => Assert.Equal(
        Shipped.Day(day),
        Notification.Of(new Dispatch(Shipped.Day(sent), channel, received is null ? null : Shipped.Day(received)), Land.BE, Shipped.Catalog.Notification)?.Day);

    [Theory]
    [InlineData(Channel.Portal)]
    [InlineData(Channel.Served)]
    [InlineData(Channel.Abroad)]
    public void Where_only_a_proven_day_counts_it_must_be_known(Channel channel) =>
        Assert.Null(Notification.Of(new Dispatch(Shipped.Day("2026-03-04"), channel), Land.BE, Shipped.Catalog.Notification));

    [Fact]
    public void What_never_arrived_was_not_notified() =>
        Assert.Null(Notification.Of(new Dispatch(Shipped.Day("2026-03-04"), NeverReceived: true), Land.BE, Shipped.Catalog.Notification));

    [Fact]
    public void The_Länder_have_four_days_as_an_assumption_and_the_Bund_by_law()
    {
        Assert.All(Enum.GetValues<Land>(), land =>
            Assert.True(Notification.Of(new Dispatch(Shipped.Day("2026-03-04")), land, Shipped.Catalog.Notification) is { Days: 4, IsAssumption: true, EarlierForWarnings: null }));
        Assert.True(Notification.Of(new Dispatch(Shipped.Day("2026-03-04"), Issuer: Notification.Federal), Land.BE, Shipped.Catalog.Notification)
            is { Days: 4, IsAssumption: false, Source: "VwVfG § 41 Abs. 2" });
    }

    [Fact]
    public void Days_recorded_for_an_authority_go_before_the_table() =>
        Assert.True(Notification.Of(new Dispatch(Shipped.Day("2026-04-30"), Days: 3), Land.RP, Shipped.Catalog.Notification)
            is { Day: { Day: 3, Month: 5 }, IsAssumption: false, EarlierForWarnings: null, Source: "wie bei der Stelle erfasst" }); // T14, the variant with three days

    [Theory]
    [InlineData(null, "2026-03-07")]
    [InlineData("2026-03-06", "2026-03-07")]
    [InlineData("2026-03-08", null)] // it came on the later of the two days
    public void An_unknown_issuer_has_two_possible_days(string? received, string? earlier)
    {
        var rules = Shipped.Catalog.Notification with { Rows = [] };

        var notified = Notification.Of(new Dispatch(Shipped.Day("2026-03-04"), Received: received is null ? null : Shipped.Day(received)), Land.BE, rules)!;

        Assert.Equal(Shipped.Day("2026-03-08"), notified.Day);
        Assert.Equal(earlier is null ? null : Shipped.Day(earlier), notified.EarlierForWarnings);
    }
}

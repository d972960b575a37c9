using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Tests.Facts;

public sealed class FactTextTests
{
    public static TheoryData<string, object, string> Rows => new()
    {
        { "person.name", "Đặng, Thị", "Đặng, Thị" },
        { "case.state", "BESCHEID", "BESCHEID" },
        { "case.overlays", new[] { "QA", "PAR81A" }, "QA,PAR81A" },
        { "decision.dated_on", new DateOnly(2026, 7, 27), "2026-07-27" },
        { "appointment.at", new DateTimeOffset(2026, 1, 21, 8, 0, 0, TimeSpan.Zero), "2026-01-21T08:00:00Z" },
        { "exam.attempt", 2, "2" },
        { "application.fee", 550m, "550.00" },
        { "application.regulated", true, "true" },
        { "application.regulated", false, "false" },
        { "person.entry_year", 2015, "2015" },
        { "request.period_length", "4 weeks", "4 weeks" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_value_comes_back_from_its_text(string fact, object value, string text)
    {
        Assert.Equal(text, FactText.Of(value));
        Assert.Equal(value, FactText.Value(Shipped.CaseFacts.Find(fact)!, text));
    }

    [Fact]
    public void An_instant_is_told_in_utc_wherever_it_comes_from() =>
        Assert.Equal("2026-01-21T08:00:00Z", FactText.Of(new DateTimeOffset(2026, 1, 21, 9, 0, 0, TimeSpan.FromHours(1))));

    [Fact]
    public void Nothing_is_nothing() => Assert.Null(FactText.Of(null));

    [Fact]
    public void Something_else_is_refused() => Assert.Throws<ArgumentException>(() => FactText.Of(new object()));
}

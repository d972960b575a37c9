using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

/// <summary>Where a date rests on something nobody has checked, it says so, and warnings take the earlier day.</summary>
public sealed class DoubtTests
{
    [Fact]
    public void An_issuer_without_a_row_is_warned_of_one_day_earlier()
    {
        var catalog = Shipped.Catalog with { Notification = Shipped.Catalog.Notification with { Rows = [] } };

        var deadline = Assert.IsType<DeadlineOutcome.Computed>(catalog.Evaluate("D10", Shipped.Request("decision_notified=posted 2026-09-24", "BE"))).Deadline;

        Assert.Equal((Shipped.Day("2026-10-28"), Shipped.Day("2026-10-27")), (deadline.End, deadline.WarnBy));
        Assert.Equal([new Reason(DeadlineReason.NotificationUnknown, Shipped.Day("2026-09-28"), Shipped.Day("2026-09-27"))], deadline.Flags);
    }

    [Fact]
    public void An_assumed_fiction_is_shown_as_an_assumption_and_is_no_second_date()
    {
        var deadline = Shipped.Compute("D10", Shipped.Request("decision_notified=posted 2026-07-27", "NW"));

        Assert.Equal((Shipped.Day("2026-08-31"), Shipped.Day("2026-08-31")), (deadline.End, deadline.WarnBy)); // C01
        Assert.Equal([new Reason(DeadlineReason.NotificationAssumed, 4, "NW")], deadline.Flags);
    }

    [Theory]
    [InlineData("BY", true)]
    [InlineData("BY:Krumbach", true)]
    [InlineData("BY:Nürnberg", false)]
    [InlineData("NW", false)]
    public void An_end_that_may_be_a_holiday_of_the_municipality_says_so(string place, bool doubtful)
    {
        var deadline = Shipped.Compute("D03", Shipped.Request("documents_complete=2025-05-15", place));

        Assert.Equal(Shipped.Day("2025-08-15"), deadline.End); // the earlier of the two
        Assert.Equal(doubtful, deadline.Flags.Any(flag => flag.Code == DeadlineReason.DoubtfulHoliday));
    }

    [Fact]
    public void A_letter_that_never_arrived_starts_nothing()
    {
        var request = Shipped.Request("", "NW") with
        {
            Facts = new Dictionary<string, Fact> { ["decision_notified"] = new Fact.Sent(new Dispatch(Shipped.Day("2026-07-27"), NeverReceived: true)) },
        };

        var outcome = Assert.IsType<DeadlineOutcome.NotComputable>(Shipped.Catalog.Evaluate("D10", request));

        Assert.Equal([new Reason(DeadlineReason.NotNotified, "decision_notified")], outcome.Reasons);
    }

    [Theory]
    [InlineData("D13", "obstacle_gone=2026-10-20", "SL", DeadlineReason.LimitNotChecked)]
    [InlineData("D35", "employment_ends=2027-03-31", "RP", DeadlineReason.KnowledgeUnknown)]
    [InlineData("D35", "employment_end_learned=2026-12-24", "RP", DeadlineReason.MainPeriodUnknown)]
    [InlineData("D23", "appointment_requested=2026-03-02", "abroad", DeadlineReason.PlaceAbroad)]
    [InlineData("D61", "breach_known=2026-03-02", "NW", DeadlineReason.DayInsteadOfHour)]
    [InlineData("D07", "documents_complete=2027-06-20", "TH", DeadlineReason.Assumption)]
    public void What_was_not_known_is_named(string code, string facts, string place, string flag) =>
        Assert.Equal(flag, Assert.Single(Shipped.Compute(code, Shipped.Request(facts, place)).Flags).Code);

    [Fact]
    public void A_clause_below_three_months_in_a_standard_contract_is_counted_and_doubted()
    {
        var request = Shipped.Request("claim_due=2026-11-30", "BY", "standard_contract") with { Set = new SetPeriod.OfLength(Length.Months(2)) };

        var deadline = Shipped.Compute("D34", request);

        Assert.Equal(Shipped.Day("2027-02-01"), deadline.End);
        Assert.Equal([DeadlineReason.AgreedTooShort], deadline.Flags.Select(flag => flag.Code));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-04", 3)]
    [InlineData("2026-03-10", "2026-03-04", -6)]
    public void Days_left_are_counted_from_today(string today, string expires, int left) =>
        Assert.Equal(left, Shipped.Compute("D19", Shipped.Request($"title_expires={expires}", "NW", today: today)).DaysLeft);
}

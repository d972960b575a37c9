using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Periods;

/// <summary>What suspensions and extensions do to a decision period that began with complete documents on Monday 2026-03-16 and ends on 2026-06-16.</summary>
public sealed class RunningPeriodTests
{
    private const string Unmoved = "2026-06-16";

    [Fact]
    public void A_second_extension_is_flagged_and_not_applied()
    {
        var course = Course(Extended("2026-05-04", "1 month"), Extended("2026-06-01", "2 weeks"));

        Assert.Equal(Shipped.Day("2026-07-16"), course.End);
        Assert.Equal([new Reason(ClockFlag.SecondExtension, Shipped.Day("2026-06-01"), "BQFG § 6 Abs. 3 S. 3–4, § 13 Abs. 3 S. 3, 5")], course.Flags);
        Assert.Equal(Shipped.Day("2026-07-30"), course.Announced); // shown beside the statutory end
    }

    [Fact]
    public void An_extension_on_the_last_day_is_in_time_and_the_day_after_it_is_not()
    {
        Assert.Equal(Shipped.Day("2026-07-16"), Course(Extended("2026-06-16", "1 month")).End);

        var late = Course(Extended("2026-06-17", "1 month"));

        Assert.Equal(Shipped.Day(Unmoved), late.End);
        Assert.Equal([new Reason(ClockFlag.ExtensionAfterEnd, Shipped.Day("2026-06-17"), Shipped.Day(Unmoved))], late.Flags);
    }

    [Fact]
    public void The_day_to_which_the_end_is_shifted_still_belongs_to_the_period()
    {
        var course = Course("2026-03-14", [Extended("2026-06-15", "1 month")]); // Sunday 14 June, shifted to Monday

        Assert.Equal(Shipped.Day("2026-07-14"), course.End);
        Assert.Empty(course.Flags);
    }

    [Theory]
    [InlineData(false, "1 month", null, ClockFlag.ExtensionWithoutReason)]
    [InlineData(true, null, null, ClockFlag.ExtensionWithoutLength)]
    [InlineData(true, null, "2026-06-16", ClockFlag.ExtensionShortens)]
    [InlineData(true, null, "2026-05-20", ClockFlag.ExtensionShortens)]
    public void An_extension_without_what_it_needs_is_flagged_and_not_applied(bool reasoned, string? by, string? until, string flag)
    {
        var course = Course(new ClockEvent.Extended(
            Shipped.Day("2026-05-04"), by is null ? null : Of(by), until is null ? null : Shipped.Day(until), reasoned));

        Assert.Equal(Shipped.Day(Unmoved), course.End);
        Assert.Equal(flag, Assert.Single(course.Flags).Code);
    }

    [Fact]
    public void A_named_day_counts_and_is_compared_with_the_named_length()
    {
        var course = Course(new ClockEvent.Extended(Shipped.Day("2026-05-04"), Length.Months(1), Shipped.Day("2026-07-20")));

        Assert.Equal(Shipped.Day("2026-07-20"), course.End);
        Assert.Equal([new Reason(ClockFlag.NamedDayDiffers, Shipped.Day("2026-07-20"), Shipped.Day("2026-07-16"))], course.Flags);
    }

    [Fact]
    public void For_an_EU_diploma_in_a_regulated_profession_a_month_is_the_most()
    {
        var course = Course("2026-03-16", [new ClockEvent.Extended(Shipped.Day("2026-05-04"), null, Shipped.Day("2026-09-30"))], "regulated", "eu_diploma");

        Assert.Equal(Shipped.Day("2026-07-16"), course.End);
        Assert.Equal(Shipped.Day("2026-09-30"), course.Announced);
        Assert.Equal([new Reason("UNZULAESSIG_EU_1_MONAT", Shipped.Day("2026-09-30"), Length.Months(1), "BQFG § 13 Abs. 3 S. 4")], course.Flags);
    }

    [Theory]
    [InlineData("regulated")]
    [InlineData("eu_diploma")]
    public void The_month_is_the_most_only_when_both_hold(string circumstance) =>
        Assert.Equal(Shipped.Day("2026-09-16"), Course("2026-03-16", [Extended("2026-05-04", "3 months")], circumstance).End);

    [Theory]
    [InlineData(null, "2026-05-11", ClockFlag.SuspensionWithoutReason)]
    [InlineData(" ", "2026-05-11", ClockFlag.SuspensionWithoutReason)]
    [InlineData("ZWEIFEL_EU", "2026-05-11", ClockFlag.SuspensionIneffective)] // certified copies of EU papers do not suspend
    [InlineData("FEHLEND", "2026-05-11", ClockFlag.SuspensionIneffective)]
    [InlineData("VERHANDLUNG", "2026-05-11", ClockFlag.SuspensionOnThatGroundNotProvided)]
    [InlineData("ZWEIFEL", "2026-04-10", ClockFlag.SuspensionEndsBeforeItBegins)]
    public void A_suspension_without_ground_or_sense_is_flagged_and_not_applied(string? cause, string until, string flag)
    {
        var course = Course(Suspended("2026-04-13", until, cause));

        Assert.Equal(Shipped.Day(Unmoved), course.End);
        Assert.Equal(flag, Assert.Single(course.Flags).Code);
    }

    [Fact]
    public void A_suspension_after_the_end_has_no_effect()
    {
        var course = Course(Suspended("2026-06-17", "2026-07-31"));

        Assert.Equal(Shipped.Day(Unmoved), course.End);
        Assert.Equal([new Reason(ClockFlag.SuspensionAfterEnd, Shipped.Day("2026-06-17"), Shipped.Day(Unmoved))], course.Flags);
    }

    [Fact]
    public void Time_before_the_period_began_is_not_counted()
    {
        Assert.Equal(Shipped.Day("2026-06-20"), Course(Suspended("2026-03-02", "2026-03-20")).End); // 17 to 20 March: four days

        var before = Course(Suspended("2026-03-02", "2026-03-16"));

        Assert.Equal(Shipped.Day(Unmoved), before.End);
        Assert.Equal([new Reason(ClockFlag.SuspensionBeforeStart, Shipped.Day("2026-03-02"), Shipped.Day("2026-03-17"))], before.Flags);
    }

    [Theory]
    [InlineData(SuspensionEnd.PeriodSet, "2026-07-15")] // until the end of the period set, although the client was quick
    [InlineData(SuspensionEnd.Delivery, "2026-06-24")] // 13 to 20 April: eight days
    public void An_early_delivery_ends_a_suspension_only_where_the_authority_practises_that(SuspensionEnd practice, string end) => Assert.Equal(
        Shipped.Day(end),
        Period("2026-03-16").After(
            [new ClockEvent.Suspended(Shipped.Day("2026-04-13"), new SetPeriod.NamedDay(Shipped.Day("2026-05-11")), "ZWEIFEL", Shipped.Day("2026-04-20"))],
            practice, Shipped.Day("2026-03-16")).End);

    [Theory]
    [InlineData("ZWEIFEL", false, "2026-05-09", 29)] // a Saturday: the period set ends on Monday 11 May
    [InlineData("ZWEIFEL", true, "2026-05-09", 27)] // unless the authority pointed to the rule
    [InlineData("QA", false, "2026-05-09", 27)] // a qualification analysis simply ends
    public void The_weekend_rule_applies_to_the_period_that_ends_a_suspension(string cause, bool stands, string until, int days)
    {
        var course = Course(new ClockEvent.Suspended(Shipped.Day("2026-04-13"), new SetPeriod.NamedDay(Shipped.Day(until), stands), cause));

        Assert.Equal(days, course.Suspended.Sum(span => span.Days));
        Assert.Equal(Shipped.Day(Unmoved).AddDays(days), course.End);
    }

    [Fact]
    public void A_request_within_four_weeks_suspends_until_they_are_over()
    {
        var course = Course(new ClockEvent.Suspended(Shipped.Day("2026-04-13"), new SetPeriod.OfLength(Length.Weeks(4)), "INHALT"));

        Assert.Equal([new DaySpan(Shipped.Day("2026-04-13"), Shipped.Day("2026-05-11"))], course.Suspended);
    }

    [Fact]
    public void A_period_never_ends_before_its_own_suspension()
    {
        // The end, Saturday 13 June, would be shifted to Monday; on that Monday the authority suspends for ten days, and ten days after Saturday are too few.
        var course = Course("2026-03-13", [Suspended("2026-06-15", "2026-06-24")]);

        Assert.Equal(Shipped.Day("2026-06-24"), course.End);
    }

    [Fact]
    public void A_suspension_without_end_pauses_the_period()
    {
        var course = Period("2026-03-16").After([new ClockEvent.Suspended(Shipped.Day("2026-04-13"), null, "QA")], SuspensionEnd.PeriodSet, Shipped.Day("2026-04-20"));

        Assert.Equal(Shipped.Day("2026-04-13"), course.PausedSince);
        Assert.Equal(Shipped.Day("2026-06-24"), course.End); // if it ended today
    }

    [Fact]
    public void On_the_same_day_the_suspension_comes_before_the_extension()
    {
        var course = Course(Extended("2026-05-29", "1 month"), Suspended("2026-05-29", "2026-06-12")); // fifteen days: to 1 July, then a month

        Assert.Equal(Shipped.Day("2026-08-01"), course.End); // the other way round it would be 16 July and fifteen days, 31 July
        Assert.Equal([typeof(DerivationStep.Suspended), typeof(DerivationStep.Extended)], course.Steps.Select(step => step.GetType()));
    }

    [Fact]
    public void Of_two_extensions_on_one_day_the_same_counts_in_whatever_order_they_were_recorded()
    {
        ClockEvent[] both = [Extended("2026-05-04", "1 month"), Extended("2026-05-04", "2 weeks")];

        Assert.Equal(Course(both).End, Course([.. both.Reverse()]).End);
        Assert.Equal(Course(both).Announced, Course([.. both.Reverse()]).Announced);
    }

    [Fact]
    public void Where_the_law_provides_nothing_nothing_moves()
    {
        var course = (Period("2026-03-16") with { Suspensions = null, Extensions = null }).After(
            [Suspended("2026-04-13", "2026-05-11"), Extended("2026-05-04", "1 month")], SuspensionEnd.PeriodSet, Shipped.Day("2026-03-16"));

        Assert.Equal(Shipped.Day(Unmoved), course.End);
        Assert.Equal([ClockFlag.SuspensionNotProvided, ClockFlag.ExtensionNotProvided], course.Flags.Select(flag => flag.Code));
    }

    private static PeriodCourse Course(params ClockEvent[] events) => Course("2026-03-16", events);

    private static PeriodCourse Course(string complete, ClockEvent[] events, params string[] circumstances) =>
        (Period(complete) with { Circumstances = circumstances.ToHashSet() }).After(events, SuspensionEnd.PeriodSet, Shipped.Day(complete));

    private static RunningPeriod Period(string complete)
    {
        var row = Shipped.Catalog.Find("D03")!.Rows[0];
        var start = Shipped.Day(complete);
        return new RunningPeriod(
            start.AddDays(1), Counting.LastDayAfter(start, row.Length!.Value), true, row.Suspensions, row.Extensions, new HashSet<string>(), Shipped.Holidays, Shipped.At("NW"));
    }

    private static ClockEvent.Suspended Suspended(string from, string until, string? cause = "ZWEIFEL") =>
        new(Shipped.Day(from), new SetPeriod.NamedDay(Shipped.Day(until)), cause);

    private static ClockEvent.Extended Extended(string announced, string by) => new(Shipped.Day(announced), Of(by));

    private static Length Of(string text) => Length.TryParse(text, out var length) ? length : throw new FormatException(text);
}

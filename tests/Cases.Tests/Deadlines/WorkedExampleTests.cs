using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

/// <summary>The worked examples T01 to T40 of the specification: event, rule, unshifted end, result at the place.</summary>
public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData("T01", "D01", "application_received=2026-01-30", "BY", "2026-02-28", "2026-03-02")] // no 30 February; weekend
    [InlineData("T02", "D01", "application_received=2026-01-31", "NW", "2026-02-28", "2026-03-02")] // same end as T01
    [InlineData("T03", "D03", "documents_complete=2026-02-04", "BE", "2026-05-04", "2026-05-04")]
    [InlineData("T04", "D03", "documents_complete=2025-11-30", "HH", "2026-02-28", "2026-03-02")] // month end and weekend
    [InlineData("T05", "D03", "documents_complete=2025-07-31", "NI", "2025-10-31", "2025-11-03")] // Reformationstag
    [InlineData("T05", "D03", "documents_complete=2025-07-31", "SN", "2025-10-31", "2025-11-03")]
    [InlineData("T05", "D03", "documents_complete=2025-07-31", "NW", "2025-10-31", "2025-10-31")]
    [InlineData("T05", "D03", "documents_complete=2025-07-31", "BY", "2025-10-31", "2025-10-31")]
    [InlineData("T06", "D03", "documents_complete=2027-08-01", "NW", "2027-11-01", "2027-11-02")] // Allerheiligen
    [InlineData("T06", "D03", "documents_complete=2027-08-01", "BY", "2027-11-01", "2027-11-02")]
    [InlineData("T06", "D03", "documents_complete=2027-08-01", "BE", "2027-11-01", "2027-11-01")]
    [InlineData("T06", "D03", "documents_complete=2027-08-01", "HE", "2027-11-01", "2027-11-01")]
    [InlineData("T07", "D03", "documents_complete=2027-06-20", "TH", "2027-09-20", "2027-09-21")] // Weltkindertag
    [InlineData("T07", "D03", "documents_complete=2027-06-20", "SN", "2027-09-20", "2027-09-20")]
    [InlineData("T08", "D06", "documents_complete=2027-01-08", "BE", "2027-03-08", "2027-03-09")] // Frauentag
    [InlineData("T08", "D06", "documents_complete=2027-01-08", "MV", "2027-03-08", "2027-03-09")]
    [InlineData("T08", "D06", "documents_complete=2027-01-08", "BB", "2027-03-08", "2027-03-08")]
    [InlineData("T09", "D09", "decision_notified=2026-10-18", "SN", "2026-11-18", "2026-11-19")] // Buß- und Bettag; a start on Sunday counts
    [InlineData("T09", "D09", "decision_notified=2026-10-18", "BE", "2026-11-18", "2026-11-18")]
    [InlineData("T10", "D09", "decision_notified=2026-05-04", "NW", "2026-06-04", "2026-06-05")] // Fronleichnam
    [InlineData("T10", "D09", "decision_notified=2026-05-04", "BE", "2026-06-04", "2026-06-04")]
    [InlineData("T10", "D09", "decision_notified=2026-05-04", "SN", "2026-06-04", "2026-06-04")]
    [InlineData("T10", "D09", "decision_notified=2026-05-04", "SN:Crostwitz", "2026-06-04", "2026-06-05")] // a listed municipality
    [InlineData("T11", "D03", "documents_complete=2025-05-15", "SL", "2025-08-15", "2025-08-18")] // Mariä Himmelfahrt
    [InlineData("T11", "D03", "documents_complete=2025-05-15", "BY:München", "2025-08-15", "2025-08-18")]
    [InlineData("T11", "D03", "documents_complete=2025-05-15", "BY:Nürnberg", "2025-08-15", "2025-08-15")]
    [InlineData("T12", "D10", "decision_notified=2025-07-08", "BY:Augsburg", "2025-08-08", "2025-08-11")] // a holiday of one city
    [InlineData("T12", "D10", "decision_notified=2025-07-08", "BY:München", "2025-08-08", "2025-08-08")]
    [InlineData("T13", "D10", "decision_notified=2025-12-06", "BY", "2026-01-06", "2026-01-07")] // Epiphany
    [InlineData("T13", "D10", "decision_notified=2025-12-06", "ST", "2026-01-06", "2026-01-07")]
    [InlineData("T13", "D10", "decision_notified=2025-12-06", "HE", "2026-01-06", "2026-01-06")]
    [InlineData("T13", "D10", "decision_notified=2025-12-06", "SN", "2026-01-06", "2026-01-06")]
    [InlineData("T16", "D10", "decision_notified=2026-11-25", "BY", "2026-12-25", "2026-12-28")] // Christmas
    [InlineData("T16", "D10", "decision_notified=2026-11-25", "HH", "2026-12-25", "2026-12-28")]
    [InlineData("T17", "D09", "decision_notified=2026-03-03", "BW", "2026-04-03", "2026-04-07")] // Easter
    [InlineData("T17", "D09", "decision_notified=2026-03-03", "SH", "2026-04-03", "2026-04-07")]
    [InlineData("T18", "D09", "decision_notified=2026-08-31", "NI", "2026-09-30", "2026-09-30")] // no 31 September
    [InlineData("T19", "D11", "decision_notified=2026-02-13", "HH", "2027-02-13", "2027-02-15")] // a year
    [InlineData("T20", "D12", "application_received=2026-03-31", "NW", "2026-06-30", "2026-07-01")] // not before
    [InlineData("T27", "D02", "application_received=2026-12-11", "BY", "2026-12-25", "2026-12-28")] // weeks and Christmas
    [InlineData("T28", "D06", "documents_complete=2026-12-31", "HE", "2027-02-28", "2027-03-01")] // change of the year
    [InlineData("T29", "D04", "documents_complete=2026-07-31", "NW", "2026-11-30", "2026-11-30")] // no 31 November
    [InlineData("T30", "D14", "decision_notified=2026-08-31", "BE", "2027-02-28", "2027-03-01")]
    [InlineData("T31", "D30", "dismissal_received=2026-12-15", "BY", "2027-01-05", "2027-01-05")]
    [InlineData("T32", "D30", "dismissal_received=2026-12-16", "BY", "2027-01-06", "2027-01-07")] // the court's holiday
    [InlineData("T32", "D30", "dismissal_received=2026-12-16", "HE", "2027-01-06", "2027-01-06")]
    [InlineData("T33", "D32", "fixed_term_ends=2026-11-30", "HH", "2026-12-21", "2026-12-21")]
    [InlineData("T34", "D33", "refusal_received=2026-12-31", "BE", "2027-02-28", "2027-03-01")]
    [InlineData("T35", "D35", "employment_end_learned=2026-12-24", "RP", "2026-12-27", "2026-12-28")] // three days from knowledge
    [InlineData("T36", "D13", "obstacle_gone=2026-10-20", "SL", "2026-11-03", "2026-11-03")]
    [InlineData("T38", "D03", "documents_complete=2027-11-30", "SN", "2028-02-29", "2028-02-29")] // leap year
    [InlineData("T40", "D35", "employment_ends=2027-03-31;employment_end_learned=2026-10-01", "RP", "2026-12-31", "2026-12-31")] // backwards, no shift
    public void An_event_leads_to_an_end_and_a_result_at_the_place(string example, string code, string facts, string place, string rawEnd, string end)
    {
        var deadline = Shipped.Compute(code, Shipped.Request(facts, place));

        Assert.Equal((example, Shipped.Day(rawEnd), Shipped.Day(end)), (example, deadline.RawEnd, deadline.End));
        Assert.Equal(deadline.End, deadline.Derivation[^1].Day);
    }

    [Theory]
    [InlineData("T09", "D09", "2026-10-18", "2026-11-18", "SN", "2026-11-19")] // and all others on the day itself
    [InlineData("T16", "D10", "2026-11-25", "2026-12-28", "", "")]
    [InlineData("T17", "D09", "2026-03-03", "2026-04-07", "", "")]
    public void Some_results_are_the_same_in_all_other_Länder(string example, string code, string notified, string end, string except, string endThere) =>
        Assert.All(Enum.GetValues<Land>(), land => Assert.Equal(
            (example, land, Shipped.Day(land.ToString() == except ? endThere : end)),
            (example, land, Shipped.Compute(code, Shipped.Request($"decision_notified={notified}", land.ToString())).End)));

    [Theory]
    [InlineData("T14", "2026-04-30", "RP", "2026-05-04", "2026-06-04", "2026-06-05")]
    [InlineData("T14", "2026-04-30", "BE", "2026-05-04", "2026-06-04", "2026-06-04")]
    [InlineData("T15", "2026-03-04", "BE", "2026-03-08", "2026-04-08", "2026-04-08")] // a Sunday that is a holiday as well: no shift
    [InlineData("T15", "2026-03-04", "HB", "2026-03-08", "2026-04-08", "2026-04-08")]
    public void A_letter_counts_as_notified_on_the_fourth_day(string example, string posted, string place, string notified, string rawEnd, string end)
    {
        var deadline = Shipped.Compute("D09", Shipped.Request($"decision_notified=posted {posted}", place));

        Assert.Equal(
            (example, Shipped.Day(notified), Shipped.Day(rawEnd), Shipped.Day(end)), (example, deadline.Start, deadline.RawEnd, deadline.End));
    }

    [Fact]
    public void T14_a_Land_with_three_days_is_one_day_earlier()
    {
        var rules = Shipped.Catalog.Notification;
        var three = new NotificationDays(new HashSet<string> { "RP" }, Shipped.Day("2025-01-01"), null, 3, "RP", false);
        var catalog = Shipped.Catalog with { Notification = rules with { Rows = [three, .. rules.Rows] } };

        var outcome = Assert.IsType<DeadlineOutcome.Computed>(catalog.Evaluate("D09", Shipped.Request("decision_notified=posted 2026-04-30", "RP")));

        Assert.Equal((Shipped.Day("2026-05-03"), Shipped.Day("2026-06-03")), (outcome.Deadline.Start, outcome.Deadline.End));
    }

    [Theory]
    [InlineData("T21", "2026-03-16", "NW", "ZWEIFEL 2026-04-13 2026-05-11", 29, "2026-07-15", "2026-07-15")]
    [InlineData("T22", "2026-01-12", "NI", "QA 2026-02-16 2026-05-22", 96, "2026-07-17", "2026-07-17")] // added to the unshifted end
    [InlineData("T23", "2026-03-16", "NW", "ZWEIFEL 2026-04-13 2026-05-11;INHALT 2026-05-04 2026-05-29", 47, "2026-08-02", "2026-08-03")] // overlap counts once
    public void A_suspension_moves_the_unshifted_end_by_its_days(string example, string complete, string place, string suspensions, int days, string rawEnd, string end)
    {
        var request = Shipped.Request($"documents_complete={complete}", place) with
        {
            Events = [.. suspensions.Split(';').Select(suspension => suspension.Split(' ')).Select(parts =>
                new ClockEvent.Suspended(Shipped.Day(parts[1]), new SetPeriod.NamedDay(Shipped.Day(parts[2])), parts[0]))],
        };

        var deadline = Shipped.Compute("D03", request);

        Assert.Equal((example, Shipped.Day(rawEnd), Shipped.Day(end)), (example, deadline.RawEnd, deadline.End));
        Assert.Equal(days, deadline.Derivation.OfType<DerivationStep.Suspended>().Sum(step => step.Days));
        Assert.Empty(deadline.Flags);
    }

    [Theory]
    [InlineData("T24", "2026-02-27", "HE", "regulated eu_diploma", "2026-06-27", "2026-06-29")] // the most for an EU diploma
    [InlineData("T25", "2026-01-12", "BW", "", "2026-05-12", "2026-05-12")] // from the unshifted Sunday, not from Monday
    [InlineData("T26", "2026-11-28", "NW", "", "2027-03-31", "2027-03-31")] // from 28 February to the end of March
    public void An_extension_is_attached_to_the_unshifted_end(string example, string complete, string place, string circumstances, string rawEnd, string end)
    {
        var request = Shipped.Request($"documents_complete={complete}", place, circumstances) with
        {
            Events = [new ClockEvent.Extended(Shipped.Day(complete).AddMonths(2), Length.Months(1))],
        };

        var deadline = Shipped.Compute("D03", request);

        Assert.Equal((example, Shipped.Day(rawEnd), Shipped.Day(end)), (example, deadline.RawEnd, deadline.End));
        Assert.Equal(example == "T26" ? [new Reason(ClockFlag.MonthEnd, Shipped.Day("2027-03-31"), Shipped.Day("2027-03-28"))] : [], deadline.Flags);
    }

    [Fact]
    public void T37_a_period_set_by_a_letter_runs_from_its_notification()
    {
        var request = Shipped.Request("period_notified=posted 2026-10-01", "NW") with { Set = new SetPeriod.OfLength(Length.Weeks(4)) };

        var deadline = Shipped.Compute("D08", request);

        Assert.Equal((Shipped.Day("2026-10-05"), Shipped.Day("2026-11-02"), Shipped.Day("2026-11-02")), (deadline.Start, deadline.RawEnd, deadline.End));
    }

    [Fact]
    public void T39_consent_is_deemed_given_from_the_day_after_the_shifted_end()
    {
        var deadline = Shipped.Compute("D22", Shipped.Request("consent_requested=2026-12-18", "HE", "par81a"));

        Assert.Equal((Shipped.Day("2026-12-25"), Shipped.Day("2026-12-28")), (deadline.RawEnd, deadline.End));
        Assert.Equal(Shipped.Day("2026-12-29"), deadline.DeemedApprovedFrom);
    }
}

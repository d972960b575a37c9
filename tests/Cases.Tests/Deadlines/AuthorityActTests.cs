using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

/// <summary>What authorities do to running periods, and what of it counts.</summary>
public sealed class AuthorityActTests
{
    [Fact]
    public void C05_the_EU_month_counts_and_a_later_day_is_only_shown()
    {
        var request = Shipped.Request("documents_complete=2027-06-20", "TH", "regulated eu_diploma");
        var month = request with { Events = [new ClockEvent.Extended(Shipped.Day("2027-09-14"), Length.Months(1))] };
        var november = request with { Events = [new ClockEvent.Extended(Shipped.Day("2027-09-14"), null, Shipped.Day("2027-11-30"))] };

        var (counted, capped) = (Shipped.Compute("D07", month), Shipped.Compute("D07", november));

        Assert.Equal((Shipped.Day("2027-10-20"), null), (counted.End, counted.Announced));
        Assert.Equal((Shipped.Day("2027-10-20"), Shipped.Day("2027-11-30")), (capped.End, capped.Announced));
        Assert.Contains("UNZULAESSIG_EU_1_MONAT", capped.Flags.Select(flag => flag.Code));
        Assert.DoesNotContain("UNZULAESSIG_EU_1_MONAT", counted.Flags.Select(flag => flag.Code));
    }

    [Theory]
    [InlineData("D04", "documents_complete=2026-05-15", "nursing", "2026-09-15")]
    [InlineData("D04a", "documents_complete=2026-05-15", "nursing", "2026-08-17")] // C13
    [InlineData("D05", "documents_complete=2026-05-15", "doctor", "2026-09-15")]
    [InlineData("D06", "documents_complete=2026-05-15", "par81a nursing", "2026-07-15")]
    public void In_health_professions_nothing_suspends_or_extends_by_itself(string code, string facts, string circumstances, string end)
    {
        var request = Shipped.Request(facts, "BY:Amberg", circumstances) with
        {
            Events =
            [
                new ClockEvent.Suspended(Shipped.Day("2026-06-01"), new SetPeriod.NamedDay(Shipped.Day("2026-06-30")), "ZWEIFEL_EU"),
                new ClockEvent.Extended(Shipped.Day("2026-06-02"), Length.Months(1)),
            ],
        };

        var deadline = Shipped.Compute(code, request);

        Assert.Equal(Shipped.Day(end), deadline.End);
        Assert.Equal([ClockFlag.SuspensionNotProvided, ClockFlag.ExtensionNotProvided], deadline.Flags.Select(flag => flag.Code));
    }

    [Fact]
    public void An_open_qualification_analysis_pauses_the_decision_period()
    {
        var request = Shipped.Request("documents_complete=2026-01-12", "NI", today: "2026-05-22") with
        {
            Events = [new ClockEvent.Suspended(Shipped.Day("2026-02-16"), null, "QA")],
        };

        var paused = Assert.IsType<DeadlineOutcome.Paused>(Shipped.Catalog.Evaluate("D03", request));

        Assert.Equal(Shipped.Day("2026-02-16"), paused.Since);
        Assert.Equal(Shipped.Day("2026-07-17"), paused.IfEndedToday.End); // T22, if today were its end
    }

    [Fact]
    public void A_period_for_missing_documents_can_be_extended_again_and_afterwards()
    {
        var request = Shipped.Request("period_notified=2026-10-05", "NW") with
        {
            Set = new SetPeriod.OfLength(Length.Weeks(4)),
            Events =
            [
                new ClockEvent.Extended(Shipped.Day("2026-11-10"), null, Shipped.Day("2026-12-15"), IsReasoned: false),
                new ClockEvent.Extended(Shipped.Day("2026-10-20"), Length.Weeks(1), IsReasoned: false),
            ],
        };

        var deadline = Shipped.Compute("D08", request);

        Assert.Equal(Shipped.Day("2026-12-15"), deadline.End);
        Assert.Empty(deadline.Flags);
    }

    [Theory]
    [InlineData(false, "2026-11-02")] // Saturday 31 October: the rule applies …
    [InlineData(true, "2026-10-31")] // … unless the authority pointed to it
    public void A_named_day_on_a_weekend_stands_only_if_the_authority_pointed_to_the_rule(bool stands, string end)
    {
        var request = Shipped.Request("period_notified=2026-10-05", "HE") with { Set = new SetPeriod.NamedDay(Shipped.Day("2026-10-31"), stands) };

        Assert.Equal(Shipped.Day(end), Shipped.Compute("D08", request).End);
    }

    [Theory]
    [InlineData("2026-12-22", true)] // it asked in time, so nothing is deemed given
    [InlineData("2026-12-28", true)]
    [InlineData("2026-12-29", false)] // too late: the consent is there already
    public void A_question_of_the_BA_stops_the_fiction_until_its_end(string asked, bool ended)
    {
        var outcome = Shipped.Catalog.Evaluate("D22", Shipped.Request($"consent_requested=2026-12-18;ba_asked_for_information={asked}", "HE", "par81a"));

        Assert.Equal(ended, outcome is DeadlineOutcome.Ended);
    }

    [Fact]
    public void A_withdrawal_ends_what_binds_the_authority()
    {
        var request = Shipped.Request("documents_complete=2026-03-16;application_withdrawn=2026-05-04", "NW");

        var ended = Assert.IsType<DeadlineOutcome.Ended>(Shipped.Catalog.Evaluate("D03", request));

        Assert.Equal((Shipped.Day("2026-05-04"), "application_withdrawn"), (ended.Day, ended.Fact));
    }

    [Fact]
    public void Access_to_data_can_be_delayed_by_two_months_at_most()
    {
        var request = Shipped.Request("privacy_request_received=2026-01-31", "NW");

        var extended = Shipped.Compute("D60", request with { Events = [new ClockEvent.Extended(Shipped.Day("2026-02-20"), Length.Months(3))] });

        Assert.Equal(Shipped.Day("2026-04-30"), extended.End);
        Assert.Equal([ClockFlag.ExtensionTooLong], extended.Flags.Select(flag => flag.Code));
    }
}

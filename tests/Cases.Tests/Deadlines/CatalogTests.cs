using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

public sealed class CatalogTests
{
    /// <summary>Every entry at least once: mostly dates of the case scripts C01 to C13, otherwise counted by hand.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        // code, facts, place, circumstances, unshifted end, end
        { "D01", "application_received=2026-04-02", "BE", "doctor", "2026-05-02", "2026-05-04" }, // C02
        { "D01", "application_received=2026-06-15", "NI", "", "2026-07-15", "2026-07-15" }, // C03
        { "D01", "application_received=2026-06-25", "SN", "", "2026-07-25", "2026-07-27" }, // C06
        { "D01", "application_received=2026-04-20", "BY:Nürnberg", "", "2026-05-20", "2026-05-20" }, // C08
        { "D01s", "application_received=2026-03-13", "NW", "", "2026-04-13", "2026-04-13" }, // C01
        { "D01s", "application_received=2026-05-04", "BY:Amberg", "", "2026-06-04", "2026-06-05" }, // C13, Fronleichnam
        { "D02", "application_received=2026-06-01", "NW", "par81a", "2026-06-15", "2026-06-15" },
        { "D03", "documents_complete=2026-07-31", "NI", "", "2026-10-31", "2026-11-02" }, // C03
        { "D03", "documents_complete=2026-05-08", "BY:Nürnberg", "", "2026-08-08", "2026-08-10" }, // C08
        { "D03", "documents_complete=2027-03-08", "BY:Nürnberg", "", "2027-06-08", "2027-06-08" }, // C08, follow-up application
        { "D04", "documents_complete=2026-03-31", "NW", "nursing", "2026-07-31", "2026-07-31" }, // C01
        { "D04a", "documents_complete=2026-05-15", "BY:Amberg", "nursing", "2026-08-15", "2026-08-17" }, // C13
        { "D05", "documents_complete=2026-04-30", "BE", "doctor", "2026-08-30", "2026-08-31" }, // C02
        { "D05a", "documents_complete=2027-06-30", "BE", "doctor", "2027-09-30", "2027-09-30" }, // C02
        { "D06", "documents_complete=2026-03-04", "NW", "par81a", "2026-05-04", "2026-05-04" },
        { "D06", "documents_complete=2026-03-04", "NW", "par81a nursing", "2026-05-04", "2026-05-04" },
        { "D06", "documents_complete=2026-03-04", "NW", "par81a doctor", "2026-05-04", "2026-05-04" },
        { "D07", "documents_complete=2027-06-20", "TH", "regulated eu_diploma", "2027-09-20", "2027-09-21" }, // C05
        { "D07", "documents_complete=2026-07-18", "SN", "teacher", "2026-11-18", "2026-11-19" }, // C06
        { "D07", "documents_complete=2026-02-04", "BY", "", "2026-05-04", "2026-05-04" },
        { "D09", "decision_notified=2026-09-28", "BE", "", "2026-10-28", "2026-10-28" }, // C02
        { "D09", "decision_notified=2027-10-15", "TH", "", "2027-11-15", "2027-11-15" }, // C05
        { "D09", "decision_notified=2026-11-13", "SN", "", "2026-12-13", "2026-12-14" }, // C06
        { "D10", "decision_notified=2026-07-31", "NW", "", "2026-08-31", "2026-08-31" }, // C01
        { "D10", "decision_notified=2026-10-30", "NI", "", "2026-11-30", "2026-11-30" }, // C03
        { "D10", "decision_notified=2026-08-04", "BW", "", "2026-09-04", "2026-09-04" }, // C08
        { "D10", "decision_notified=2027-05-29", "BW", "", "2027-06-29", "2027-06-29" }, // C08
        { "D10", "decision_notified=2026-07-06", "BY", "", "2026-08-06", "2026-08-06" }, // C13
        { "D10", "decision_notified=2026-01-05;objection_decided=2026-07-06", "BY", "", "2026-08-06", "2026-08-06" }, // after an objection its decision counts
        { "D11", "decision_notified=2028-02-29", "NW", "", "2029-02-28", "2029-02-28" }, // no 29 February in the next year
        { "D12", "application_received=2026-04-02", "BE", "", "2026-07-02", "2026-07-03" }, // C02
        { "D12", "application_received=2026-01-02;objection_filed=2026-04-02", "BE", "", "2026-07-02", "2026-07-03" },
        { "D13", "obstacle_gone=2026-10-20;missed_end=2025-10-28", "SL", "", "2026-10-28", "2026-10-28" }, // the absolute year comes first
        { "D14", "decision_notified=2026-09-28", "BE", "doctor", "2027-03-28", "2027-03-30" }, // C02, Easter
        { "D14", "decision_notified=2027-10-15;exam_choice=2027-10-25", "TH", "regulated eu_diploma", "2028-04-25", "2028-04-25" }, // C05, from the choice
        { "D14", "decision_notified=2026-03-02;exam_choice=2026-03-20", "NW", "nursing", "2026-09-02", "2026-09-02" }, // health: from the decision
        { "D14", "decision_notified=2026-03-02", "NW", "master_craft", "2026-09-02", "2026-09-02" },
        { "D15", "exam_day=2027-02-17", "BE", "", "2027-02-12", "2027-02-12" }, // C02
        { "D16", "course_request_complete=2026-12-11", "NW", "nursing", "2026-12-25", "2026-12-28" },
        { "D17", "first_decision_dated=2026-10-26", "NI", "", "2031-10-26", "2031-10-26" }, // C03, a Sunday
        { "D18", "certificate_issued=2027-05-10", "BE", "", "2027-08-10", "2027-08-10" }, // C02
        { "D18", "certificate_issued=2027-05-10", "BE", "licence_application", "2027-06-10", "2027-06-10" },
        { "D19", "title_expires=2027-03-04", "HE", "", "2027-03-04", "2027-03-04" }, // C04
        { "D20", "employment_end_learned=2026-12-16", "BY", "", "2026-12-30", "2026-12-30" },
        { "D20", "employment_end_learned=2026-12-04", "BY", "employer", "2027-01-01", "2027-01-04" },
        { "D21", "first_permit=2026-04-07", "BW", "title_16d_3", "2027-04-06", "2027-04-06" }, // C08
        { "D21", "first_permit=2026-04-07", "BW", "title_16d_1", "2028-04-06", "2028-04-06" },
        { "D21", "first_permit=2026-04-07", "BW", "title_16d_6", "2026-10-06", "2026-10-06" },
        { "D21m", "first_permit=2026-04-07", "BW", "title_16d_3", "2029-04-06", "2029-04-06" }, // C08
        { "D21m", "first_permit=2026-04-07", "BW", "title_16d_1", "2029-04-06", "2029-04-06" },
        { "D21m", "first_permit=2026-04-07", "BW", "title_16d_6", "2026-10-06", "2026-10-06" },
        { "D22", "consent_requested=2026-12-18", "HE", "", "2027-01-01", "2027-01-04" },
        { "D23", "appointment_requested=2026-03-02", "abroad", "par81a", "2026-03-23", "2026-03-23" },
        { "D23b", "visa_application_complete=2026-03-07", "abroad", "par81a", "2026-03-28", "2026-03-30" }, // weekends are shifted abroad, too
        { "D24", "message_at_immigration_office=2026-03-02", "NW", "par81a", "2026-03-05", "2026-03-05" },
        { "D24", "message_at_immigration_office=2026-04-02", "NW", "par81a", "2026-04-08", "2026-04-08" }, // Saturday counts, Easter does not
        { "D30", "dismissal_received=2026-12-16", "BY:München", "", "2027-01-06", "2027-01-07" }, // C09
        { "D31", "obstacle_gone=2027-06-28;missed_end=2027-01-07", "BY", "", "2027-07-07", "2027-07-07" }, // the absolute six months come first
        { "D31", "obstacle_gone=2027-01-18;missed_end=2027-01-07", "BY", "", "2027-02-01", "2027-02-01" },
        { "D32", "fixed_term_ends=2026-12-04", "NW", "", "2026-12-25", "2026-12-28" },
        { "D33", "refusal_received=2026-03-02", "NW", "", "2026-05-02", "2026-05-04" },
        { "D33b", "written_claim_made=2026-03-02", "NW", "", "2026-06-02", "2026-06-02" },
        { "D35", "employment_ends=2027-01-31;employment_end_learned=2026-12-16", "BY:München", "", "2026-12-19", "2026-12-21" }, // C09
        { "D36", "first_day_without_work=2027-02-01", "BY", "", "2027-02-01", "2027-02-01" },
        { "D37", "dismissal_received=2026-12-16", "BY", "", "2026-12-30", "2026-12-30" },
        { "D38", "claim_arose=2026-11-30", "BY", "", "2029-12-31", "2029-12-31" }, // C09
        { "D39", "decision_notified=2026-03-02", "NW", "", "2026-04-02", "2026-04-02" },
        { "D39", "decision_notified=2026-03-02", "NW", "client_abroad", "2026-06-02", "2026-06-02" },
        { "D40", "suit_filed=2027-01-05", "BY:München", "", "2027-01-19", "2027-01-19" }, // C09
        { "D50", "measure_entry=2026-10-01", "NW", "", "2026-10-29", "2026-10-29" },
        { "D51", "measure_exit=2027-03-31", "NW", "", "2027-04-28", "2027-04-28" }, // C01
        { "D51", "measure_exit=2027-01-29", "BE", "", "2027-02-26", "2027-02-26" }, // C02
        { "D51", "measure_exit=2027-06-30", "NI", "", "2027-07-28", "2027-07-28" }, // C03
        { "D51", "measure_exit=2027-02-05", "HE", "", "2027-03-05", "2027-03-05" }, // C04
        { "D52", "measure_exit=2027-03-31", "NW", "", "2027-09-30", "2027-09-30" }, // C01
        { "D52", "measure_exit=2027-01-29", "BE", "", "2027-07-29", "2027-07-29" }, // C02
        { "D52", "measure_exit=2027-06-30", "NI", "", "2027-12-30", "2027-12-30" }, // C03
        { "D52", "measure_exit=2027-02-05", "HE", "", "2027-08-05", "2027-08-05" }, // C04
        { "D60", "privacy_request_received=2026-01-31", "NW", "", "2026-02-28", "2026-03-02" },
        { "D61", "breach_known=2026-03-02", "NW", "", "2026-03-04", "2026-03-04" }, // from 0:00, for the hour is not known
        { "D62", "fee_paid=2026-03-06", "HE", "", "2026-06-06", "2026-06-08" }, // C04
        { "D63", "entry_to_germany=2026-04-07", "BW", "", "2026-04-21", "2026-04-21" }, // C08
        { "D63w", "entry_to_germany=2026-04-07", "BW", "", "2026-05-07", "2026-05-07" },
    };

    [Theory]
    [InlineData("D12", true)] // an action for failure to act
    [InlineData("D09", false)]
    [InlineData("D04", false)]
    public void Letting_the_day_pass_from_which_something_is_possible_loses_nothing(string code, bool opens) => Assert.Equal(opens, Shipped.Catalog.Find(code)!.Opens);

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_entry_gives_its_date(string code, string facts, string place, string circumstances, string rawEnd, string end)
    {
        var deadline = Shipped.Compute(code, Shipped.Request(facts, place, circumstances));

        Assert.Equal((Shipped.Day(rawEnd), Shipped.Day(end)), (deadline.RawEnd, deadline.End));
        Assert.Equal(deadline.End, deadline.Derivation[^1].Day);
    }

    [Theory]
    [InlineData("D08", "period_notified=2026-10-05", "4 weeks", "", "2026-11-02")]
    [InlineData("D34", "claim_due=2026-11-30", "3 months", "standard_contract", "2027-03-01")] // C09
    [InlineData("D07", "documents_complete=2026-02-04", "4 months", "", "2026-06-05")] // the authority's own rule goes first; Fronleichnam
    public void A_period_that_somebody_set_is_counted_like_a_statutory_one(string code, string facts, string length, string circumstances, string end)
    {
        Assert.True(Length.TryParse(length, out var set));
        var request = Shipped.Request(facts, "NW", circumstances) with { Set = new SetPeriod.OfLength(set) };

        Assert.Equal(Shipped.Day(end), Shipped.Compute(code, request).End);
    }

    [Fact]
    public void Every_entry_has_an_example()
    {
        var shown = Rows.Select(row => (string)row[0]).Append("D08").Append("D34").ToHashSet();

        Assert.Equal(Shipped.Catalog.Deadlines.Select(deadline => deadline.Code), Shipped.Catalog.Deadlines.Select(deadline => deadline.Code).Where(shown.Contains));
    }

    [Theory]
    [InlineData("A", "D01 D02 D03 D04 D04a D05 D05a D06 D07 D14 D15 D16 D22 D23 D23b D24 D40")]
    [InlineData("C", "D08 D09 D10 D11 D12 D13 D17 D18 D19 D20 D21 D21m D30 D31 D32 D33 D33b D34 D35 D36 D37 D38 D39")]
    [InlineData("O", "D50 D51 D52 D60 D61")]
    [InlineData("S", "D01s D62 D63 D63w")]
    public void Each_deadline_has_its_class(string name, string codes) => Assert.Equal(
        codes.Split(' '), Shipped.Catalog.Deadlines.Where(deadline => deadline.Class.ToString() == name).Select(deadline => deadline.Code).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("D99", "", "NW", "FRIST_UNBEKANNT(D99)")]
    [InlineData("D03", "", "NW", "TATSACHE_FEHLT(documents_complete)")]
    [InlineData("D10", "", "NW", "TATSACHE_FEHLT(objection_decided, decision_notified)")]
    [InlineData("D35", "", "NW", "TATSACHE_FEHLT(employment_ends, employment_end_learned)")]
    [InlineData("D08", "", "NW", "TATSACHE_FEHLT(period_notified)|GESETZTE_FRIST_FEHLT(D08)")] // all reasons at once
    [InlineData("D21", "first_permit=2026-04-07", "BW", "UMSTAND_FEHLT(title_16d_1, title_16d_3, title_16d_6)")]
    [InlineData("D63", "entry_to_germany=2024-02-29", "BW", "KEINE_REGEL_AN_DIESEM_TAG(D63, 02/29/2024)")]
    [InlineData("D03", "documents_complete=1994-12-31", "NW", "FEIERTAGE_UNBEKANNT(12/31/1994, 01/01/1995)")]
    [InlineData("D03", "documents_complete=3001-01-01", "NW", "DATUM_AUSSERHALB(01/01/3001, 12/31/3000)")]
    public void What_cannot_be_computed_says_why(string code, string facts, string place, string reasons)
    {
        var outcome = Assert.IsType<DeadlineOutcome.NotComputable>(Shipped.Catalog.Evaluate(code, Shipped.Request(facts, place)));

        Assert.Equal(reasons, string.Join('|', outcome.Reasons.Select(Told)));
        Assert.All(outcome.Reasons, reason => Assert.NotEqual(Shipped.German.Sentence(reason), Shipped.English.Sentence(reason)));

        static string Told(Reason reason) => $"{reason.Code}({string.Join(", ", reason.Arguments.Select(argument => FormattableString.Invariant($"{argument}")))})";
    }

    [Fact]
    public void A_period_in_hours_cannot_be_set_or_added()
    {
        var request = Shipped.Request("period_notified=2026-03-02", "NW") with
        {
            Set = new SetPeriod.OfLength(new Length(72, LengthUnit.Hours)),
            Events = [new ClockEvent.Extended(Shipped.Day("2026-03-03"), new Length(3, LengthUnit.Werktage))],
        };

        var outcome = Assert.IsType<DeadlineOutcome.NotComputable>(Shipped.Catalog.Evaluate("D08", request));

        Assert.Equal(
            ["72 Stunden: hier lassen sich nur Tage, Wochen, Monate und Jahre zählen.", "3 Werktage: hier lassen sich nur Tage, Wochen, Monate und Jahre zählen."],
            outcome.Reasons.Select(Shipped.German.Sentence));
    }

    [Fact]
    public void A_period_cannot_be_set_where_the_statute_has_one()
    {
        var request = Shipped.Request("decision_notified=2026-03-02", "NW") with { Set = new SetPeriod.OfLength(Length.Weeks(2)) };

        var outcome = Assert.IsType<DeadlineOutcome.NotComputable>(Shipped.Catalog.Evaluate("D09", request));

        Assert.Equal([new Reason(DeadlineReason.PeriodNotSetHere, "D09")], outcome.Reasons);
    }
}

using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Tests.Deadlines;

public sealed class DerivationTests
{
    [Fact]
    public void A_plain_deadline_tells_its_facts_its_length_and_that_it_is_not_shifted() => Assert.Equal(
        [
            "Antrag bei der Stelle eingegangen: Fr 13.03.2026",
            "Unterlagen vollständig: Di 31.03.2026",
            "+ 4 Monate = Fr 31.07.2026 (PflAPrV § 43 Abs. 3 S. 1)",
            "keine Verschiebung: Fr 31.07.2026 ist ein Arbeitstag (NW)",
        ],
        Told("D04", Shipped.Request("application_received=2026-03-13;documents_complete=2026-03-31", "NW"), Shipped.German));

    [Fact]
    public void The_same_in_English() => Assert.Equal(
        [
            "application received by the authority: Fri 13 Mar 2026",
            "documents complete: Tue 31 Mar 2026",
            "+ 4 months = Fri 31 Jul 2026 (PflAPrV § 43 Abs. 3 S. 1)",
            "no shift: Fri 31 Jul 2026 is a working day (NW)",
        ],
        Told("D04", Shipped.Request("application_received=2026-03-13;documents_complete=2026-03-31", "NW"), Shipped.English));

    [Fact]
    public void A_letter_tells_its_way_and_a_shift_its_reasons() => Assert.Equal(
        [
            "zur Post gegeben: So 01.03.2026",
            "gilt als bekanntgegeben am 4. Tag danach, der nicht verschoben wird: Do 05.03.2026 (Landesrecht wie VwVfG § 41 Abs. 2; angenommen, bitte nachprüfen)",
            "Bescheid bekanntgegeben: Do 05.03.2026",
            "+ 1 Monat = So 05.04.2026 (VwGO § 70 Abs. 1)",
            "verschoben auf Di 07.04.2026, weil So 05.04.2026 Sonntag und Mo 06.04.2026 Ostermontag ist (Nürnberg, BY; VwGO § 57 Abs. 2, ZPO § 222 Abs. 2)",
        ],
        Told("D09", Shipped.Request("decision_notified=posted 2026-03-01", "BY:Nürnberg"), Shipped.German));

    [Fact]
    public void Suspension_and_extension_tell_from_where_to_where()
    {
        var request = Shipped.Request("documents_complete=2026-03-16", "NW") with
        {
            Events =
            [
                new ClockEvent.Extended(Shipped.Day("2026-06-01"), Length.Months(1)),
                new ClockEvent.Suspended(Shipped.Day("2026-04-13"), new SetPeriod.NamedDay(Shipped.Day("2026-05-11")), "ZWEIFEL"),
            ],
        };

        Assert.Equal(
            [
                "Unterlagen vollständig: Mo 16.03.2026",
                "+ 3 Monate = Di 16.06.2026 (BQFG § 6 Abs. 3, § 13 Abs. 3)",
                "gehemmt Mo 13.04.2026 bis Mo 11.05.2026 (begründete Zweifel an Unterlagen): + 29 Tage = Mi 15.07.2026 (BQFG § 6 Abs. 4 S. 1, § 13 Abs. 4 S. 1)",
                "am Mo 01.06.2026 verlängert um 1 Monat, angehängt an Mi 15.07.2026: Sa 15.08.2026 (BQFG § 6 Abs. 3 S. 3–4, § 13 Abs. 3 S. 3, 5)",
                "verschoben auf Mo 17.08.2026, weil Sa 15.08.2026 Samstag und So 16.08.2026 Sonntag ist (NW; VwVfG § 31 Abs. 3)",
            ],
            Told("D03", request, Shipped.German));
        Assert.Equal(
            [
                "documents complete: Mon 16 Mar 2026",
                "+ 3 months = Tue 16 Jun 2026 (BQFG § 6 Abs. 3, § 13 Abs. 3)",
                "suspended Mon 13 Apr 2026 to Mon 11 May 2026 (justified doubt about documents): + 29 days = Wed 15 Jul 2026 (BQFG § 6 Abs. 4 S. 1, § 13 Abs. 4 S. 1)",
                "extended on Mon 1 Jun 2026 by 1 month, attached to Wed 15 Jul 2026: Sat 15 Aug 2026 (BQFG § 6 Abs. 3 S. 3–4, § 13 Abs. 3 S. 3, 5)",
                "shifted to Mon 17 Aug 2026 because Sat 15 Aug 2026 is Saturday and Sun 16 Aug 2026 is Sunday (NW; VwVfG § 31 Abs. 3)",
            ],
            Told("D03", request, Shipped.English));
    }

    [Theory]
    [InlineData("D01", "application_received=2026-01-30", "NW", "+ 1 Monat = Sa 28.02.2026, letzter Tag des Monats, weil ihm der Tag 30 fehlt (BQFG § 6 Abs. 2, § 13 Abs. 2; BGB § 188 Abs. 3)")]
    [InlineData("D12", "application_received=2026-03-31", "NW", "möglich ab Mi 01.07.2026 (VwGO § 75 S. 2)")]
    [InlineData("D13", "obstacle_gone=2026-10-20;missed_end=2025-10-28", "SL", "höchstens 1 Jahr nach „versäumtes Fristende“: Mi 28.10.2026 (VwVfG § 32 Abs. 3, VwGO § 60 Abs. 3)")]
    [InlineData("D15", "exam_day=2027-02-17", "BE", "− 5 Tage = Fr 12.02.2027 (ÄApprO § 36 Abs. 3, § 37 Abs. 3)")]
    [InlineData("D15", "exam_day=2027-02-17", "BE", "keine Verschiebung: Fr 12.02.2027 ist rückwärts gerechnet")]
    [InlineData("D17", "first_decision_dated=2026-10-26", "NI", "keine Verschiebung: für So 26.10.2031 gilt die Wochenendregel hier nicht")]
    [InlineData("D38", "claim_arose=2026-11-30", "BY", "ab Jahresende Do 31.12.2026 + 3 Jahre = Mo 31.12.2029 (BGB §§ 195, 199 Abs. 1)")]
    public void Each_kind_of_step_has_its_sentence(string code, string facts, string place, string sentence) =>
        Assert.Contains(sentence, Told(code, Shipped.Request(facts, place), Shipped.German));

    [Fact]
    public void A_breach_is_told_by_the_hour()
    {
        var request = Shipped.Request("", "NW") with
        {
            Facts = new Dictionary<string, Fact> { ["breach_known"] = new Fact.AtInstant(new DateTimeOffset(2026, 3, 27, 15, 20, 0, TimeSpan.Zero)) },
        };

        var deadline = Shipped.Compute("D61", request);

        Assert.Equal(new DateTimeOffset(2026, 3, 30, 15, 20, 0, TimeSpan.Zero), deadline.Over); // 72 true hours, although the clocks changed in between
        Assert.Contains("+ 72 Stunden = Mo 30.03.2026, 17:20 Uhr (DSGVO Art. 33 Abs. 1)", Shipped.German.Derivation(deadline));
    }

    [Fact]
    public void Every_day_of_the_week_and_every_month_is_written_in_both_languages()
    {
        Assert.Equal(
            ["Fr 01.01.2027", "Mo 01.02.2027", "Mo 01.03.2027", "Do 01.04.2027", "Sa 01.05.2027", "Di 01.06.2027", "Do 01.07.2027", "So 01.08.2027", "Mi 01.09.2027"],
            Enumerable.Range(1, 9).Select(month => Shipped.German.Day(new DateOnly(2027, month, 1))));
        Assert.Equal("Wed 1 Dec 2027", Shipped.English.Day(new DateOnly(2027, 12, 1)));
    }

    private static List<string> Told(string code, DeadlineRequest request, DeadlineText text) => [.. text.Derivation(Shipped.Compute(code, request))];
}

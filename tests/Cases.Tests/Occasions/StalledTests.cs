using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Cases.Tests.Occasions;

public sealed class StalledTests
{
    [Theory]
    [InlineData("case.state=ANFRAGE; case.state_since=2026-01-12", "", "2026-01-19", "ANFRAGE_UNBEANTWORTET")]
    [InlineData("case.state=REFERENZBERUF; case.state_since=2026-01-12", "", "2026-01-26", "REFERENZBERUF_OFFEN")]
    [InlineData("case.state=UNTERLAGEN; case.state_since=2026-08-01; document.received_on=2026-09-01", "", "2026-10-27", "UNTERLAGEN_OHNE_AKTIVITAET")] // C12
    [InlineData("case.state=ANTRAG_GESTELLT; case.state_since=2026-06-15", "D01=2026-07-15", "2026-07-16", "EMPFANG_NICHT_BESTAETIGT")]
    [InlineData("case.state=NACHFORDERUNG; case.state_since=2026-07-03", "D08=2026-07-31", "2026-08-03", "NACHREICHFRIST_VORBEI")]
    [InlineData("case.state=GEHEMMT; case.state_since=2026-07-03; request.dated_on=2026-07-03", "", "2026-07-31", "NACHFORDERUNG_OHNE_FRIST")]
    [InlineData("case.state=IN_PRUEFUNG; case.state_since=2026-04-30", "D05=2026-08-31", "2026-09-01", "ENTSCHEIDUNG_UEBERFAELLIG")] // C02
    [InlineData("case.state=QUALIFIKATIONSANALYSE; case.state_since=2026-04-01", "", "2026-05-13", "ANALYSE_OHNE_TERMIN")]
    [InlineData("case.state=BESCHEID; case.state_since=2026-07-31", "", "2026-08-12", "BESCHEID_NICHT_BESPROCHEN")]
    [InlineData("case.state=BESCHEID; case.state_since=2026-07-31; decision.discussed_on=2026-08-05; decision.kind=AUFLAGE", "D10=2026-08-31", "2026-08-24", "RECHTSBEHELF_UNENTSCHIEDEN")]
    [InlineData("case.state=RECHTSBEHELF; remedy.filed_on=2026-08-20", "", "2026-11-20", "RECHTSBEHELF_OFFEN")]
    [InlineData("case.state=MASSNAHMEPLANUNG; case.state_since=2026-11-05", "", "2026-12-17", "MASSNAHME_UNGEPLANT")] // C03
    [InlineData("case.state=MASSNAHME; measure.started_on=2026-10-01; measure.attendance_reported_on=2026-11-02", "", "2026-12-02", "ANWESENHEIT_UNBEKANNT")]
    [InlineData("case.state=PRUEFUNG; decision.notified_on=2026-09-28", "", "2027-01-28", "PRUEFUNG_OHNE_TERMIN")] // C02
    [InlineData("case.state=ARBEITSMARKT; case.state_since=2026-04-20; note.written_on=2026-05-04", "", "2026-07-03", "ARBEITSMARKT_OHNE_NOTIZ")]
    [InlineData("case.state=NACHBETREUUNG", "D52=2027-09-30", "2027-11-11", "VERBLEIB_OFFEN")]
    [InlineData("case.state=MASSNAHMEPLANUNG; case.state_since=2026-12-07; case.paused_since=2026-12-07; case.paused_until=2027-06-30", "", "2027-07-07", "WIEDERVORLAGE_VORBEI")] // C06
    public void A_case_stalls_on_its_day_and_not_before(string facts, string deadlines, string day, string line)
    {
        var at = Shipped.At("RP");
        var before = Shipped.Day(day).AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var mark = ShippedOccasions.Stalled.Of(ShippedOccasions.Case(facts, day, deadlines), Shipped.Holidays, at);

        Assert.Equal((line, Shipped.Day(day)), (mark?.Line.Code, mark?.Since));
        Assert.Null(ShippedOccasions.Stalled.Of(ShippedOccasions.Case(facts, before, deadlines), Shipped.Holidays, at));
        Assert.Equal(Shipped.Day(day), ShippedOccasions.Stalled.CheckOn(ShippedOccasions.Case(facts, before, deadlines), Shipped.Holidays, at));
    }

    [Theory]
    [InlineData("case.state=MASSNAHMEPLANUNG; case.state_since=2026-11-05; case.stalled_known_until=2027-01-15", "2027-01-15")]
    [InlineData("case.state=MASSNAHMEPLANUNG; case.state_since=2026-11-05; case.paused_since=2026-12-07; case.paused_until=2027-06-30", "2027-06-30")]
    [InlineData("case.state=ABGESCHLOSSEN; case.state_since=2026-11-05", "2027-06-30")]
    [InlineData("case.state=GEHEMMT; request.dated_on=2026-07-03; request.delivered_on=2026-07-20", "2027-06-30")] // delivered: the clock runs again
    public void It_does_not_when_somebody_knows_of_it_or_it_rests(string facts, string day) =>
        Assert.Null(ShippedOccasions.Stalled.Of(ShippedOccasions.Case(facts, day), Shipped.Holidays, Shipped.At("NW")));

    [Theory]
    [InlineData("case.state=ABGESCHLOSSEN; case.closed_on=2027-10-05; consent.purpose=BERATUNG_DOKU; consent.given_on=2026-01-21", "AKTE 2031-01-01")]
    [InlineData("case.state=ABGESCHLOSSEN; case.closed_on=2027-10-05; consent.purpose=BERATUNG_DOKU; consent.given_on=2026-01-21; measure.ended_on=2027-03-31; esf.entered_on=2026-10-01", "ESF_NACHWEIS 2033-01-01")]
    [InlineData("case.state=ABGESCHLOSSEN; case.closed_on=2026-03-02", "AKTE 2030-01-01, OHNE_EINWILLIGUNG 2026-06-01")] // C07
    [InlineData("case.state=UNTERLAGEN; document.code=AUSWEIS; document.received_on=2026-03-02", "AUSWEISKOPIE_OHNE_ANTRAG 2026-09-03")]
    [InlineData("case.state=ABGESCHLOSSEN; case.closed_on=2026-03-02; case.legal_hold=yes", "")]
    public void What_is_kept_ends_on_its_day(string facts, string expected) =>
        Assert.Equal(expected, string.Join(", ", ShippedOccasions.Retention.Of(ShippedOccasions.Case(facts, "2026-06-01")).Select(end => $"{end.Rule.Code} {end.EraseFrom:yyyy-MM-dd}")));
}

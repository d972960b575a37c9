using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>What the other tables say.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("receipt_deadline", "application.kind=ERST;application.profession=PFLEGEFACHPERSON", "deadline", "D01s")]
    [InlineData("receipt_deadline", "application.kind=ERST;application.profession=ARZT", "deadline", "D01")]
    [InlineData("receipt_deadline", "application.kind=ZAB;application.profession=BETRIEBSWIRT_AKAD", "deadline", "D01s")]
    [InlineData("receipt_deadline", "application.kind=ERST;application.profession=PFLEGEFACHPERSON;case.overlays=PAR81A", "deadline", "D02")]
    [InlineData("receipt_deadline", "application.kind=FOLGE;application.profession=MECHATRONIKER", "deadline", "D01")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=PFLEGEFACHPERSON", "deadline", "D04")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=PFLEGEFACHPERSON;case.procedure=REG_AUTO", "deadline", "D04a")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=PFLEGEFACHPERSON;qualification.country=RO;qualification.annex_listed=yes", "deadline", "D04a")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ARZT", "deadline", "D05")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ARZT;case.procedure=REG_AUTO", "deadline", "D05a")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ARZT;case.overlays=PAR81A", "deadline", "D06")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=LEHRKRAFT", "deadline", "D07")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ERZIEHER", "deadline", "D07")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ELEKTRONIKER_ENERGIE", "deadline", "D03")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=ELEKTROTECHNIKERMEISTER", "deadline", "D03")]
    [InlineData("decision_deadline", "application.kind=ERST;application.profession=PHYSIOTHERAPEUT", "deadline", "D03")]
    [InlineData("decision_deadline", "application.kind=ZAB;application.profession=BETRIEBSWIRT_AKAD", "deadline", "D62")]
    [InlineData("request_effect", "request.kind=INHALT;application.kind=ERST;application.profession=ELEKTRONIKER_ENERGIE", "effect", "HEMMUNG")]
    [InlineData("request_effect", "request.kind=ZWEIFEL;application.kind=ERST;application.profession=ERZIEHER", "effect", "HEMMUNG")]
    [InlineData("request_effect", "request.kind=ZWEIFEL_EU;application.kind=ERST;application.profession=ERZIEHER", "effect", "KEINE")]
    [InlineData("request_effect", "request.kind=FEHLEND;application.kind=ERST;application.profession=KOCH", "effect", "KEINE")]
    [InlineData("request_effect", "request.kind=ZWEIFEL;application.kind=ERST;application.profession=PFLEGEFACHPERSON", "effect", "KEINE")] // C13
    [InlineData("request_effect", "request.kind=INHALT;application.kind=ZAB;application.profession=BETRIEBSWIRT_AKAD", "effect", "KEINE")] // C04
    [InlineData("remedy_deadline", "decision.kind=AUFLAGE;decision.remedy_kind=KLAGE", "deadline", "D10")] // C01
    [InlineData("remedy_deadline", "decision.kind=AUFLAGE;decision.remedy_kind=WIDERSPRUCH", "deadline", "D09")] // C02
    [InlineData("remedy_deadline", "decision.kind=TEIL;decision.remedy_kind=KLAGE;decision.instruction=FALSCH", "deadline", "D11")]
    [InlineData("remedy_deadline", "decision.kind=VOLL;decision.remedy_kind=KLAGE", "warn", false)] // C08: for the record only
    [InlineData("remedy_deadline", "decision.kind=ERLAUBNIS;decision.remedy_kind=KLAGE", "warn", false)] // C13
    [InlineData("remedy_deadline", "decision.kind=AUFLAGE;decision.remedy_kind=KLAGE", "warn", true)]
    [InlineData("remedy_deadline", "decision.kind=ZEUGNISBEWERTUNG", "deadline", "none")] // C04
    [InlineData("remedy_deadline", "decision.kind=ABLEHNUNG_FORMAL;decision.remedy_kind=KEINER", "deadline", "none")]
    [InlineData("next_step", "decision.kind=VOLL;application.profession=ARZT", "next", "BERUFSZULASSUNG")]
    [InlineData("next_step", "decision.kind=VOLL;application.profession=MECHATRONIKER", "next", "ARBEITSMARKT")]
    [InlineData("next_step", "decision.kind=TEIL;application.profession=MECHATRONIKER", "next", "ANPASSUNGSQUALIFIZIERUNG")]
    [InlineData("next_step", "decision.kind=AUFLAGE;application.profession=PFLEGEFACHPERSON", "next", "AUSGLEICHSMASSNAHME")]
    [InlineData("next_step", "decision.kind=GESONDERTER_BESCHEID;application.profession=ARZT", "next", "BERUFSZULASSUNG")]
    [InlineData("next_step", "decision.kind=ERLAUBNIS;application.profession=PFLEGEFACHPERSON", "next", "ARBEITSMARKT")]
    [InlineData("next_step", "decision.kind=ZEUGNISBEWERTUNG;application.profession=BETRIEBSWIRT_AKAD", "next", "BRUECKENMASSNAHME")]
    [InlineData("next_step", "decision.kind=ABLEHNUNG_MITWIRKUNG;application.profession=KOCH", "next", "BERATUNG")]
    [InlineData("next_step", "decision.kind=EINSTELLUNG;application.profession=KOCH", "next", "BERATUNG")]
    [InlineData("compensation", "application.profession=ARZT;qualification.country=SY", "exam", "KENNTNISPRUEFUNG")]
    [InlineData("compensation", "application.profession=ARZT;qualification.country=SY", "course", false)]
    [InlineData("compensation", "application.profession=ARZT;qualification.country=FR", "exam", "EIGNUNGSPRUEFUNG")]
    [InlineData("compensation", "application.profession=PFLEGEFACHPERSON;qualification.country=PH", "exam", "KENNTNISPRUEFUNG")]
    [InlineData("compensation", "application.profession=PFLEGEFACHPERSON;qualification.country=RO", "exam", "EIGNUNGSPRUEFUNG")]
    [InlineData("compensation", "application.profession=PHYSIOTHERAPEUT;qualification.country=BR", "exam", "KENNTNISPRUEFUNG")]
    [InlineData("compensation", "application.profession=PHYSIOTHERAPEUT;qualification.country=AT", "exam", "EIGNUNGSPRUEFUNG")]
    [InlineData("compensation", "application.profession=ERZIEHER;qualification.country=PL", "chooses", "client")] // C05
    [InlineData("retake", "exam.result=NICHT_BESTANDEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=2;application.profession=ARZT", "after", "WIEDERHOLUNG")] // C02: three attempts
    [InlineData("retake", "exam.result=NICHT_BESTANDEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=3;application.profession=ARZT", "after", "ENDGUELTIG")]
    [InlineData("retake", "exam.result=NICHT_BESTANDEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=1;application.profession=PFLEGEFACHPERSON", "after", "WIEDERHOLUNG")]
    [InlineData("retake", "exam.result=NICHT_BESTANDEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=2;application.profession=PFLEGEFACHPERSON", "after", "ENDGUELTIG")]
    [InlineData("retake", "exam.result=NICHT_BESTANDEN;exam.kind=ABSCHLUSSGESPRAECH;exam.attempt=3;application.profession=PFLEGEFACHPERSON", "after", "ENDGUELTIG")]
    [InlineData("retake", "exam.result=ENDGUELTIG_NICHT_BESTANDEN;exam.kind=EIGNUNGSPRUEFUNG;exam.attempt=1;application.profession=ERZIEHER", "after", "ENDGUELTIG")]
    [InlineData("retake", "exam.result=BESTANDEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=3;application.profession=ARZT", "after", "BESTANDEN")]
    [InlineData("retake", "exam.result=NICHT_ANGETRETEN;exam.kind=KENNTNISPRUEFUNG;exam.attempt=3;application.profession=ARZT", "after", "WIEDERHOLUNG")]
    [InlineData("exam_day", "exam.kind=KENNTNISPRUEFUNG;application.profession=ARZT", "deadline", "D15")]
    [InlineData("exam_day", "exam.kind=KENNTNISPRUEFUNG;application.profession=PFLEGEFACHPERSON", "deadline", "none")]
    [InlineData("licence_deadline", "application.profession=ARZT", "deadline", "D05a")]
    [InlineData("licence_deadline", "application.profession=PFLEGEFACHPERSON", "deadline", "none")]
    [InlineData("closing_reason", "licence.granted_on=2027-04-20", "reason", "ZIEL_ERREICHT_ANERKENNUNG")] // C01
    [InlineData("closing_reason", "decision.kind=VOLL", "reason", "ZIEL_ERREICHT_ANERKENNUNG")] // C03
    [InlineData("closing_reason", "decision.kind=ZEUGNISBEWERTUNG;employment.starts_on=2027-03-15", "reason", "ZIEL_ERREICHT_BESCHAEFTIGUNG")] // C04
    [InlineData("closing_reason", "decision.kind=ABLEHNUNG_MITWIRKUNG", "reason", "ABLEHNUNG_ENDGUELTIG")]
    [InlineData("closing_reason", "decision.kind=TEIL", "reason", "SONSTIGES")]
    [InlineData("absence", "measure.absence_percent=11", "report", "MELDEN")]
    [InlineData("absence", "measure.absence_percent=10;measure.absence_days_running=3", "report", "MELDEN")]
    [InlineData("absence", "measure.absence_percent=10;measure.absence_days_running=2", "report", "KEINE")]
    [InlineData("absence", "", "report", "KEINE")]
    [InlineData("referral", "case.goal=STUDIUM", "target", "SCHULE_STUDIUM")]
    [InlineData("referral", "", "target", "NONE")]
    public void A_row_says(string table, string facts, string column, object value)
    {
        var answer = ShippedRules.Ask(table, facts);

        Assert.Empty(answer.Missing);
        Assert.Equal(value, answer.Value(column));
    }

    [Fact]
    public void Without_a_printed_instruction_no_period_is_guessed() => Assert.Empty(ShippedRules.Ask("remedy_deadline", "decision.kind=AUFLAGE").Hits);

    [Fact]
    public void Every_row_has_a_source_and_every_table_a_name_in_both_languages()
    {
        Assert.All(ShippedRules.Tables.Tables, table =>
        {
            Assert.NotEmpty(table.Label.German);
            Assert.NotEmpty(table.Label.English);
            Assert.All(table.Rows, row => Assert.NotEmpty(row.Source));
        });
    }

    [Fact]
    public void All_that_fit_are_collected_and_one_missing_fact_leaves_it_open()
    {
        var table = Read(
            """
            table: t
            label: { de: t, en: t }
            hits: collect
            source: none
            inputs: [exam.attempt]
            optional_inputs: [case.overlays]
            columns: [a]
            rows:
              - { when: { exam.attempt: { least: 2 } }, then: { a: 1 }, source: s }
              - { when: { exam.attempt: { least: 2, most: 3 } }, then: { a: yes }, source: s }
              - { when: { case.overlays: { not: QA } }, then: { a: { fact: exam.kind } }, source: s }
              - { when: { case.overlays: { known: yes } }, then: { a: never }, source: s }
            """);

        var open = table.Evaluate(_ => null, Shipped.Day("2026-01-01"));
        var second = table.Evaluate(fact => fact switch { "exam.attempt" => 2, "exam.kind" => "K", _ => null }, Shipped.Day("2026-01-01"));

        Assert.Equal(["exam.attempt"], open.Missing);
        Assert.Equal([1, true, "K"], second.Hits.Select(hit => hit.Values["a"]));
    }

    [Theory]
    [InlineData("hits: first", "hits: last", "hits")]
    [InlineData("a.b: X", "x.y: X", "when")]
    [InlineData("then: { a: 1 }", "then: { b: 1 }", "then.b")]
    [InlineData("table: t", "table: other", "table")]
    [InlineData("inputs: [a.b]", "inputs: [a.b, a.c]", "inputs")]
    [InlineData("when: { a.b: X }", "when: {}", "rows")]
    [InlineData("source: s }\n  - {", "source: s, valid_from: 2026-02-01, valid_to: 2026-01-01 }\n  - {", "valid_to")]
    [InlineData("a.b: X", "a.b: { }", "a.b")]
    public void A_spoilt_table_names_the_place(string from, string to, string path)
    {
        const string Text = "table: t\nlabel: { de: t, en: t }\nhits: first\nsource: none\ninputs: [a.b]\ncolumns: [a]\nrows:\n"
            + "  - { when: { a.b: X }, then: { a: 1 }, source: s }\n  - { when: { a.b: Y }, then: { a: 2 }, source: s }\n";
        Assert.Empty(TableFile.Read(Text, "t.yaml", null).Problems);

        var reading = TableFile.Read(Text.Replace(from, to, StringComparison.Ordinal), "t.yaml", null);

        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, problem => problem.Path.EndsWith(path, StringComparison.Ordinal) && problem.Line >= 1);
    }

    private static DecisionTable Read(string text)
    {
        var reading = TableFile.Read(text, "t.yaml", null);
        return reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }
}

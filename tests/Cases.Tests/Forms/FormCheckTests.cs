using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Tests.Facts;

namespace IqWorkflows.Cases.Tests.Forms;

public sealed class FormCheckTests
{
    private static readonly DateOnly s_today = new(2026, 8, 3);
    private static readonly FactCatalog s_catalog = Shipped.CaseFacts.With(new CodeList("authority", [new CodeEntry("BR_MUENSTER", new("Münster", "Münster"))]));

    private static readonly CaseView s_case = new CaseBuilder()
        .With("case:1", null, ("opened_on", new DateOnly(2026, 1, 12)), ("state", "IN_PRUEFUNG"))
        .With("person:1", null, ("name", "Santos"))
        .With("application:1", null, ("received_on", new DateOnly(2026, 3, 13)), ("complete_on", new DateOnly(2026, 3, 31)))
        .With("decision:1", "application:1", ("dated_on", new DateOnly(2026, 7, 24)))
        .With("application:2", null, ("sent_on", new DateOnly(2026, 7, 30)))
        .View;

    [Fact]
    public void What_is_as_it_should_be_becomes_facts_about_the_right_objects()
    {
        var accepted = Accepted(Check(
            """{ "new": ["request"], "fields": [{ "fact": "request.kind" }, { "fact": "request.dated_on" }, { "fact": "application.received_on" }, { "fact": "request.period_length" }] }""",
            "request.kind=INHALT; request.dated_on=2026-08-01; application.received_on=2026-07-31; request.period_length=4w",
            submission => submission with { HappenedOn = "2026-08-01", Source = "AUTHORITY" }));

        Assert.Equal(
            ["application:2 application.received_on=2026-07-31", "request:1 request.kind=INHALT", "request:1 request.dated_on=2026-08-01", "request:1 request.period_length=4 weeks"],
            accepted.Entries.Select(Told));
        Assert.Equal(["request:1"], accepted.NewObjects.Select(made => made.ToString()));
        Assert.All(accepted.Entries, entry => Assert.Equal((new DateOnly(2026, 8, 1), s_today, FactSource.Authority), (entry.HappenedOn, entry.LearnedOn, entry.Source)));
    }

    [Theory]
    [InlineData("decision.received_on=2026-07-30; decision.dated_on=2026-07-27", null, "2026-07-30")]
    [InlineData("decision.dated_on=2026-07-27", null, "2026-07-27")] // the first that is given
    [InlineData("decision.received_on=2026-07-30; decision.dated_on=2026-07-27", "2026-07-31", "2026-07-31")] // who says it counts
    [InlineData("decision.kind=VOLL", null, "2026-08-03")] // today
    public void An_event_happened_on_the_day_that_its_form_says(string typed, string? said, string happened)
    {
        var accepted = Accepted(Check(
            """{ "new": ["decision"], "happened": ["decision.received_on", "decision.dated_on"], "fields": [{ "fact": "decision.kind" }, { "fact": "decision.received_on" }, { "fact": "decision.dated_on" }] }""",
            typed,
            submission => submission with { HappenedOn = said }));

        Assert.Equal(DateOnly.Parse(happened, System.Globalization.CultureInfo.InvariantCulture), accepted.HappenedOn);
        Assert.All(accepted.Entries, entry => Assert.Equal((accepted.HappenedOn, s_today), (entry.HappenedOn, entry.LearnedOn)));
    }

    [Theory]
    [InlineData("decision.kind=AUFLAGE; decision.measure_months=6", "decision:2 decision.kind=AUFLAGE, decision:2 decision.measure_months=6")]
    [InlineData("decision.kind=VOLL; decision.measure_months=6", "decision:2 decision.kind=VOLL")]
    [InlineData("decision.kind=VOLL", "decision:2 decision.kind=VOLL")]
    public void A_field_that_the_answer_does_not_need_is_neither_asked_for_nor_taken(string typed, string recorded)
    {
        var accepted = Accepted(Check(
            """{ "new": ["decision"], "fields": [{ "fact": "decision.kind" }, { "fact": "decision.measure_months", "required": true, "when": { "fact": "decision.kind", "in": ["AUFLAGE"] } }] }""", typed));

        Assert.Equal(recorded, string.Join(", ", accepted.Entries.Select(Told)));
    }

    [Theory]
    [InlineData(null, "", true)]
    [InlineData(null, "document.note=hat EU-Pass", false)]
    [InlineData("hat EU-Pass", "", false)] // said before
    public void What_is_not_needed_needs_its_reason(string? known, string typed, bool isRefused)
    {
        var builder = new CaseBuilder().With("document:1", null, known is null ? [("status", "FEHLT")] : [("status", "FEHLT"), ("note", known)]);
        var values = new Dictionary<string, string> { ["document.status"] = "NICHT_NOETIG" };
        if (typed.Length > 0)
            values[typed.Split('=')[0]] = typed.Split('=')[1];

        var answer = FormCheck.Of(Form.Of(s_catalog, "document", isNew: false), new Submission(values), builder.View, s_catalog, s_today);

        Assert.Equal(isRefused, answer is FormAnswer.Refused);
    }

    [Fact]
    public void A_field_that_the_answer_needs_is_required()
    {
        var refused = Assert.IsType<FormAnswer.Refused>(Check(
            """{ "new": ["decision"], "fields": [{ "fact": "decision.kind" }, { "fact": "decision.measure_months", "required": true, "when": { "fact": "decision.kind", "in": ["AUFLAGE"] } }] }""",
            "decision.kind=AUFLAGE"));

        Assert.Equal([new Reason(FormReason.Required, "decision.measure_months")], refused.Reasons);
    }

    [Theory]
    [InlineData("application.complete_on", "31.07.2026", "KEIN_DATUM(application.complete_on)")]
    [InlineData("application.complete_on", "2026-02-30", "KEIN_DATUM(application.complete_on)")]
    [InlineData("application.complete_on", "2026-08-04", "DATUM_IN_ZUKUNFT(application.complete_on, 2026-08-04)")]
    [InlineData("application.complete_on", "0206-07-31", "DATUM_UNWAHRSCHEINLICH(application.complete_on, 0206-07-31)")]
    [InlineData("application.received_on", "2026-07-29", "DATUM_ZU_FRUEH(application.received_on, 2026-07-29, application.sent_on, 2026-07-30)")]
    [InlineData("application.kind", "ZWEIT", "CODE_UNBEKANNT(application.kind)")]
    [InlineData("application.kind", "erst", "CODE_UNBEKANNT(application.kind)")]
    [InlineData("application.authority", "NIRGENDS", "CODE_UNBEKANNT(application.authority)")]
    [InlineData("application.profession", "PFLEGE", "CODE_UNBEKANNT(application.profession)")] // its file has not been read
    [InlineData("application.fee", "1.000,00", "KEIN_BETRAG(application.fee)")]
    [InlineData("application.fee", "12,345", "KEIN_BETRAG(application.fee)")]
    [InlineData("application.fee", "viel", "KEIN_BETRAG(application.fee)")]
    [InlineData("application.fee", "-5", "ZAHL_AUSSERHALB(application.fee, 0, 20000)")]
    [InlineData("application.regulated", "vielleicht", "KEIN_JA_NEIN(application.regulated)")]
    [InlineData("application.alternatives", "\u0007", "ZEICHEN_UNZULAESSIG(application.alternatives)")]
    [InlineData("application.file_number", "12\n34", "NUR_EINE_ZEILE(application.file_number)")]
    [InlineData("case.breach_known_at", "gestern", "KEIN_ZEITPUNKT(case.breach_known_at)")]
    [InlineData("case.breach_known_at", "2026-03-29T02:30", "KEIN_ZEITPUNKT(case.breach_known_at)")] // left out when clocks were put forward
    [InlineData("case.breach_known_at", "2026-08-04T00:30", "DATUM_IN_ZUKUNFT(case.breach_known_at, 2026-08-04)")]
    [InlineData("case.overlays", "QA,QA", "CODE_DOPPELT(case.overlays)")]
    [InlineData("case.overlays", "QA,XX", "CODE_UNBEKANNT(case.overlays)")]
    [InlineData("case.overlays", ",", "CODE_UNBEKANNT(case.overlays)")]
    [InlineData("person.entry_year", "15", "KEIN_JAHR(person.entry_year)")]
    [InlineData("person.entry_year", "1815", "ZAHL_AUSSERHALB(person.entry_year, 1930, 2099)")]
    [InlineData("person.access_needs", "Rampe", "EINWILLIGUNG_FEHLT(person.access_needs, BERATUNG_DOKU)")]
    [InlineData("exam.attempt", "1", "OBJEKT_FEHLT(exam)")]
    [InlineData("case.zauberei", "1", "FELD_UNBEKANNT(case.zauberei)")]
    public void Bad_input_is_refused_with_its_reason(string fact, string typed, string reason) =>
        Assert.Equal(reason, string.Join("; ", Refused(Check($$"""{ "fields": [{ "fact": "{{fact}}" }] }""", new Dictionary<string, string> { [fact] = typed })).Select(Told)));

    [Theory]
    [InlineData("application.kind", " ERST ", "ERST")]
    [InlineData("application.authority", "BR_MUENSTER", "BR_MUENSTER")]
    [InlineData("application.fee", "550", "550.00")]
    [InlineData("application.fee", "550,5", "550.50")]
    [InlineData("application.regulated", "ja", "true")]
    [InlineData("application.regulated", "FALSE", "false")]
    [InlineData("application.alternatives", " a\r\nb ", "a\nb")]
    [InlineData("case.breach_known_at", "2026-08-01T09:30", "2026-08-01T07:30:00Z")]
    [InlineData("case.breach_known_at", "2026-08-01T09:30:00Z", "2026-08-01T09:30:00Z")]
    [InlineData("case.breach_known_at", "2026-01-21T09:00+01:00", "2026-01-21T08:00:00Z")]
    [InlineData("case.overlays", "QA, PAR81A", "QA,PAR81A")]
    [InlineData("person.nationalities", "XXA,SU,XK", "XXA,SU,XK")]
    [InlineData("person.name", "Ңазира 👩‍⚕️", "Ңазира 👩‍⚕️")]
    [InlineData("person.name", "Mu\u0308ller", "Müller")] // one letter, not a letter and two dots
    public void Good_input_is_understood(string fact, string typed, string value) =>
        Assert.Equal(value, FactText.Of(Assert.Single(Accepted(Check($$"""{ "fields": [{ "fact": "{{fact}}" }] }""", new Dictionary<string, string> { [fact] = typed })).Entries).Value));

    [Fact]
    public void All_reasons_are_told_at_once_in_the_order_of_the_form()
    {
        var reasons = Refused(Check(
            """{ "new": ["decision"], "fields": [{ "fact": "decision.kind", "required": true }, { "fact": "decision.dated_on", "required": true }, { "fact": "decision.mode", "required": true }, { "fact": "decision.remedy_length" }] }""",
            "decision.kind=JA; decision.dated_on=2026-08-09; decision.remedy_length=bald; exam.result=BESTANDEN; hallo=1",
            submission => submission with { HappenedOn = "2026-08-10", LearnedOn = "morgen", Source = "NACHBAR" }));

        Assert.Equal(
            [
                FormReason.LearnedNoDay, FormReason.HappenedInFuture, FormReason.UnknownSource, FormReason.NotAsked, FormReason.UnknownFact, FormReason.UnknownCode,
                FormReason.Required, FormReason.NoLength, FormReason.InFuture,
            ],
            reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void A_decision_cannot_be_older_than_its_application()
    {
        var reasons = Refused(Check("""{ "fields": [{ "fact": "decision.dated_on" }] }""", "decision.dated_on=2026-03-12"));

        Assert.Equal(new Reason(FormReason.TooEarly, "decision.dated_on", new DateOnly(2026, 3, 12), "application.received_on", new DateOnly(2026, 3, 13)), Assert.Single(reasons));
    }

    [Fact]
    public void A_decision_is_compared_with_its_own_application_and_not_with_a_later_one() =>
        Accepted(Check("""{ "fields": [{ "fact": "application.received_on" }] }""", "application.received_on=2026-08-02")); // of the second; the decision is of the first

    [Fact]
    public void A_day_that_is_corrected_cannot_leave_others_before_it()
    {
        var reasons = Refused(Check(
            """{ "fields": [{ "fact": "application.received_on" }] }""",
            "application.received_on=2026-07-25",
            submission => submission with { Object = new ObjectRef("application", 1) }));

        Assert.Equal(["application.complete_on", "decision.dated_on"], reasons.Select(reason => reason.Arguments[0]).Order());
    }

    [Fact]
    public void Two_days_of_one_form_are_compared_with_each_other() => Assert.Equal(
        FormReason.TooEarly,
        Assert.Single(Refused(Check(
            """{ "new": ["decision"], "fields": [{ "fact": "decision.dated_on" }, { "fact": "decision.posted_on" }] }""",
            "decision.dated_on=2026-08-02; decision.posted_on=2026-08-01"))).Code);

    [Theory]
    [InlineData("request.kind=INHALT", "PFLICHTFELD_LEER(request.period_end)")]
    [InlineData("request.kind=FEHLEND", "")]
    [InlineData("request.kind=INHALT; request.period_end=2026-09-01", "")]
    public void A_field_can_be_required_by_another(string typed, string reason)
    {
        var answer = Check(
            """{ "new": ["request"], "fields": [{ "fact": "request.kind" }, { "fact": "request.period_end", "requiredWhen": { "fact": "request.kind", "in": ["INHALT", "ZWEIFEL"] } }] }""", typed);

        Assert.Equal(reason, answer is FormAnswer.Refused refused ? Assert.Single(refused.Reasons).ToString() : "");
    }

    [Fact]
    public void What_was_known_before_can_require_a_field() => Assert.Equal(
        FormReason.Required,
        Assert.Single(Refused(Check("""{ "fields": [{ "fact": "case.next_contact_on", "requiredWhen": { "fact": "case.state", "in": ["IN_PRUEFUNG"] } }] }""", ""))).Code);

    [Fact]
    public void A_text_may_be_as_long_as_its_field_and_no_longer()
    {
        const string form = """{ "fields": [{ "fact": "person.name" }] }""";

        Accepted(Check(form, new Dictionary<string, string> { ["person.name"] = new('x', 200) }));
        Assert.Equal("TEXT_ZU_LANG(person.name, 200, 201)", Assert.Single(Refused(Check(form, new Dictionary<string, string> { ["person.name"] = new('x', 201) }))).ToString());
    }

    [Fact]
    public void What_is_left_empty_or_known_already_is_no_news() =>
        Assert.Empty(Accepted(Check("""{ "fields": [{ "fact": "person.name" }, { "fact": "person.town" }] }""", "person.name=Santos; person.town= ")).Entries);

    [Fact]
    public void What_was_known_is_emptied_only_on_purpose()
    {
        const string form = """{ "fields": [{ "fact": "person.name" }, { "fact": "person.town", "required": true }] }""";

        var accepted = Accepted(Check(form, "person.town=Dortmund", submission => submission with { Cleared = ["person.name"] }));
        Assert.Null(accepted.Entries.Single(entry => entry.Field.Field == "name").Value);
        Assert.Equal(FormReason.Required, Assert.Single(Refused(Check(form, "", submission => submission with { Cleared = ["person.town"] }))).Code);
    }

    [Fact]
    public void A_form_that_begins_something_anew_forgets_what_was_said_before()
    {
        const string form = """{ "fields": [{ "fact": "person.town" }], "clears": ["person.name"] }""";

        var accepted = Accepted(Check(form, "person.town=Dortmund"));

        Assert.Null(accepted.Entries.Single(entry => entry.Field.Field == "name").Value);
    }

    [Fact]
    public void An_older_object_is_corrected_when_it_is_named_and_there()
    {
        const string form = """{ "fields": [{ "fact": "application.complete_on" }] }""";

        var accepted = Accepted(Check(form, "application.complete_on=2026-04-01", submission => submission with { Object = new ObjectRef("application", 1) }));
        var refused = Refused(Check(form, "application.complete_on=2026-04-01", submission => submission with { Object = new ObjectRef("application", 9) }));

        Assert.Equal("application:1", accepted.Entries[0].Object.ToString());
        Assert.Equal("OBJEKT_UNBEKANNT(application, 9)", Assert.Single(refused).ToString());
    }

    [Fact]
    public void A_consent_in_the_same_form_allows_what_needs_it() => Accepted(Check(
        """{ "new": ["consent"], "fields": [{ "fact": "consent.purpose" }, { "fact": "consent.given_on" }, { "fact": "person.access_needs" }] }""",
        "consent.purpose=BERATUNG_DOKU; consent.given_on=2026-08-03; person.access_needs=Rampe"));

    [Fact]
    public void Several_new_objects_come_after_what_they_belong_to() => Assert.Equal(
        ["decision:2", "difference:1"],
        Accepted(Check("""{ "new": ["difference", "decision"], "fields": [{ "fact": "difference.kind" }, { "fact": "decision.kind" }] }""", "difference.kind=PRAXIS; decision.kind=AUFLAGE"))
            .NewObjects.Select(made => made.ToString()));

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal(FormReason.BadCharacters, Assert.Single(Refused(Check("""{ "fields": [{ "fact": "person.name" }] }""", new Dictionary<string, string> { ["person.name"] = "a\ud83d" }))).Code);

    private static FormAnswer Check(string form, string typed, Func<Submission, Submission>? how = null) => Check(
        form,
        typed.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
        how);

    private static FormAnswer Check(string form, Dictionary<string, string> typed, Func<Submission, Submission>? how = null)
    {
        var submission = new Submission(typed);
        return FormCheck.Of(Form.Read(form).Form!, how?.Invoke(submission) ?? submission, s_case, s_catalog, s_today);
    }

    private static FormAnswer.Accepted Accepted(FormAnswer answer) =>
        answer as FormAnswer.Accepted ?? throw new InvalidOperationException(string.Join("; ", ((FormAnswer.Refused)answer).Reasons));

    private static IReadOnlyList<Reason> Refused(FormAnswer answer) => Assert.IsType<FormAnswer.Refused>(answer).Reasons;

    private static string Told(Reason reason) =>
        $"{reason.Code}({string.Join(", ", reason.Arguments.Select(argument => argument is DateOnly day ? FactText.Of(day) : argument))})";

    private static string Told(FactEntry entry) => $"{entry.Object} {entry.Field}={FactText.Of(entry.Value)}";
}

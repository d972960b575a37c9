using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Cases.Tests.Forms;

public sealed class FormReadingTests
{
    [Fact]
    public void A_form_is_read_with_all_its_members()
    {
        var form = Form.Read(
            """
            { "new": ["request"], "fields": [
                { "fact": "request.kind", "required": true },
                { "fact": "request.period_end", "label": { "de": "Frist", "en": "Period" }, "help": { "de": "wie im Brief", "en": "as in the letter" },
                  "requiredWhen": { "fact": "request.kind", "in": ["INHALT", "ZWEIFEL"] } } ] }
            """).Form!;

        Assert.Equal(["request"], form.New);
        Assert.True(form.Fields[0].IsRequired);
        Assert.Equal("Period", form.Fields[1].Label!.English);
        Assert.Equal("wie im Brief", form.Fields[1].Help!.German);
        Assert.Equal(["INHALT", "ZWEIFEL"], form.Fields[1].RequiredWhen!.In);
        Assert.Empty(form.Problems(Shipped.CaseFacts));
    }

    [Fact]
    public void A_form_says_which_of_its_days_is_that_of_the_event_and_which_field_only_some_answers_need()
    {
        var form = Form.Read(
            """
            { "new": ["decision"], "happened": ["decision.received_on", "decision.dated_on"], "fields": [
                { "fact": "decision.kind" }, { "fact": "decision.received_on" }, { "fact": "decision.dated_on" },
                { "fact": "decision.measure_months", "when": { "fact": "decision.kind", "in": ["AUFLAGE"] } } ] }
            """).Form!;

        Assert.Equal(["decision.received_on", "decision.dated_on"], form.Happened);
        Assert.Equal(["AUFLAGE"], form.Fields[3].When!.In);
        Assert.Empty(form.Problems(Shipped.CaseFacts));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "fields": [] }""")]
    public void A_form_may_ask_for_nothing(string json) => Assert.Empty(Form.Read(json).Form!.Fields);

    [Theory]
    [InlineData("{", "The form is not JSON.")]
    [InlineData("[]", "It is no object.")]
    [InlineData("""{ "fields": {} }""", "fields: It is no list.")]
    [InlineData("""{ "fields": [3] }""", "fields[0]: It is no object.")]
    [InlineData("""{ "fields": [{ "required": true }] }""", "fields[0]: \"fact\" is missing or no text.")]
    [InlineData("""{ "fields": [{ "fact": "a", "required": "yes" }] }""", "fields[0].required: It is neither true nor false.")]
    [InlineData("""{ "fields": [{ "fact": "a", "requird": true }] }""", "fields[0]: Nobody knows \"requird\" here.")]
    [InlineData("""{ "fields": [{ "fact": "a", "label": { "de": "x" } }] }""", "fields[0].label: \"en\" is missing or no text.")]
    [InlineData("""{ "fields": [{ "fact": "a", "requiredWhen": { "fact": "b" } }] }""", "fields[0].requiredWhen: \"in\" is missing.")]
    [InlineData("""{ "new": "request" }""", "new: It is no list.")]
    [InlineData("""{ "new": [1] }""", "new: The list holds something that is no text.")]
    public void What_is_no_form_is_told_with_its_place(string json, string told)
    {
        var reading = Form.Read(json);

        Assert.Null(reading.Form);
        Assert.Contains(reading.Problems, problem => problem.ToString().StartsWith(told, StringComparison.Ordinal) && problem.Remedy.Length > 0);
    }

    [Theory]
    [InlineData("""{ "fields": [{ "fact": "request.art" }] }""", "fields[0].fact: There is no fact named \"request.art\".")]
    [InlineData("""{ "fields": [{ "fact": "request.kind" }, { "fact": "request.kind" }] }""", "fields[1].fact: \"request.kind\" is asked for twice.")]
    [InlineData("""{ "happened": ["request.dated_on"] }""", "happened[0]: The form does not ask for \"request.dated_on\".")]
    [InlineData("""{ "happened": ["request.kind"], "fields": [{ "fact": "request.kind" }] }""", "happened[0]: \"request.kind\" is no day.")]
    [InlineData("""{ "fields": [{ "fact": "request.subject", "when": { "fact": "request.kind", "in": ["INHALTE"] } }] }""", "fields[0].when.in: \"INHALTE\" is no code of the list request_kind.")]
    [InlineData("""{ "new": ["requests"] }""", "new[0]: There is no kind of objects named \"requests\".")]
    [InlineData("""{ "new": ["person"] }""", "new[0]: A case has one person only.")]
    [InlineData("""{ "new": ["exam", "exam"] }""", "new[1]: \"exam\" is listed twice.")]
    [InlineData("""{ "fields": [{ "fact": "request.kind", "requiredWhen": { "fact": "request.art", "in": ["X"] } }] }""", "fields[0].requiredWhen.fact: There is no fact named \"request.art\".")]
    [InlineData("""{ "fields": [{ "fact": "request.subject", "requiredWhen": { "fact": "request.kind", "in": ["INHALTE"] } }] }""", "fields[0].requiredWhen.in: \"INHALTE\" is no code of the list request_kind.")]
    [InlineData("""{ "fields": [{ "fact": "request.subject", "requiredWhen": { "fact": "request.kind", "in": [] } }] }""", "fields[0].requiredWhen.in: There are no values")]
    [InlineData("""{ "clears": ["request.art"] }""", "clears[0]: There is no fact named \"request.art\".")]
    [InlineData("""{ "new": ["request"], "clears": ["request.kind"] }""", "clears[0]: A new request knows no \"request.kind\" yet.")]
    [InlineData("""{ "fields": [{ "fact": "request.kind" }], "clears": ["request.kind"] }""", "clears[0]: \"request.kind\" is asked for in the same form.")]
    public void A_form_that_the_catalogue_cannot_serve_is_told_before_it_is_published(string json, string told) =>
        Assert.StartsWith(told, Assert.Single(Form.Read(json).Form!.Problems(Shipped.CaseFacts)).ToString());

    [Fact]
    public void A_form_with_all_fields_of_a_kind_serves_what_is_recorded_at_any_time()
    {
        var form = Form.Of(Shipped.CaseFacts, "contact", isNew: true);

        Assert.Equal(["contact"], form.New);
        Assert.Contains(form.Fields, field => field.Fact == "contact.note");
        Assert.Empty(form.Problems(Shipped.CaseFacts));
    }
}

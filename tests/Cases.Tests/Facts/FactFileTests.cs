using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Tests.Facts;

/// <summary>Mistakes an editor of the shipped files may make: each is told with its place and what to do.</summary>
public sealed class FactFileTests
{
    [Theory]
    [InlineData("state: { type: code, list: state,", "state: { type: kode, list: state,", "facts.case.state.type: \"kode\" is not a known word. Write one of text, long_text, code, codes, date, instant,")]
    [InlineData("state: { type: code, list: state,", "state: { type: code,", "facts.case.state.list: The list of codes is missing. Name one of codes.yaml.")]
    [InlineData("state: { type: code, list: state,", "state: { type: code, list: states,", "facts.case.state.list: \"states\" is not listed under \"lists (codes.yaml)\".")]
    [InlineData("kind: { type: code, list: application_kind,", "kind: { type: date, list: application_kind,", "facts.application.kind.list: Only code and codes have a list.")]
    [InlineData("street: { type: text,", "street: { type: text, privacy: open,", "facts.person.street.privacy: Free text can name people, so it is never open.")]
    [InlineData("street: { type: text,", "street: { type: text, privacy: secret,", "\"secret\" is not a known word. Write one of open, personal, sensitive.")]
    [InlineData("street: { type: text,", "select: { type: text,", "facts.person.select: \"select\" cannot be the name of a fact.")]
    [InlineData("street: { type: text,", "Straße: { type: text,", "facts.person.Straße: \"Straße\" cannot be the name of a fact.")]
    [InlineData("street: { type: text,", "street: { type: text, max: 99999,", "facts.person.street.max: A text has 1 to 20000 characters.")]
    [InlineData("street: { type: text, de: Straße und Hausnummer,", "street: { type: text,", "facts.person.street.de: \"de\" is missing. Add it.")]
    [InlineData("not_before: case.opened_on,", "not_before: case.opened,", "not_before: \"case.opened\" is not listed under \"facts\".")]
    [InlineData("deadline_fact: fee_paid", "deadline_fact: fee_payed", "deadline_fact: \"fee_payed\" is not listed under \"facts of the deadlines\".")]
    [InlineData("consent: ESF_SENSIBEL", "consent: ESF", "consent: \"ESF\" is not listed under \"consent_purpose\".")]
    [InlineData("hours: { type: number, least: 0, most: 20000,", "hours: { type: number, least: 9, most: 2,", "facts.qualification.hours.most: It is less than the least.")]
    [InlineData("regulated: { type: bool,", "regulated: { type: bool, least: 1,", "facts.application.regulated.least: Only numbers, years and amounts have bounds.")]
    [InlineData("regulated: { type: bool,", "regulated: { type: bool, not_future: yes,", "facts.application.regulated.type: Only days and instants")]
    [InlineData("regulated: { type: bool,", "regulated: { type: bool, max: 3,", "facts.application.regulated.max: Only texts have a greatest length.")]
    [InlineData("regulated: { type: bool,", "regulated: { type: bool, requird: yes,", "facts.application.regulated.requird: Nobody knows \"requird\" here.")]
    [InlineData("stage: entry", "stage: begin", "stage: \"begin\" is not known. Write entry, exit, followup or course.")]
    [InlineData("of: application,", "of: remedy,", "\"remedy\" is not listed under \"kinds (above this one)\".")]
    [InlineData("table: cases,", "table: case,", "kinds.case.table: \"case\" cannot be the name of a table.")]
    [InlineData("  note:\n    written_on", "  notes:\n    written_on", "facts.notes: \"notes\" is not listed under \"kinds\".")]
    [InlineData("  person: { table: persons, de: Person, en: person }\n", "", "kinds: The kind person is missing.")]
    public void A_mistake_in_the_facts_is_told_with_place_and_remedy(string right, string wrong, string told)
    {
        var problems = Read(Spoilt("facts.yaml", right, wrong)).Problems;

        Assert.True(problems.Any(problem => problem.ToString().Contains(told, StringComparison.Ordinal)), string.Join('\n', problems));
        Assert.All(problems, problem => Assert.True(problem.Line > 1 && problem.Remedy.Length > 0));
    }

    [Theory]
    [InlineData("VOLL: { de: volle Gleichwertigkeit, en: full equivalence }", "VOLL: { de: volle Gleichwertigkeit }", "lists.decision_kind.VOLL.en: \"en\" is missing.")]
    [InlineData("VOLL: {", "VÖLLIG: {", "lists.decision_kind.VÖLLIG: \"VÖLLIG\" is no code.")]
    [InlineData("VOLL: {", "TEIL: {", "This is not YAML: Duplicate key")]
    [InlineData("VOLL: {", "VOLL: { valid_from: 2026-01-01, valid_to: 2025-01-01,", "valid_to: It ends before it begins.")]
    [InlineData("lists:", "list:", "\"lists\" is missing.")]
    public void A_mistake_in_the_codes_is_told_with_place_and_remedy(string right, string wrong, string told)
    {
        var problems = CodeFile.Read(Spoilt("codes.yaml", right, wrong), "codes.yaml").Problems;

        Assert.True(problems.Any(problem => problem.ToString().Contains(told, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    private static RuleReading<Cases.Facts.FactCatalog> Read(string text) => FactFile.Read(text, "facts.yaml", Shipped.CaseFacts.Codes, [.. Shipped.Catalog.Facts.Keys]);

    private static string Spoilt(string file, string right, string wrong)
    {
        var text = Shipped.TextOf(file);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, right);
        return text[..at] + wrong + text[(at + right.Length)..];
    }
}

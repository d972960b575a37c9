using IqWorkflows.Casework.Takeover;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Tests.Takeover;

/// <summary>What other programs write, and what it means here.</summary>
public sealed class TypedCellTests
{
    private static readonly FactCatalog s_facts = CaseScenario.Rules.Facts;

    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData(" 2.3.2026 ", "2026-03-02")]
    [InlineData("02/03/2026", "2026-03-02")]
    [InlineData("2.3.26", "2026-03-02")]
    [InlineData("14.03.88", "1988-03-14")]
    [InlineData("29.02.96", "1996-02-29")]
    [InlineData("46083", "2026-03-02")] // as spreadsheets count
    [InlineData("2026-03-02 00:00:00", "2026-03-02")]
    [InlineData("31.02.2026", null)]
    [InlineData("29.02.25", null)]
    [InlineData("bald", null)]
    [InlineData("5", null)]
    public void Days_are_read_as_people_write_them(string cell, string? day) => Assert.Equal(day, Read("person.born_on", cell));

    [Theory]
    [InlineData("person.language", "tr", "tr")]
    [InlineData("person.language", "Türkisch", "tr")]
    [InlineData("person.language", "tuerkisch", "tr")]
    [InlineData("person.language", "TURKISH", "tr")]
    [InlineData("person.language", "Klingonisch", null)]
    [InlineData("case.state", "in_pruefung", "IN_PRUEFUNG")]
    [InlineData("case.state", "In Prüfung", "IN_PRUEFUNG")]
    [InlineData("case.state", "under examination", "IN_PRUEFUNG")]
    [InlineData("case.state", "", null)]
    [InlineData("person.nationalities", "Syrien; Türkei", "SY,TR")]
    [InlineData("person.nationalities", "Syrien; Atlantis", null)]
    [InlineData("person.interpreter", "x", "true")]
    [InlineData("person.interpreter", "Nein", "false")]
    [InlineData("person.interpreter", "vielleicht", null)]
    public void Codes_are_found_by_code_and_by_name(string fact, string cell, string? code) => Assert.Equal(code, Read(fact, cell));

    [Fact]
    public void Columns_are_guessed_from_german_and_english_headings_each_once()
    {
        Assert.Equal(
            ["person.name", "person.given_name", "person.born_on", "case.state", "application.profession", "person.email", "", "case.counsellor_id", "qualification.country", ""],
            TakeoverField.Guess(["Nachname", "Vorname", "geb.", "STATUS", "Referenzberuf", "E-mail", "Lieblingsfarbe", "Berater", "Herkunftsland", "Status"], s_facts));
        Assert.Equal(["person.name", "person.born_on", "application.authority"], TakeoverField.Guess(["Surname", "date of birth", "competent authority"], s_facts));
        Assert.Equal(["person.name", "case.state"], TakeoverField.Guess(["person.name", "case.state"], s_facts));
    }

    [Fact]
    public void All_that_can_be_taken_over_is_a_fact()
    {
        var fields = TakeoverField.All(s_facts);

        Assert.All(fields, field => Assert.NotNull(s_facts.Find(field.Name)));
        Assert.Equal(fields.Count, fields.Select(field => field.Label.German).Distinct().Count());
        Assert.Equal(51, fields.Count);
    }

    private static string? Read(string fact, string cell)
    {
        var problems = new List<Cases.Reason>();
        var text = TypedCell.Read(s_facts.Find(fact)!, cell, s_facts.Codes, new DateOnly(2026, 3, 2), problems);
        Assert.Equal(text is null, problems.Count > 0);
        return text;
    }
}

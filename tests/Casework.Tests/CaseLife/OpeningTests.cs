using IqWorkflows.Casework.CaseLife;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_case_gets_its_number_its_state_and_its_procedure()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        var caseId = await scenario.OpenAsync();
        var shown = await scenario.ShowAsync(caseId);

        Assert.Equal("IQ-NW-2026-0001", caseId);
        Assert.Equal("ANFRAGE", shown.State);
        Assert.Equal("antworten", Assert.Single(shown.Tasks).ActivityId);
        Assert.Equal(new DateOnly(2026, 3, 9), shown.Tasks[0].DueOn);
        Assert.Equal("Santos", shown.Facts.Value("person.name"));
        Assert.Equal(CaseScenario.Counsellor, shown.Facts.Value("case.counsellor_id"));
        Assert.Equal(new DateOnly(2026, 3, 2), shown.Facts.Value("case.opened_on"));
        Assert.Contains("case-opened", shown.Log.Select(entry => entry.Code));
    }

    [Fact]
    public async Task The_same_name_and_birth_date_are_reported_and_may_be_opened_all_the_same()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var first = await scenario.OpenAsync();

        var again = await scenario.TryOpenAsync(CaseScenario.Person("SANTOS"));
        var other = await scenario.TryOpenAsync(CaseScenario.Person(bornOn: "1991-05-17"));
        var meant = await scenario.TryOpenAsync(CaseScenario.Person(), evenIfKnown: true);

        var reason = Assert.Single(((CaseAnswer.Refused)again).Reasons);
        Assert.Equal(CaseReason.KnownAlready, reason.Code);
        Assert.Equal([first], reason.Arguments);
        Done(other);
        Done(meant);
    }

    [Fact]
    public async Task A_request_sent_twice_opens_one_case()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        var first = Done(await scenario.TryOpenAsync(CaseScenario.Person(), requestKey: "k"));
        var again = Done(await scenario.TryOpenAsync(CaseScenario.Person(), requestKey: "k"));

        Assert.Equal(first.CaseId, again.CaseId);
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from cases"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_saved()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        var answer = await scenario.TryOpenAsync(
            CaseScenario.Entered([("person.name", "Santos"), ("person.born_on", "tomorrow"), ("person.shoe_size", "42"), ("case.contact_origin", "MOND")]), "NIRGENDS", centre: "nowhere");

        Assert.Equal([CaseReason.CentreUnknown, "STAND_UNBEKANNT"], Codes(answer).Take(2));
        Assert.Contains("KEIN_DATUM", Codes(answer));
        Assert.Contains("FELD_UNBEKANNT", Codes(answer));
        Assert.Contains("CODE_UNBEKANNT", Codes(answer));
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from cases"));
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task Without_a_published_procedure_no_case_is_opened()
    {
        await using var scenario = await CaseScenario.InMemoryAsync();

        Assert.Equal([CaseReason.ProcedureMissing], Codes(await scenario.TryOpenAsync(CaseScenario.Person())));
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from cases"));
    }
    [Theory]
    [InlineData("Müller", "MÜLLER")]
    [InlineData("Müller", "mueller")]
    [InlineData("Øster", "øster")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Nguyễn", "NGUYỄN")]
    public async Task The_same_person_is_known_however_the_name_is_written(string known, string written)
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync(known);

        var refused = Assert.IsType<CaseAnswer.Refused>(await scenario.TryOpenAsync(CaseScenario.Person(written)));

        Assert.Equal([new Cases.Reason(CaseReason.KnownAlready, caseId)], refused.Reasons);
        Assert.IsType<CaseAnswer.Done>(await scenario.TryOpenAsync(CaseScenario.Person(written, "1990-05-18")));
    }

}

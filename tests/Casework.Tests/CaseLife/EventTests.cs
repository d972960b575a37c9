using IqWorkflows.Casework.CaseLife;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed class EventTests
{
    private static readonly (string, string) s_counselled = ("case.counselled_on", "2026-03-02");

    [Fact]
    public async Task An_awaited_event_records_its_facts_and_takes_the_step()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await AnsweredAsync(scenario);

        Assert.Equal(["ErstberatungGehalten"], await scenario.AwaitedAsync(caseId));
        Done(await scenario.EventAsync(caseId, "ErstberatungGehalten", s_counselled));

        Assert.Equal("ERSTBERATUNG", await scenario.StateAsync(caseId));
        Assert.Equal(new DateOnly(2026, 3, 2), (await scenario.FactsOfAsync(caseId)).Value("case.counselled_on"));
        Assert.Empty(await scenario.AwaitedAsync(caseId));
        Assert.Contains("state-reached", await scenario.LogAsync(caseId));
    }

    [Fact]
    public async Task An_event_that_nobody_awaits_is_refused_with_what_is_awaited()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await AnsweredAsync(scenario);

        var refused = (CaseAnswer.Refused)await scenario.EventAsync(caseId, "BescheidEingegangen", s_counselled);

        var reason = Assert.Single(refused.Reasons);
        Assert.Equal(CaseReason.EventNotAwaited, reason.Code);
        Assert.Equal(["BescheidEingegangen", "ErstberatungGehalten"], reason.Arguments);
        Assert.Null((await scenario.FactsOfAsync(caseId)).Value("case.counselled_on"));
    }

    [Fact]
    public async Task The_same_event_twice_is_refused_unless_it_is_the_same_request()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await AnsweredAsync(scenario);
        var entered = CaseScenario.Entered([s_counselled]);

        Done(await scenario.EventAsync(caseId, "ErstberatungGehalten", entered, "click"));
        Done(await scenario.EventAsync(caseId, "ErstberatungGehalten", entered, "click"));
        var later = await scenario.EventAsync(caseId, "ErstberatungGehalten", entered, "another");

        Assert.Equal([CaseReason.EventNotAwaited], Codes(later));
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from case_facts where field = 'counselled_on'"));
        Assert.Single(await scenario.LogAsync(caseId), code => code == "event-recorded");
    }

    [Fact]
    public async Task A_form_with_mistakes_is_refused_as_a_whole()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await AnsweredAsync(scenario);
        var before = await scenario.Base.NumberAsync("select count(*) from steps");

        Assert.Equal(["PFLICHTFELD_LEER"], Codes(await scenario.EventAsync(caseId, "ErstberatungGehalten")));
        Assert.Equal(["DATUM_IN_ZUKUNFT"], Codes(await scenario.EventAsync(caseId, "ErstberatungGehalten", ("case.counselled_on", "2026-03-03"))));
        Assert.Equal(["FELD_NICHT_GEFRAGT"], Codes(await scenario.EventAsync(caseId, "ErstberatungGehalten", s_counselled, ("case.goal", "STUDIUM"))));
        Assert.Equal(before, await scenario.Base.NumberAsync("select count(*) from steps"));
        Assert.Equal("ANFRAGE", await scenario.StateAsync(caseId));
    }

    [Fact]
    public async Task An_unknown_case_is_told_as_such()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        Assert.Equal([CaseReason.CaseUnknown], Codes(await scenario.EventAsync("IQ-NW-2026-9999", "ErstberatungGehalten", s_counselled)));
        Assert.Equal([CaseReason.CaseUnknown], Codes(await scenario.FactsAsync("no case", "contact", true)));
    }

    [Fact]
    public async Task Facts_can_be_recorded_at_any_time_but_not_those_of_the_course()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();

        var made = Done(await scenario.FactsAsync(caseId, "note", true, ("note.body", "Ruft Montag wieder an")));

        Assert.Equal("note:1", Assert.Single(made.NewObjects).ToString());
        Assert.Equal(["FELD_NICHT_GEFRAGT"], Codes(await scenario.FactsAsync(caseId, "case", false, ("case.state", "BESCHEID"))));
        Assert.Equal([CaseReason.KindUnknown], Codes(await scenario.FactsAsync(caseId, "cases", true)));
        Assert.Equal([CaseReason.KindUnknown], Codes(await scenario.FactsAsync(caseId, "person", true)));
    }

    [Fact]
    public async Task Changed_facts_wake_whoever_waits_for_them()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(
            new Drawing("anerkennungsberatung").AwaitFacts("warten", "getFact('language.level') === 'B2'").SetFact("setzen", "case.goal", "STUDIUM").Say("sagen", "'goes on with ' + getFact('language.level')").ToString());
        var caseId = await scenario.OpenAsync();

        Done(await scenario.FactsAsync(caseId, "language", true, ("language.language", "de"), ("language.level", "A2")));
        Assert.Empty(scenario.Base.Lines);
        Done(await scenario.FactsAsync(caseId, "language", true, ("language.language", "de"), ("language.level", "B2")));

        Assert.Equal(["goes on with B2"], scenario.Base.Lines);
        Assert.Equal("STUDIUM", (await scenario.FactsOfAsync(caseId)).Value("case.goal"));
    }

    private static async Task<string> AnsweredAsync(CaseScenario scenario)
    {
        var caseId = await scenario.OpenAsync();
        Done(await scenario.CompleteAsync(caseId, "antworten", "Beraten", ("case.goal", "ANERKENNUNG")));
        return caseId;
    }
}

using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

/// <summary>Bad input to the shipped procedures: all reasons at once, in words, and no table says afterwards anything that it did not say before.</summary>
public sealed class BadInputTests
{
    private static readonly IEnumerable<string> s_procedures =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "procedures"), "*.json").OrderBy(path => !path.EndsWith("jederzeit.json", StringComparison.Ordinal)).ThenBy(path => path, StringComparer.Ordinal).Select(File.ReadAllText)]; // the others use it as an activity

    private static readonly (string, string)[] s_request =
        [("request.kind", "FEHLEND"), ("request.dated_on", "2026-03-01"), ("request.notified_on", "2026-03-02")];

    [Fact]
    public async Task An_event_with_missing_wrong_and_unasked_fields_is_refused_with_all_reasons()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await FiledWithAuthorityAsync(scenario);

        await RefusedAsync(
            scenario,
            () => scenario.EventAsync(caseId, "NachforderungEingegangen", ("request.kind", "LAUNE"), ("request.notified_on", "2026-02-30"), ("request.subject", new string('x', 100_000)), ("decision.kind", "VOLL"), ("request.colour", "red")),
            FormReason.Required, FormReason.UnknownCode, FormReason.NoDay, FormReason.TooLong, FormReason.NotAsked, FormReason.UnknownFact);
    }

    [Fact]
    public async Task Impossible_days_are_refused_with_all_reasons()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await FiledWithAuthorityAsync(scenario);
        var entered = CaseScenario.Entered([("application.complete_on", "2026-02-01")]) with { HappenedOn = "2030-01-01", LearnedOn = "gestern", Source = "GOSSIP" };

        await RefusedAsync(
            scenario, () => scenario.EventAsync(caseId, "VollstaendigkeitMitgeteilt", entered),
            FormReason.TooEarly, FormReason.HappenedInFuture, FormReason.LearnedNoDay, FormReason.UnknownSource);
        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "VollstaendigkeitMitgeteilt", ("application.complete_on", "2031-01-01")), FormReason.InFuture);
        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "VollstaendigkeitMitgeteilt", ("application.complete_on", "0001-01-01")), FormReason.OutsideCalendar);
    }

    [Fact]
    public async Task An_event_out_of_turn_or_told_twice_is_refused()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await FiledWithAuthorityAsync(scenario);

        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "AntragEingegangen", ("application.received_on", "2026-02-20")), CaseReason.EventNotAwaited);
        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "Sonnenschein"), CaseReason.EventNotAwaited);
        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "", s_request), CaseReason.EventNotAwaited);
        await RefusedAsync(scenario, () => scenario.EventAsync("IQ-NW-2026-9999", "NachforderungEingegangen", s_request), CaseReason.CaseUnknown);
    }

    [Fact]
    public async Task A_task_with_a_wrong_outcome_of_another_case_or_done_before_is_refused()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await scenario.OpenAsync();
        var task = Assert.Single(await scenario.TasksAsync(caseId), row => row.ActivityId == "anfrage-beantworten");
        var complete = new CompleteCaseTask(scenario.Runtime);
        Task<CaseAnswer> CompleteAsync(string id, string? outcome, params (string, string)[] facts) =>
            complete.RunAsync(id, outcome, CaseScenario.Entered(facts), CaseScenario.Counsellor, null, CancellationToken.None);

        await RefusedAsync(scenario, () => CompleteAsync(task.Id, "Vielleicht", ("case.goal", "REICHTUM"), ("case.colour", "red")), CaseReason.OutcomeUnknown, FormReason.UnknownCode, FormReason.UnknownFact);
        await RefusedAsync(scenario, () => CompleteAsync(task.Id, null, ("case.goal", "ANERKENNUNG")), CaseReason.OutcomeUnknown);
        await RefusedAsync(scenario, () => CompleteAsync("no task", "Beraten"), CaseReason.TaskUnknown);
        Done(await CompleteAsync(task.Id, "Beraten", ("case.goal", "ANERKENNUNG")));
        await RefusedAsync(scenario, () => CompleteAsync(task.Id, "Beraten", ("case.goal", "ANERKENNUNG")), CaseReason.TaskNotOpen);
    }

    [Fact]
    public async Task Facts_of_an_unknown_object_or_kind_are_refused()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await scenario.OpenAsync();

        await RefusedAsync(scenario, () => scenario.FactsAsync(caseId, "spaceship", true, ("spaceship.speed", "3")), CaseReason.KindUnknown);
        await RefusedAsync(scenario, () => scenario.FactsAsync(caseId, "title", false, ("title.kind", "AE_24")), FormReason.NoObject);
        await RefusedAsync(scenario, () => scenario.FactsAsync(caseId, "title", true, ("title.kind", "GOLDEN"), ("title.valid_until", "bald")), FormReason.UnknownCode, FormReason.NoDay);
        await RefusedAsync(scenario, () => scenario.FactsAsync(caseId, "note", true, ("note.body", "a\0b")), FormReason.BadCharacters);
    }

    [Fact]
    public async Task A_case_with_a_bad_beginning_is_not_opened()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var person = CaseScenario.Entered([("person.name", ""), ("person.land", "ATLANTIS"), ("person.born_on", "2999-01-01")]);

        await RefusedAsync(scenario, () => scenario.TryOpenAsync(person, "NIRGENDWO", centre: "nowhere"), CaseReason.CentreUnknown, FormReason.UnknownCode, FormReason.OutsideCalendar, "STAND_UNBEKANNT");
        await RefusedAsync(scenario, () => scenario.TryOpenAsync(person), FormReason.UnknownCode, FormReason.OutsideCalendar);
    }

    [Fact]
    public async Task A_closed_case_refuses_everything()
    {
        await using var scenario = await CaseScenario.OnFileAsync(s_procedures);
        var caseId = await scenario.OpenAsync();
        var task = Assert.Single(await scenario.TasksAsync(caseId), row => row.ActivityId == "anfrage-beantworten");
        Done(await scenario.CompleteAsync(caseId, "anfrage-beantworten", "Fehlkontakt"));

        await RefusedAsync(scenario, () => scenario.EventAsync(caseId, "UmzugGemeldet", ("person.land", "HE"), ("case.moved_on", "2026-03-01")), CaseReason.Closed);
        await RefusedAsync(scenario, () => new CompleteCaseTask(scenario.Runtime).RunAsync(task.Id, "Beraten", Submission.Empty, CaseScenario.Counsellor, null, CancellationToken.None), CaseReason.TaskNotOpen);
        await RefusedAsync(scenario, () => new CloseCase(scenario.Runtime).RunAsync(caseId, "SONSTIGES", CaseScenario.Counsellor, CancellationToken.None), CaseReason.Closed);
    }

    private static async Task<string> FiledWithAuthorityAsync(CaseScenario scenario)
    {
        var caseId = await scenario.OpenAsync(milestone: "ANTRAG_GESTELLT");
        Done(await scenario.CompleteAsync(
            caseId, "antrag-aufnehmen", null, [.. Electrician, ("application.received_on", "2026-02-20"), ("qualification.country", "TR"), ("qualification.kind", "BERUFSAUSBILDUNG")]));
        return caseId;
    }

    private static async Task RefusedAsync(CaseScenario scenario, Func<Task<CaseAnswer>> act, params string[] codes)
    {
        var before = Everything(scenario);

        var refused = Assert.IsType<CaseAnswer.Refused>(await act());

        Assert.Equal(codes.Order(StringComparer.Ordinal), refused.Reasons.Select(reason => reason.Code).Distinct().Order(StringComparer.Ordinal));
        foreach (var reason in refused.Reasons)
        {
            var german = new CaseReasonText(CaseScenario.Rules, Language.German).Sentence(reason);
            var english = new CaseReasonText(CaseScenario.Rules, Language.English).Sentence(reason);
            Assert.NotEqual(german, english);
            Assert.DoesNotContain(reason.Code, german + english, StringComparison.Ordinal);
        }
        Assert.Equal(before, Everything(scenario));
    }

    /// <summary>Every row of every table.</summary>
    private static List<string> Everything(CaseScenario scenario)
    {
        var rows = TestDatabase.Rows(scenario.Runtime.Database);
        Assert.Contains(rows, row => row.StartsWith("definitions: ", StringComparison.Ordinal));
        return rows;
    }
}

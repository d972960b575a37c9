using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Engine.Running;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed class CourseTests
{
    [Fact]
    public async Task A_state_that_cannot_follow_refuses_the_whole_step()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(
            new Drawing("anerkennungsberatung").CaseTask("springen", "case.goal*").Line("zuvor", "before").Milestone("weit", "BESCHEID").ToString());
        var caseId = await scenario.OpenAsync();

        Assert.Equal(["STAND_FOLGT_NICHT"], Codes(await scenario.CompleteAsync(caseId, "springen", null, ("case.goal", "STUDIUM"))));

        Assert.Single(await scenario.TasksAsync(caseId));
        Assert.Null((await scenario.FactsOfAsync(caseId)).Value("case.goal"));
        Assert.Empty(scenario.Base.Lines);
        Assert.Equal("ANFRAGE", await scenario.StateAsync(caseId));
    }

    [Fact]
    public async Task A_state_holds_since_the_day_of_the_event_and_not_since_it_was_written_down()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = Done(await scenario.TryOpenAsync(Opened("2026-02-10"))).CaseId;
        Assert.Equal(new DateOnly(2026, 2, 10), await SinceAsync(scenario, caseId));

        Done(await scenario.CompleteAsync(caseId, "antworten", "Beraten", ("case.goal", "STUDIUM")));
        Done(await scenario.EventAsync(caseId, "ErstberatungGehalten", CaseScenario.Entered([("case.counselled_on", "2026-02-20")]) with { HappenedOn = "2026-02-20" }));

        Assert.Equal("ERSTBERATUNG", await scenario.StateAsync(caseId));
        Assert.Equal(new DateOnly(2026, 2, 20), await SinceAsync(scenario, caseId));
        var outline = (await new ShowCaseFile(scenario.Runtime).OutlineAsync(caseId, CancellationToken.None))!; // opened above
        Assert.Equal([("ANFRAGE", new DateOnly(2026, 2, 10)), ("ERSTBERATUNG", new DateOnly(2026, 2, 20))], outline.Reached.Select(reached => (reached.State, reached.On)));
    }

    [Fact]
    public async Task A_state_does_not_hold_before_the_one_from_which_it_was_reached()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = Done(await scenario.TryOpenAsync(Opened("2026-02-10"))).CaseId;
        Done(await scenario.CompleteAsync(caseId, "antworten", "Beraten", ("case.goal", "STUDIUM")));

        Done(await scenario.EventAsync(caseId, "ErstberatungGehalten", CaseScenario.Entered([("case.counselled_on", "2026-02-20")]) with { HappenedOn = "2026-01-05" }));

        Assert.Equal(new DateOnly(2026, 2, 10), await SinceAsync(scenario, caseId));
    }

    [Fact]
    public async Task A_procedure_that_hands_on_hands_on_the_day()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(
            new Drawing("anerkennungsberatung").CaseTask("antworten", "case.goal*").Box("weiter", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Expression("Literal", "beratung")), ("correlationId", Expression("JavaScript", "getCorrelationId()")))
                .Connect("antworten", "weiter").ToString(),
            new Drawing("beratung").Milestone("erst", "ERSTBERATUNG").ToString());
        var caseId = Done(await scenario.TryOpenAsync(Opened("2026-02-10"))).CaseId;
        var task = Assert.Single(await scenario.TasksAsync(caseId));

        Done(await new CompleteCaseTask(scenario.Runtime).RunAsync(
            task.Id, null, CaseScenario.Entered([("case.goal", "STUDIUM")]) with { HappenedOn = "2026-02-17" }, CaseScenario.Counsellor, null, CancellationToken.None));
        await scenario.Base.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal("ERSTBERATUNG", await scenario.StateAsync(caseId));
        Assert.Equal(new DateOnly(2026, 2, 17), await SinceAsync(scenario, caseId));
    }

    [Fact]
    public async Task A_case_rests_until_a_wake_up_day_and_goes_on_where_it_was()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();
        Task<CaseAnswer> Pause(DateOnly? until) => new PauseCase(scenario.Runtime).RunAsync(caseId, until, CaseScenario.Counsellor, CancellationToken.None);

        Assert.Equal([CaseReason.WakeUpMissing], Codes(await Pause(null)));
        Assert.Equal([CaseReason.WakeUpPast], Codes(await Pause(new DateOnly(2026, 3, 2))));
        Assert.Equal([CaseReason.WakeUpFar], Codes(await Pause(DateOnly.MaxValue)));
        Assert.Equal([CaseReason.WakeUpFar], Codes(await Pause(new DateOnly(2036, 3, 3))));
        Done(await Pause(new DateOnly(2026, 6, 1)));
        Assert.Equal("RUHEND", await scenario.StateAsync(caseId));
        Assert.Equal(new DateOnly(2026, 6, 1), (await scenario.TasksAsync(caseId)).Single(task => task.About == "wake-up").DueOn);
        Assert.Equal([CaseReason.Paused], Codes(await Pause(new DateOnly(2026, 7, 1))));

        Done(await new ResumeCase(scenario.Runtime).RunAsync(caseId, CaseScenario.Counsellor, CancellationToken.None));
        Assert.Equal("ANFRAGE", await scenario.StateAsync(caseId));
        Assert.Equal("antworten", Assert.Single(await scenario.TasksAsync(caseId)).ActivityId);
        Assert.Equal([CaseReason.NotPaused], Codes(await new ResumeCase(scenario.Runtime).RunAsync(caseId, CaseScenario.Counsellor, CancellationToken.None)));
    }

    [Fact]
    public async Task Closing_ends_what_runs_for_the_case_and_it_opens_again_at_a_milestone()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();
        var other = await scenario.OpenAsync("Weber");
        Task<CaseAnswer> Close(string reason) => new CloseCase(scenario.Runtime).RunAsync(caseId, reason, CaseScenario.Counsellor, CancellationToken.None);
        Task<CaseAnswer> Reopen(string? milestone) => new ReopenCase(scenario.Runtime).RunAsync(caseId, milestone, CaseScenario.Counsellor, CancellationToken.None);

        Assert.Equal([CaseReason.ClosingReasonUnknown], Codes(await Close("KEINE_LUST")));
        Assert.Equal(["ABSCHLUSSGRUND_HIER_NICHT"], Codes(await Close("ENDGUELTIG_NICHT_BESTANDEN")));
        Assert.Equal([CaseReason.NotClosed], Codes(await Reopen(null)));
        Done(await Close("FEHLKONTAKT"));

        var closed = await scenario.ShowAsync(caseId);
        Assert.Equal("ABGESCHLOSSEN", closed.State);
        Assert.Empty(closed.Tasks);
        Assert.Equal("ANFRAGE", closed.Facts.Value("case.state_before_close"));
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from instances where sub_status = 'Cancelled'"));
        Assert.Single(await scenario.TasksAsync(other));
        Assert.Equal([CaseReason.Closed], Codes(await Close("FEHLKONTAKT")));

        Assert.Equal(["STAND_UNBEKANNT"], Codes(await Reopen("IRGENDWO")));
        Done(await Reopen(null));
        Assert.Equal("ANFRAGE", await scenario.StateAsync(caseId));
        Assert.Single(await scenario.TasksAsync(caseId));
    }

    [Fact]
    public async Task A_box_closes_the_case_and_its_own_instance_ends_by_itself()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();

        Done(await scenario.CompleteAsync(caseId, "antworten", "Verweisen", ("case.goal", "AUSBILDUNG")));

        Assert.Equal("ABGESCHLOSSEN", await scenario.StateAsync(caseId));
        Assert.Equal(InstanceSubStatus.Finished, await scenario.Base.SubStatusAsync(Assert.Single(await scenario.Base.InstancesAsync())));
    }

    [Fact]
    public async Task A_case_is_given_to_somebody_who_exists()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();
        Task<CaseAnswer> Give(string? centre, string? counsellor, string? deputy) =>
            new ReassignCase(scenario.Runtime).RunAsync(caseId, centre, counsellor, deputy, "lena", CancellationToken.None);

        Assert.Equal([CaseReason.CentreUnknown, CaseReason.StaffUnknown, CaseReason.StaffUnknown], Codes(await Give("bonn", "bert", "carla")));
        Done(await Give(null, "lena", CaseScenario.Counsellor));

        var facts = await scenario.FactsOfAsync(caseId);
        Assert.Equal(("lena", CaseScenario.Counsellor), (facts.Value("case.counsellor_id"), facts.Value("case.deputy_id")));
    }

    [Fact]
    public async Task A_table_decides_with_the_facts_of_the_case()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(new Drawing("anerkennungsberatung")
            .CaseTask("beruf", Application).Decide("frist", "decision_deadline", "deadline", "D03", "D04").Line("drei", "BQFG").Line("vier", "nursing")
            .Connect("beruf", "frist").Connect("frist", "drei", "D03").Connect("frist", "vier", "D04").ToString());
        var caseId = await scenario.OpenAsync();

        Done(await scenario.CompleteAsync(caseId, "beruf", null, Electrician));

        Assert.Equal(["BQFG"], scenario.Base.Lines);
    }

    private static JsonObject Expression(string type, string value) => new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static Cases.Forms.Submission Opened(string on)
    {
        var person = CaseScenario.Person();
        return CaseScenario.Entered([.. person.Values.Select(pair => (pair.Key, pair.Value)), ("case.opened_on", on)]);
    }

    private static async Task<DateOnly?> SinceAsync(CaseScenario scenario, string caseId) => (await scenario.FactsOfAsync(caseId)).Value("case.state_since") as DateOnly?;
}

using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Storage.Deadlines;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed class DeadlineTests
{
    private static readonly (string, string) s_complete = ("application.complete_on", "2026-03-02");

    [Fact]
    public async Task A_deadline_is_computed_once_its_fact_is_known_and_wakes_its_box()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Assert.Equal(DeadlineState.NotComputable, (await scenario.DeadlineAsync(caseId, "D03")).State);

        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));

        var deadline = await scenario.DeadlineAsync(caseId, "D03");
        Assert.Equal((DeadlineState.Running, Day(2026, 6, 2), Day(2026, 6, 2)), (deadline.State, deadline.RawEndOn, deadline.EndOn));
        Assert.Equal(Day(2026, 6, 2), DerivationLine.Read(deadline.Derivation)[^1].Day);
        await scenario.UntilAsync("2026-06-02");
        Assert.Empty(scenario.Base.Lines);
        await scenario.UntilAsync("2026-06-03");
        Assert.Equal(["due"], scenario.Base.Lines);
    }

    [Fact]
    public async Task A_suspension_learned_of_late_moves_deadline_and_timer()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));
        await scenario.UntilAsync("2026-05-20");

        Done(await scenario.FactsAsync(caseId, "request", true, s_request));

        Assert.Equal(Day(2026, 7, 2), (await scenario.DeadlineAsync(caseId, "D03")).EndOn);
        await scenario.UntilAsync("2026-07-02");
        Assert.Empty(scenario.Base.Lines);
        await scenario.UntilAsync("2026-07-03");
        Assert.Equal(["due"], scenario.Base.Lines);
    }

    [Fact]
    public async Task The_order_of_recording_does_not_matter()
    {
        var ends = new List<string>();
        foreach (var order in (int[][])[[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]])
        {
            await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
            var caseId = await FiledAsync(scenario);
            await scenario.UntilAsync("2026-05-20");
            foreach (var step in order)
            {
                Done(step switch
                {
                    0 => await scenario.FactsAsync(caseId, "application", false, s_complete),
                    1 => await scenario.FactsAsync(caseId, "request", true, s_request),
                    _ => await scenario.FactsAsync(caseId, "analysis", true, ("analysis.started_on", "2026-04-20"), ("analysis.ended_on", "2026-05-10")),
                });
            }
            var deadline = await scenario.DeadlineAsync(caseId, "D03");
            ends.Add($"{deadline.State} {deadline.RawEndOn:O} {deadline.EndOn:O} {deadline.Derivation}");
        }

        Assert.Single(ends.Distinct());
        Assert.StartsWith("Running 2026-07-12 2026-07-13", ends[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_counts_from_then_on()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);

        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", "2026-02-25")));

        Assert.Equal(Day(2026, 5, 26), (await scenario.DeadlineAsync(caseId, "D03")).EndOn); // 25 May is Whit Monday
    }

    [Fact]
    public async Task A_deadline_that_does_not_matter_any_more_lets_its_box_go_on()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));

        Done(await scenario.EventAsync(caseId, "BescheidEingegangen", ("decision.kind", "VOLL"), ("decision.dated_on", "2026-03-01")));

        Assert.Equal(["stopped"], scenario.Base.Lines);
        Assert.Equal(DeadlineState.Stopped, (await scenario.DeadlineAsync(caseId, "D03")).State);
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from deadline_waits"));
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from timers"));
    }

    [Fact]
    public async Task A_withdrawn_application_ends_its_deadline()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));

        Done(await scenario.FactsAsync(caseId, "application", false, ("application.withdrawn_on", "2026-03-02")));

        Assert.Equal(DeadlineState.Ended, (await scenario.DeadlineAsync(caseId, "D03")).State);
        Assert.Equal(["stopped"], scenario.Base.Lines);
    }

    [Fact]
    public async Task What_an_authority_may_not_do_is_shown_to_the_counsellor_once()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(new Drawing("anerkennungsberatung")
            .CaseTask("beruf", Application)
            .AwaitEvent("eingang", "AntragEingegangen", "application.received_on*")
            .StartDeadline("frist", "D04")
            .AwaitEvent("nachforderung", "NachforderungEingegangen", "new:request request.kind* request.dated_on request.notified_on request.period_end")
            .SuspendDeadline("hemmen", "D04", "INHALT")
            .CaseTask("ende").ToString());
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));
        await scenario.UntilAsync("2026-04-10");

        Done(await scenario.EventAsync(caseId, "NachforderungEingegangen", s_request));
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.file_number", "AZ 1")));
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", "2026-03-01")));

        Assert.Equal(Day(2026, 7, 1), (await scenario.DeadlineAsync(caseId, "D04")).EndOn);
        var flagged = Assert.Single(await scenario.TasksAsync(caseId), task => task.Level == "L1");
        Assert.Contains("UNZULAESSIG_HEMMUNG_NICHT_VORGESEHEN", flagged.Why, StringComparison.Ordinal);
        Assert.NotEqual(flagged.Title, flagged.TitleEn);
    }

    [Fact]
    public async Task A_day_too_late_for_the_clock_fires_once_and_in_order()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        scenario.Clock.Advance(TimeSpan.FromDays(200));

        Done(await scenario.FactsAsync(caseId, "application", false, s_complete));
        await scenario.Base.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal(["due"], scenario.Base.Lines);
    }

    private static readonly (string, string)[] s_request =
    [
        ("request.kind", "INHALT"), ("request.dated_on", "2026-03-30"), ("request.notified_on", "2026-04-01"), ("request.period_end", "2026-04-30"),
    ];

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);
}

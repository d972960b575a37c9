using IqWorkflows.Casework.Tests.Instances;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

/// <summary>The disk fails before any statement of a change, one after the other, until the change gets through: nothing of it may be there before, and all of it afterwards.</summary>
public sealed class OneTransactionTests
{
    [Fact]
    public async Task A_case_is_opened_as_a_whole_or_not_at_all()
    {
        await using var scenario = await CaseScenario.OnFileAsync(Counselling);

        await CrashTests.FailBeforeEach(scenario.Base, async () => Done(await scenario.TryOpenAsync(CaseScenario.Person())));

        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from cases"));
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from case_tasks"));
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task Facts_step_and_deadline_change_together()
    {
        await using var scenario = await CaseScenario.OnFileAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", "2026-03-02")));

        await CrashTests.FailBeforeEach(
            scenario.Base, async () => Done(await scenario.EventAsync(caseId, "BescheidEingegangen", ("decision.kind", "VOLL"), ("decision.dated_on", "2026-03-01"))));

        Assert.Equal(["stopped"], scenario.Base.Lines);
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from decisions"));
        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from timers"));
    }

    [Fact]
    public async Task A_restart_changes_nothing()
    {
        await using var scenario = await CaseScenario.OnFileAsync(Deciding);
        var caseId = await FiledAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "application", false, ("application.complete_on", "2026-03-02")));

        await scenario.Base.RestartAsync();
        await scenario.UntilAsync("2026-06-03");

        Assert.Equal(["due"], scenario.Base.Lines);
    }
}

using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Storage.Tasks;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed class CaseTaskTests
{
    [Fact]
    public async Task A_task_is_completed_with_its_form_and_an_outcome()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();

        Done(await scenario.CompleteAsync(caseId, "antworten", "Beraten", ("case.goal", "ANERKENNUNG")));

        Assert.Empty(await scenario.TasksAsync(caseId));
        Assert.Equal("ANERKENNUNG", (await scenario.FactsOfAsync(caseId)).Value("case.goal"));
        Assert.Equal(["ErstberatungGehalten"], await scenario.AwaitedAsync(caseId));
        Assert.Contains("task-completed", await scenario.LogAsync(caseId));
    }

    [Fact]
    public async Task Outcome_and_form_are_checked_together()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();

        Assert.Equal([CaseReason.OutcomeUnknown, "PFLICHTFELD_LEER"], Codes(await scenario.CompleteAsync(caseId, "antworten", "Vielleicht")));
        Assert.Equal([CaseReason.OutcomeUnknown, "CODE_UNBEKANNT"], Codes(await scenario.CompleteAsync(caseId, "antworten", null, ("case.goal", "GLUECK"))));
        Assert.Single(await scenario.TasksAsync(caseId));
    }

    [Fact]
    public async Task A_double_click_counts_once_and_a_late_one_is_refused()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();
        var task = Assert.Single(await scenario.TasksAsync(caseId));
        var entered = CaseScenario.Entered([("case.goal", "ANERKENNUNG")]);
        Task<CaseAnswer> Complete(string? key) => new CompleteCaseTask(scenario.Runtime).RunAsync(task.Id, "Beraten", entered, CaseScenario.Counsellor, key, CancellationToken.None);

        var answers = await Task.WhenAll(Complete("click"), Complete("click"));

        Assert.All(answers, answer => Done(answer));
        Assert.Equal([CaseReason.TaskNotOpen], Codes(await Complete("late")));
        Assert.Equal([CaseReason.TaskUnknown], Codes(await new CompleteCaseTask(scenario.Runtime).RunAsync("nothing", null, entered, "anna", null, CancellationToken.None)));
        Assert.Equal(1, await scenario.Base.NumberAsync("select count(*) from case_facts where field = 'goal'"));
    }

    [Fact]
    public async Task A_task_whose_box_is_left_is_dropped()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);
        var caseId = await scenario.OpenAsync();
        var instance = Assert.Single(await scenario.Base.InstancesAsync());

        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(instance, CancellationToken.None);

        Assert.Empty(await scenario.TasksAsync(caseId));
        Assert.Equal(1, await scenario.Base.NumberAsync($"select count(*) from case_tasks where state = '{nameof(TaskState.Dropped)}'"));
    }

    [Fact]
    public async Task A_box_outside_a_case_is_refused_as_a_whole()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Counselling);

        await Assert.ThrowsAsync<CaseRefusedException>(() => scenario.Base.StartAsync("anerkennungsberatung", "no case"));

        Assert.Equal(0, await scenario.Base.NumberAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task An_escalation_becomes_a_task_of_whoever_stands_above()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(new Drawing("anerkennungsberatung").Escalate("hoch", "L2", "Bitte ansehen").CaseTask("weiter").ToString());
        var caseId = await scenario.OpenAsync();

        var task = (await scenario.TasksAsync(caseId)).Single(task => task.Level is not null);
        Assert.Equal(("LEAD", "L2", "Bitte ansehen"), (task.Role, task.Level, task.Title));
        Done(await scenario.CompleteAsync(caseId, "Bitte ansehen"));
        Assert.Equal("weiter", Assert.Single(await scenario.TasksAsync(caseId)).ActivityId);
    }
}

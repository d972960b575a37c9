using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Storage.CaseTasks;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Ladders;

public sealed class RetentionTests
{
    [Fact]
    public async Task What_ends_is_told_by_name_and_day_a_month_ahead_and_due_on_a_working_day()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await IdentityCardAsync(desk);

        desk.GoTo("2026-07-31");
        await FindAsync(desk);
        Assert.Empty(await TasksAsync(desk));
        desk.GoTo("2026-08-03"); // thirty days before 3 September is 4 August, and the day before a Monday
        await FindAsync(desk);
        Assert.Empty(await TasksAsync(desk));
        desk.GoTo("2026-08-04");
        await FindAsync(desk);
        await FindAsync(desk);

        var task = Assert.Single(await TasksAsync(desk));
        Assert.Equal(("Aufbewahrung endet: Kopien von Ausweisen, Do 03.09.2026", "DSB", LadderDesk.Day("2026-09-03")), (task.Title, task.Role, task.DueOn!.Value));
    }

    [Fact]
    public async Task What_should_have_gone_already_is_due_on_the_next_working_day()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await IdentityCardAsync(desk);

        desk.GoTo("2026-09-12"); // a Saturday
        await FindAsync(desk);

        Assert.Equal(LadderDesk.Day("2026-09-14"), Assert.Single(await TasksAsync(desk)).DueOn);
    }

    [Fact]
    public async Task A_lock_withdraws_it_and_lifting_the_lock_asks_again()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await IdentityCardAsync(desk);
        desk.GoTo("2026-08-10");
        await FindAsync(desk);

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.legal_hold", "yes")));
        Assert.Equal([LadderReason.RetentionMoved], (await desk.WithdrawnAsync()).Select(task => task.Split(": ")[^1]));
        await FindAsync(desk);
        Assert.Empty(await TasksAsync(desk));

        Done(await desk.Scenario.FactsAsync(desk.CaseId, "case", false, ("case.legal_hold", "no")));
        await FindAsync(desk);
        Assert.Single(await TasksAsync(desk));
    }

    [Fact]
    public async Task Several_things_that_end_are_several_tasks_and_outlive_the_case()
    {
        await using var desk = await LadderDesk.BeginAsync();
        await IdentityCardAsync(desk);
        desk.GoTo("2026-08-10");
        await FindAsync(desk);

        Done(await new CloseCase(desk.Scenario.Runtime).RunAsync(desk.CaseId, "FEHLKONTAKT", CaseScenario.Counsellor, CancellationToken.None));
        desk.GoTo("2026-10-12"); // ninety days after 10 August are over on 8 November
        await FindAsync(desk);

        Assert.Equal(
            ["Aufbewahrung endet: Kopien von Ausweisen, Do 03.09.2026", "Aufbewahrung endet: Anfrage ohne Einwilligung, Mo 09.11.2026"], (await TasksAsync(desk)).Select(task => task.Title));
    }

    private static async Task IdentityCardAsync(LadderDesk desk) => Done(await desk.Scenario.FactsAsync(
        desk.CaseId, "document", true, ("document.code", "AUSWEIS"), ("document.status", "KOPIE"), ("document.received_on", "2026-03-02")));

    private static Task<int> FindAsync(LadderDesk desk) => new LookAtCases(desk.Scenario.Runtime).FindRetentionCandidatesAsync(CancellationToken.None);

    private static async Task<List<CaseTaskRow>> TasksAsync(LadderDesk desk) => [.. (await desk.Scenario.TasksAsync(desk.CaseId)).Where(task => task.Occasion == "M39r")];
}

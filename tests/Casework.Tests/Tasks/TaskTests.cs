using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Tests.Tasks;

public sealed class TaskTests
{
    [Fact]
    public async Task A_task_is_handed_out_and_its_result_goes_back_once()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Task("t", "Check the papers").Line("m", "m").Task("u", "Write the letter").ToString());
        var id = await scenario.StartAsync("w");
        var task = await TheOpenTask(scenario);

        Assert.Null(await scenario.CompleteAsync(task.Id, "fine"));
        var again = await scenario.CompleteAsync(task.Id, "fine");

        Assert.Equal("Check the papers", task.Name);
        Assert.Equal("task-not-open", again?.Code);
        Assert.Equal(["m"], scenario.Lines);
        Assert.Equal("Write the letter", (await TheOpenTask(scenario)).Name);
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(id));
    }

    [Fact]
    public async Task The_task_of_a_cancelled_instance_is_dropped()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Task("t", "Check the papers").ToString());
        var id = await scenario.StartAsync("w");
        var task = await TheOpenTask(scenario);

        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(id, CancellationToken.None);

        Assert.Equal("task-not-open", (await scenario.CompleteAsync(task.Id))?.Code);
        await using var db = await scenario.Runtime.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(TaskState.Dropped, (await db.Tasks.SingleAsync()).State);
    }

    [Fact]
    public async Task An_unknown_task_is_refused()
    {
        await using var scenario = Scenario.InMemory();

        Assert.Equal("task-unknown", (await scenario.CompleteAsync("nothing"))?.Code);
    }

    private static async Task<TaskRow> TheOpenTask(Scenario scenario)
    {
        await using var db = await scenario.Runtime.Database.Contexts.CreateDbContextAsync();
        return await db.Tasks.SingleAsync(row => row.State == TaskState.Open);
    }
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Instances;

public sealed class BulkDispatchTests
{
    [Fact] // elsa-core 7030
    public async Task A_thousand_children_finish_and_their_parent_after_them()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Line("c", "c").ToString());
        await scenario.PublishAsync(new Drawing("parent").Bulk("b", "child", 1000, waits: true).Line("z", "z").ToString());

        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();

        Assert.Equal(1001, scenario.Lines.Count);
        Assert.Equal("z", scenario.Lines[^1]);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
        Assert.Equal(1000, await scenario.NumberAsync("select count(*) from instances where parent_id is not null and sub_status = 'Finished'"));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from bulk_dispatches"));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from inbox"));
    }

    [Fact]
    public async Task The_state_of_the_parent_is_as_large_for_many_children_as_for_few()
    {
        // The counter of ids that the state keeps has two digits in both.
        Assert.Equal(await StateWhileWaitingFor(12), await StateWhileWaitingFor(98));
    }

    [Fact]
    public async Task Children_that_wait_are_counted_down_as_they_end_even_over_a_restart()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Event("e", "CX").ToString());
        await scenario.PublishAsync(new Drawing("parent").Bulk("b", "child", 3, waits: true).Line("z", "z").ToString());
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();
        var children = (await scenario.InstancesAsync()).Where(id => id != parent).ToList();

        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(children[0], CancellationToken.None);
        await scenario.RestartAsync();
        await scenario.DrainAsync();
        Assert.Equal(2, await scenario.NumberAsync("select remaining from bulk_dispatches"));
        await scenario.EventAsync("CX");
        await scenario.DrainAsync();

        Assert.Equal(["z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    private static async Task<long?> StateWhileWaitingFor(int children)
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("child").Event("e", "CX").ToString());
        await scenario.PublishAsync(new Drawing("parent").Bulk("b", "child", children, waits: true).ToString());
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();
        Assert.Equal(children, await scenario.NumberAsync("select remaining from bulk_dispatches"));
        return (await scenario.ShowAsync(parent)).Row.State.Length;
    }
}

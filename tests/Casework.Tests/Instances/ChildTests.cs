using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Instances;

public sealed class ChildTests
{
    private static readonly string s_parent = new Drawing("parent").Line("a", "a").Dispatch("d", "child", waits: true).Line("z", "z").ToString();

    [Fact]
    public async Task The_parent_burst_ends_before_its_child_starts_and_goes_on_after_the_child()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);

        var id = await scenario.StartAsync("parent");
        Assert.Equal(["a"], scenario.Lines);
        await scenario.DrainAsync();

        Assert.Equal(["a", "c", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
    }

    [Fact] // elsa-core 7397
    public async Task A_child_that_ends_resumes_its_parent_in_the_same_transaction()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Event("e", "CX").Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();
        var commits = scenario.Runtime.Writer.Count.Commits;

        await scenario.EventAsync("CX");

        Assert.Equal(commits + 1, scenario.Runtime.Writer.Count.Commits);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
        Assert.Equal(["a", "c", "z"], scenario.Lines);
    }

    [Fact]
    public async Task The_end_of_a_grandchild_goes_all_the_way_up()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("grandchild").Event("e", "CX").Line("g", "g").ToString());
        await scenario.PublishAsync(new Drawing("child").Dispatch("d", "grandchild", waits: true).Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();

        await scenario.EventAsync("CX");

        Assert.Equal(["a", "g", "c", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task A_child_that_had_not_started_when_the_process_ended_starts_afterwards()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("child").Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);
        var parent = await scenario.StartAsync("parent");

        await scenario.RestartAsync();
        await scenario.DrainAsync();
        await scenario.DrainAsync();

        Assert.Equal(["a", "c", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task A_child_run_within_the_step_is_saved_with_it_and_wakes_the_parent_if_it_had_to_wait()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("child").Line("c1", "c1").Event("e", "CX").Line("c2", "c2").ToString());
        await scenario.PublishAsync(new Drawing("parent").Execute("x", "child").Line("z", "z").ToString());

        var parent = await scenario.StartAsync("parent");
        Assert.Equal(2, await scenario.NumberAsync("select count(*) from instances"));
        await scenario.EventAsync("CX");

        Assert.Equal(["c1", "c2", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task A_parent_does_not_wait_for_a_child_that_may_not_start()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("child").Activation("SingletonStrategy").Event("e", "CX").Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);
        await scenario.StartAsync("child");

        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();

        Assert.Equal(["a", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task A_child_goes_on_when_its_parent_is_cancelled()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("child").Event("e", "CX").Line("c", "c").ToString());
        await scenario.PublishAsync(s_parent);
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();

        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(parent, CancellationToken.None);
        await scenario.EventAsync("CX");

        Assert.Equal(["a", "c"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Cancelled, await scenario.SubStatusAsync(parent));
    }

    [Fact]
    public async Task The_end_of_a_child_is_kept_for_a_parent_that_has_faulted_meanwhile()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("child").Event("e", "CX").Line("c", "c").ToString());
        await scenario.PublishAsync(new Drawing("parent")
            .Line("a", "a").Dispatch("d", "child", waits: true).Line("z", "z").Event("p", "PX").Fault("f", "broken")
            .Connect("a", "d").Connect("d", "z").Connect("a", "p").Connect("p", "f").ToString());
        var parent = await scenario.StartAsync("parent");
        await scenario.DrainAsync();
        await scenario.EventAsync("PX");
        Assert.Equal(InstanceSubStatus.Faulted, await scenario.SubStatusAsync(parent));

        await scenario.EventAsync("CX");
        Assert.Equal(["a", "c"], scenario.Lines);
        await new Casework.Instances.SkipIncident(scenario.Runtime).RunAsync(parent, 1, null, CancellationToken.None);
        await scenario.DrainAsync();

        Assert.Equal(["a", "c", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(parent));
    }
}

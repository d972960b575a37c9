using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Timers;

public sealed class TimerTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Delay("d", s_hour).Line("z", "z").ToString());
        var id = await scenario.StartAsync("w");

        await scenario.AdvanceAsync(s_hour - TimeSpan.FromTicks(1));
        Assert.Empty(scenario.Lines);
        await scenario.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(["z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from timers"));
    }

    [Fact]
    public async Task A_delay_counts_from_the_moment_it_is_reached()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Delay("d1", s_hour).Line("m", "m").Delay("d2", s_hour).Line("z", "z").ToString());
        await scenario.StartAsync("w");

        await scenario.AdvanceAsync(10 * s_hour);
        Assert.Equal(["m"], scenario.Lines);
        await scenario.AdvanceAsync(s_hour);

        Assert.Equal(["m", "z"], scenario.Lines);
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_due_time()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("slow").Delay("d", 2 * s_hour).Line("z", "slow").ToString());
        await scenario.PublishAsync(new Drawing("fast").Delay("d", s_hour).Line("z", "fast").ToString());
        await scenario.StartAsync("slow");
        await scenario.StartAsync("fast");

        await scenario.AdvanceAsync(3 * s_hour);

        Assert.Equal(["fast", "slow"], scenario.Lines);
    }

    [Fact]
    public async Task A_timer_due_while_the_process_was_down_fires_once()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Delay("d", s_hour).Line("z", "z").ToString());
        var id = await scenario.StartAsync("w");

        await scenario.RestartAsync();
        await scenario.AdvanceAsync(5 * s_hour);
        await scenario.RestartAsync();
        await scenario.AdvanceAsync(5 * s_hour);

        Assert.Equal(["z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
    }

    [Fact]
    public async Task A_timer_trigger_due_several_times_while_down_fires_once_and_goes_on_from_now()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Timer("t", s_hour).Line("z", "z").ToString());

        await scenario.RestartAsync();
        await scenario.AdvanceAsync(5.5 * s_hour);
        Assert.Equal(["z"], scenario.Lines);
        await scenario.AdvanceAsync(s_hour - TimeSpan.FromSeconds(1));
        Assert.Equal(["z"], scenario.Lines);
        await scenario.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["z", "z"], scenario.Lines);
    }

    [Fact]
    public async Task A_timer_trigger_ends_when_its_definition_is_retracted()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Timer("t", s_hour).Line("z", "z").ToString());

        await new Casework.Definitions.RetractDefinition(scenario.Runtime).RunAsync("w", CancellationToken.None);
        await scenario.AdvanceAsync(5 * s_hour);

        Assert.Empty(scenario.Lines);
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from timers"));
    }

    [Fact]
    public async Task A_timer_of_a_cancelled_instance_is_gone()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Delay("d", s_hour).Line("z", "z").ToString());
        var id = await scenario.StartAsync("w");

        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(id, CancellationToken.None);

        Assert.Equal(0, await scenario.NumberAsync("select count(*) from timers"));
        await scenario.AdvanceAsync(s_hour);
        Assert.Empty(scenario.Lines);
    }
}

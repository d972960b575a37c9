using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Inbox;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Tests.Inbox;

public sealed class EarlyEventTests
{
    private static readonly string s_firstXThenY = new Drawing("w").Event("x", "X").Event("y", "Y").Line("z", "z").ToString();

    [Fact]
    public async Task An_event_that_comes_too_early_is_kept_and_delivered_once()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(s_firstXThenY);
        var first = await scenario.StartAsync("w");
        Assert.True((await scenario.EventAsync("Y")).IsKept);
        await scenario.RestartAsync();

        await scenario.EventAsync("X");
        await scenario.DrainAsync();
        var second = await scenario.StartAsync("w");
        await scenario.EventAsync("X");
        await scenario.DrainAsync();

        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(first));
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(second));
        Assert.Equal(["z"], scenario.Lines);
    }

    [Fact]
    public async Task An_event_does_not_overtake_one_that_came_before_and_is_on_its_way()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("x", "X").Event("y", "Y").Event("y2", "Y").ToString());
        var id = await scenario.StartAsync("w", "c");
        await scenario.EventAsync("Y", "first", "c");
        await scenario.EventAsync("X", correlationId: "c");

        Assert.Equal([id], (await scenario.EventAsync("Y", "second", "c")).Resumed);
        await scenario.DrainAsync();

        var given = await new ShowInstance(scenario.Runtime).LogAsync(id, CancellationToken.None);
        Assert.Equal(["first", "second"], given.Select(step => step.Stimulus).OfType<Stimulus.Deliver>().Select(deliver => deliver.Payload).OfType<string>());
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
    }

    [Fact]
    public async Task A_kept_event_goes_only_to_its_correlation_id()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(s_firstXThenY);
        await scenario.EventAsync("Y", correlationId: "c2");
        var first = await scenario.StartAsync("w", "c1");
        var second = await scenario.StartAsync("w", "c2");

        await scenario.EventAsync("X");
        await scenario.DrainAsync();

        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(first));
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(second));
    }

    [Fact]
    public async Task After_its_time_a_kept_event_is_shown_as_expired_and_not_delivered()
    {
        await using var scenario = Scenario.InMemory(new RuntimeOptions { EarlyEventLifetime = TimeSpan.FromHours(2) });
        await scenario.PublishAsync(s_firstXThenY);
        var id = await scenario.StartAsync("w");
        await scenario.EventAsync("Y");

        await scenario.AdvanceAsync(TimeSpan.FromHours(2));
        await scenario.EventAsync("X");
        await scenario.DrainAsync();

        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(id));
        await using var db = await scenario.Runtime.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(InboxState.Expired, (await db.Inbox.SingleAsync()).State);
    }

    [Fact]
    public async Task An_event_that_started_an_instance_has_been_taken_and_is_not_kept()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "Go", starts: true).Line("z", "z").ToString());

        var answer = await scenario.EventAsync("Go");

        Assert.Single(answer.Started);
        Assert.False(answer.IsKept);
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from inbox"));
    }

    [Fact]
    public async Task A_kept_event_whose_taker_was_cancelled_on_the_way_stays_for_another()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(s_firstXThenY);
        await scenario.EventAsync("Y");
        var first = await scenario.StartAsync("w");
        await scenario.EventAsync("X"); // Y is now on its way to the first
        await new Casework.Instances.CancelInstance(scenario.Runtime).RunAsync(first, CancellationToken.None);
        await scenario.DrainAsync();

        var second = await scenario.StartAsync("w");
        await scenario.EventAsync("X");
        await scenario.DrainAsync();

        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(second));
    }
}

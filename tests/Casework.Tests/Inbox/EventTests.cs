using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Casework.Tests.Inbox;

public sealed class EventTests
{
    [Fact]
    public async Task An_event_wakes_the_instance_that_awaits_it()
    {
        await using var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").Line("z", "z").ToString());
        var id = await scenario.StartAsync("w");

        var answer = await scenario.EventAsync("X");

        Assert.Equal([id], answer.Resumed);
        Assert.Equal(["z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from bookmarks"));
    }

    [Fact]
    public async Task An_event_of_another_name_wakes_nobody()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").ToString());
        var id = await scenario.StartAsync("w");

        var answer = await scenario.EventAsync("x");

        Assert.Empty(answer.Resumed);
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(id));
    }

    [Fact]
    public async Task An_event_without_correlation_id_reaches_all_and_one_with_reaches_only_its_own()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").Event("f", "Y").ToString());
        var first = await scenario.StartAsync("w", "c1");
        var second = await scenario.StartAsync("w", "c2");
        var third = await scenario.StartAsync("w");

        var toAll = await scenario.EventAsync("X");
        await scenario.DrainAsync();
        var toOne = await scenario.EventAsync("Y", correlationId: "c2");
        var toNobody = await scenario.EventAsync("Y", correlationId: "c3");
        await scenario.DrainAsync();

        Assert.Equal([first, second, third], toAll.Resumed);
        Assert.Equal([second], toOne.Resumed);
        Assert.Empty(toNobody.Resumed);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(second));
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(third));
    }

    [Fact]
    public async Task An_instance_is_found_by_the_correlation_id_it_gave_itself()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "X").Correlate("c", "mine").Event("f", "Y").ToString());
        var id = await scenario.StartAsync("w");
        await scenario.EventAsync("X");

        Assert.Empty((await scenario.EventAsync("Y", correlationId: "other")).Resumed);
        Assert.Equal([id], (await scenario.EventAsync("Y", correlationId: "mine")).Resumed);
    }

    [Fact]
    public async Task An_event_starts_its_triggers_first_and_then_wakes_those_who_awaited_it_before()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("w").Event("e", "Go", starts: true).Line("z", "z").Event("again", "Go").ToString());
        var byHand = await scenario.StartAsync("w");

        var answer = await scenario.EventAsync("Go");
        await scenario.DrainAsync();

        Assert.Equal([byHand], answer.Resumed);
        var started = Assert.Single(answer.Started);
        Assert.Equal(["z", "z"], scenario.Lines);
        // Both now wait at the second box: the event that started one of them is not given to it once more.
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(byHand));
        Assert.Equal(InstanceSubStatus.Suspended, await scenario.SubStatusAsync(started));
    }

    [Fact]
    public async Task An_event_of_a_workflow_reaches_others_after_its_own_step_is_saved()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("listener").Event("e", "X").Line("heard", "heard").ToString());
        await scenario.PublishAsync(new Drawing("speaker").Publish("p", "X").Line("said", "said").ToString());
        await scenario.StartAsync("listener");

        await scenario.StartAsync("speaker");
        await scenario.DrainAsync();

        Assert.Equal(["said", "heard"], scenario.Lines);
    }

    [Fact]
    public async Task A_local_event_stays_in_its_instance()
    {
        await using var scenario = Scenario.InMemory();
        await scenario.PublishAsync(new Drawing("other").Event("e", "X").Line("heard", "other heard").ToString());
        await scenario.PublishAsync(new Drawing("w").Publish("p", "X", isLocal: true).Event("e", "X").Line("z", "own heard").ToString());
        await scenario.StartAsync("other");

        await scenario.StartAsync("w");
        await scenario.DrainAsync();

        Assert.Equal(["own heard"], scenario.Lines);
    }

    [Fact] // elsa-core 7223
    public async Task Two_hundred_bookmarks_resumed_in_rapid_succession_all_complete()
    {
        await using var scenario = await Scenario.OnFileAsync();
        var drawing = new Drawing("w").Line("a", "a").Box("join", "Elsa.FlowJoin").Line("z", "z").Connect("join", "z");
        for (var i = 0; i < 200; i++)
            drawing.Event($"e{i}", $"X{i}").Connect("a", $"e{i}").Connect($"e{i}", "join");
        await scenario.PublishAsync(drawing.ToString());
        var id = await scenario.StartAsync("w");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => scenario.EventAsync($"X{i}", new ObjectValue())));

        Assert.Equal(["a", "z"], scenario.Lines);
        Assert.Equal(InstanceSubStatus.Finished, await scenario.SubStatusAsync(id));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from bookmarks"));
    }
}

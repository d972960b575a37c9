using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>What goes wrong in Elsa and cannot here, as far as the engine alone shows it. Numbers are issues of elsa-core.</summary>
public sealed class KnownElsaFailureTests
{
    private const string Round = "enter>fork fork.A>left fork.B>right left>join right>join join>count count>again again.True>fork again.False>close";

    [Theory] // #6725: a join inside a loop waits for ever in the second round
    [InlineData(FlowchartMode.Counter, "WaitAll")]
    [InlineData(FlowchartMode.Counter, "WaitAllActive")]
    [InlineData(FlowchartMode.Token, "WaitAll")]
    [InlineData(FlowchartMode.Token, "WaitAllActive")]
    public void A_join_inside_a_loop_opens_in_every_round(FlowchartMode mode, string join)
    {
        var instance = new TestInstance(Program(Flowchart("flow", Round, [.. Loop(rounds: 50), Line("left"), Line("right"), Join("join", join)]), mode, variables: Variable("n", "Int32", "0")));

        instance.Start();

        Assert.Equal("enter " + string.Concat(Enumerable.Repeat("left right ", 50)) + "close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    [Theory] // #6774: a join that has opened once lets later rounds pass without waiting
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_join_inside_a_loop_waits_anew_in_every_round(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(Flowchart("flow", Round, [.. Loop(rounds: 3), Event("left", "Left"), Event("right", "Right"), Join("join", "WaitAll")]), mode, variables: Variable("n", "Int32", "0")));
        instance.Start();

        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal("left right", instance.Waiting);
            instance.Event(round % 2 == 0 ? "Left" : "Right");
            Assert.Equal(round % 2 == 0 ? "right" : "left", instance.Waiting);
            instance.Event(round % 2 == 0 ? "Right" : "Left");
        }

        Assert.Equal("enter close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    [Theory] // #6448: a WaitAny join inside a loop swallows the arrival of the next round
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_join_for_the_first_way_opens_once_in_every_round(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(Flowchart("flow", Round, [.. Loop(rounds: 4), Event("left", "Left"), Event("right", "Right"), Join("join", "WaitAny")]), mode, variables: Variable("n", "Int32", "0")));
        instance.Start();

        foreach (var way in (string[])["Left", "Right", "Right", "Left"])
        {
            Assert.Equal("left right", instance.Waiting);
            instance.Event(way);
        }

        Assert.Equal("Finished", instance.Status);
        Assert.Equal(4, instance.Journal.Count(entry => entry is { Event: JournalEvent.Started, Activity.Id: "join" }));
    }

    [Theory] // #7993: the ways of a decision inside a loop meet, and the meeting point runs once too often or never
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Ways_of_a_decision_inside_a_loop_meet_once_a_round(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "enter>odd odd.True>left odd.False>right left>meet right>meet meet>count count>again again.True>odd again.False>close",
                [.. Loop(rounds: 4), Decision("odd", "variables.n % 2 == 1"), Line("left"), Line("right"), Line("meet")]),
            mode, variables: Variable("n", "Int32", "0")));

        instance.Start();

        Assert.Equal("enter right meet left meet right meet left meet close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    [Fact] // #7223: bookmarks resumed in rapid succession are lost
    public void Two_hundred_bookmarks_resumed_in_any_order_all_complete()
    {
        var items = Box("all", "ParallelForEach", ("items", Script("Array.from({length: 200}, (_, i) => i)")), ("body", Sequence("body", Event("wait", "x"), Say("got", "variables.CurrentValue"))));
        items["body"]!["activities"]![0]!["eventName"] = Script("'Answer' + variables.CurrentValue"); // drawn just above
        var instance = new TestInstance(Program(Sequence("seq", items, Line("close"))));
        instance.Start();
        Assert.Equal(200, instance.Open.Count);

        for (var i = 0; i < 200; i++)
            Assert.True(instance.Event($"Answer{i * 77 % 200}").Happened);

        Assert.Equal("Finished", instance.Status);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i * 77 % 200), instance.Lines.Split(' ')[..^1].Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.EndsWith(" close", instance.Lines, StringComparison.Ordinal);
    }

    [Fact] // #7030: the parent of a large bulk dispatch grows with every child and never ends
    public void A_bulk_dispatch_of_a_thousand_children_keeps_the_parents_state_constant()
    {
        var child = Program(Definition(Line("work"), "child"));
        var instance = new TestInstance(Program(Flowchart("flow", "bulk.Completed>close", Box("bulk", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", Script("Array.from({length: 1000}, (_, i) => i)"))), Line("close"))))
        {
            Published = _ => child,
        };
        instance.Start();
        var dispatched = Assert.IsType<Effect.BulkDispatch>(Assert.Single(instance.Runs[0].Effects));
        var size = instance.State!.Length; // it has started

        for (var left = 999; left >= 1; left--)
        {
            instance.Wake("bulk", Ended(dispatched.Children[left], left));
            Assert.InRange(instance.State.Length, 1, size + 2); // a counter may gain a digit
        }
        instance.Wake("bulk", Ended(dispatched.Children[0], 0));

        Assert.Equal(1000, dispatched.Children.Select(start => start.InstanceId).Distinct().Count());
        Assert.Equal("Finished", instance.Status);
        Assert.Equal("close", instance.Lines);
        Assert.InRange(size, 1, 400);
    }

    [Theory] // "… is not reachable from the flowchart graph": cancelling leftover work faults the instance
    [InlineData(FlowchartMode.Counter, "End")]
    [InlineData(FlowchartMode.Token, "End")]
    [InlineData(FlowchartMode.Counter, "Complete")]
    [InlineData(FlowchartMode.Token, "Complete")]
    [InlineData(FlowchartMode.Counter, "Break")]
    [InlineData(FlowchartMode.Token, "Break")]
    [InlineData(FlowchartMode.Counter, "Finish")]
    [InlineData(FlowchartMode.Token, "Finish")]
    public void Ending_a_container_with_work_left_never_faults(FlowchartMode mode, string terminal)
    {
        var inner = Flowchart("inner", "fork.A>letter fork.B>part fork.C>call call>stop letter>never", Fork("fork", "A", "B", "C"), Event("letter", "Letter"), Flowchart("part", "a>b", Line("a"), Event("b", "B")), Event("call", "Call"), Box("stop", terminal), Line("never"));
        var instance = new TestInstance(Program(Flowchart("flow", "inner>close", inner, Line("close")), mode));
        instance.Start();

        instance.Event("Call");

        Assert.Equal("Finished", instance.Status);
        Assert.Empty(instance.View.Incidents);
        Assert.Empty(instance.Open);
        Assert.False(instance.Event("Letter").Happened);
        Assert.Equal(terminal is "End" or "Break" ? "a close" : "a", instance.Lines);
    }

    [Theory] // counter mode runs what follows a WaitAny join twice when the other way is cancelled or faults
    [InlineData(FlowchartMode.Counter, "Event")]
    [InlineData(FlowchartMode.Token, "Event")]
    [InlineData(FlowchartMode.Counter, "Fault")]
    [InlineData(FlowchartMode.Token, "Fault")]
    public void What_follows_a_join_for_the_first_way_runs_once(FlowchartMode mode, string other)
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "start>first start>second first>join second>join join>close", Line("start"), Line("first"), Box("second", other), Join("join", "WaitAny"), Line("close")), mode, continues: true));

        instance.Start();

        Assert.Equal("start first close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
        Assert.Empty(instance.Open);
    }

    [Fact] // work queued by a container runs after the container was cancelled
    public void Queued_work_of_a_cancelled_container_does_not_run()
    {
        var slow = Parallel("slow", Sequence("s1", Line("a"), Line("b"), Line("c")), Sequence("s2", Line("d"), Line("e"), Line("f")));
        var instance = new TestInstance(Program(Sequence("seq", Box("ways", "Fork", ("joinMode", "WaitAny"), ("branches", new System.Text.Json.Nodes.JsonArray(slow, Sequence("quick", Line("q"))))), Line("close"))));

        instance.Start();

        // The quick branch ends in the same round in which the first lines of the slow one stand in the queue.
        Assert.Equal("q close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    [Theory] // a join that can never open leaves the instance suspended without bookmark or incident, or drops what is behind it
    [InlineData(FlowchartMode.Counter, "WaitAll")]
    [InlineData(FlowchartMode.Token, "WaitAll")]
    public void A_join_that_can_never_open_is_an_incident(FlowchartMode mode, string join)
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "ask.True>yes ask.False>no yes>join no>join join>close", Decision("ask", "true"), Line("yes"), Line("no"), Join("join", join), Line("close")), mode, continues: true));

        instance.Start();

        Assert.Equal("Suspended", instance.Status);
        Assert.StartsWith("Stuck join", Assert.Single(instance.View.Incidents, incident => incident.ActivityId == "join").Message, StringComparison.Ordinal);
        Assert.True(instance.Give(new Stimulus.Retry(1)).Happened);
        Assert.Equal("yes close", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    private static System.Text.Json.Nodes.JsonObject[] Loop(int rounds) =>
        [Line("enter"), Fork("fork", "A", "B"), SetVariable("count", "n", "variables.n + 1"), Decision("again", $"variables.n < {rounds}"), Line("close")];

    private static ObjectValue Ended(ChildStart child, int remaining) => new()
    {
        ["instanceId"] = child.InstanceId,
        ["status"] = "Finished",
        ["subStatus"] = "Finished",
        ["output"] = new ObjectValue(),
        ["remaining"] = remaining,
    };
}

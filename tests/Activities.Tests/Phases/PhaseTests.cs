using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using static IqWorkflows.Activities.Tests.Boxes;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Activities.Tests.Phases;

/// <summary>Phases as they are drawn: a flowchart for the body, one for what may come in between.</summary>
public sealed class PhaseTests
{
    public static TheoryData<FlowchartMode> Modes => [FlowchartMode.Counter, FlowchartMode.Token];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Body_and_handlers_wait_beside_each_other(FlowchartMode mode)
    {
        var instance = new Played(Examination(), mode).Start();

        Assert.Equal("decided withdrawn moved", instance.Waiting);
        Assert.Equal("Suspended", instance.Status);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void When_the_body_ends_while_handlers_wait_they_are_cancelled_and_the_phase_is_done(FlowchartMode mode)
    {
        var instance = new Played(Examination(), mode).Start();

        instance.Record("Decided");

        Assert.Equal(("Finished", "granted"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
        Assert.Contains(instance.Journal, entry => entry is { Event: JournalEvent.Canceled, Activity.Id: "withdrawn" });
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_handler_leaves_the_phase_with_its_outcome_and_nothing_of_the_body_is_left(FlowchartMode mode)
    {
        var instance = new Played(Examination(), mode).Start();

        instance.Record("Withdrawn");

        Assert.Equal(("Finished", "closed"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
        Assert.False(instance.IsAwaited(new Stimulus.Deliver(Asking.AwaitEvent.Key("Decided"), null)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_handler_that_is_drawn_as_a_loop_catches_its_event_again_and_again(FlowchartMode mode)
    {
        var instance = new Played(Examination(), mode).Start();

        for (var move = 0; move < 5; move++)
        {
            instance.Record("Moved");
            Assert.Equal("decided withdrawn address", instance.Waiting);
            instance.Wake("address");
            Assert.Equal("decided withdrawn moved", instance.Waiting);
        }
        instance.Record("Withdrawn");

        Assert.Equal(("Finished", "closed"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_handler_that_just_ends_leaves_the_body_alone(FlowchartMode mode)
    {
        var handlers = Handlers("contact>note", Await("contact", "Contact"), Line("note"));
        var instance = new Played(Sequence("all", Phase("phase", Await("decided", "Decided"), handlers), Line("after")), mode).Start();

        instance.Record("Contact");

        Assert.Equal(("Suspended", "note", "decided"), (instance.Status, instance.Lines, instance.Waiting));
        Assert.False(instance.IsAwaited(new Stimulus.Deliver(Asking.AwaitEvent.Key("Contact"), null)));
        instance.Record("Decided");
        Assert.Equal(("Finished", "note after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_body_that_is_one_box_gives_the_phase_its_outcome(FlowchartMode mode)
    {
        var phase = Phase("phase", Task("review", "Accepted", "Refused"), Handlers("moved>note", Await("moved", "Moved"), Line("note")));
        var instance = new Played(Flowchart("flow", "phase.Accepted>yes phase.Refused>no", phase, Line("yes"), Line("no")), mode).Start();

        instance.Wake("review", new CaseAnswer("Refused").ToPayload());

        Assert.Equal(("Finished", "no"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void One_event_for_two_handlers_reaches_the_second_no_more_when_the_first_leaves(FlowchartMode mode)
    {
        var handlers = Handlers("first>leave second>note", Await("first", "Died"), Leave("leave"), Await("second", "Died"), Line("note"));
        var instance = new Played(Sequence("all", Phase("phase", Await("decided", "Decided"), handlers), Line("after")), mode).Start();

        instance.Record("Died");

        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void What_still_stands_in_the_queue_when_the_phase_is_left_does_not_run(FlowchartMode mode)
    {
        var body = Flowchart("body", "begin>leave begin>one begin>two one>three", Line("begin"), Leave("leave"), Line("one"), Line("two"), Line("three"));
        var instance = new Played(Sequence("all", Phase("phase", body, null), Line("after")), mode).Start();

        Assert.Equal(("Finished", "begin after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_handler_that_leaves_in_its_first_moment_ends_the_phase_before_it_has_begun(FlowchartMode mode)
    {
        var handlers = Sequence("handlers", Box("closed", "Iq.AwaitFacts", ("condition", Literal(true))), Leave("leave"));
        var instance = new Played(Sequence("all", Phase("phase", Sequence("body", Task("review")), handlers), Line("after")), mode).Start();

        Assert.Equal("Finished", instance.Status);
        Assert.Empty(instance.Open);
        Assert.Empty(instance.Effects);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_phase_can_be_entered_again_and_then_begins_anew(FlowchartMode mode)
    {
        var handlers = Handlers("refused>again", Await("refused", "Refused"), Leave("again", "Again"));
        var root = Flowchart("flow", "start>phase phase.Again>note note>phase phase>after", Box("start", "Start"), Phase("phase", Await("decided", "Decided"), handlers, "Again"), Line("note"), Line("after"));
        var instance = new Played(root, mode).Start();

        for (var round = 0; round < 3; round++)
            instance.Record("Refused");
        Assert.Equal("decided refused", instance.Waiting);
        instance.Record("Decided");

        Assert.Equal(("Finished", "note note note after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_join_behind_a_phase_that_was_left_goes_on(FlowchartMode mode)
    {
        var handlers = Handlers("withdrawn>leave", Await("withdrawn", "Withdrawn"), Leave("leave", "Withdrawn"));
        var root = Flowchart(
            "flow", "fork>phase fork>other phase.Withdrawn>join phase>join other>join join>after",
            Box("fork", "FlowFork"), Phase("phase", Await("decided", "Decided"), handlers, "Withdrawn"), Event("other", "Other"), Join("join", "WaitAllActive"), Line("after"));
        var instance = new Played(root, mode).Start();

        instance.Record("Withdrawn");
        Assert.Equal("other", instance.Waiting);
        instance.Event("Other");

        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_waiting_phase_needs_little_room()
    {
        var instance = new Played(Examination()).Start();

        Assert.InRange(instance.StateBytes, 1, 400);
    }

    [Fact]
    public void A_state_with_a_phase_written_by_the_first_release_goes_on()
    {
        const string written = """{"v":1,"n":[10,3,0],"c":"IQ-NW-2026-000001","r":[[1,0,0],[2,1,1,{"f":[0,"","","",""]}],[3,2,2],[4,3,6,{"f":[0,"11","333","",""]}],[9,4,9],[10,4,11],[5,3,3,{"f":[0,"","","",""]}],[7,5,4]],"b":[[1,7,"Iq.Event","Decided",0],[2,9,"Iq.Event","Withdrawn",0],[3,10,"Iq.Event","Moved",0]]}""";
        var program = Compiled(Examination());

        var run = new WorkflowEngine(EngineLimits.Default).Run(
            program, "instance-1", Encoding.UTF8.GetBytes(written), new Stimulus.Deliver(Asking.AwaitEvent.Key("Withdrawn"), null), DateTimeOffset.UnixEpoch, Facts.None, _ => null);

        Assert.Equal(InstanceSubStatus.Finished, run.SubStatus);
        Assert.Equal("closed", Assert.IsType<Effect.WriteLine>(Assert.Single(run.Effects)).Text);
        Assert.Equal([1, 2, 3], run.Closed.Order());
    }

    /// <summary>An examination that can be withdrawn from and during which people move.</summary>
    private static JsonObject Examination()
    {
        var body = Flowchart("body", "decided>done", Await("decided", "Decided"), Box("done", "End"));
        var handlers = Handlers(
            "withdrawn>leave moved>address address>moved", Await("withdrawn", "Withdrawn"), Leave("leave", "Withdrawn"), Await("moved", "Moved"), Task("address"));
        return Flowchart("flow", "examination>granted examination.Withdrawn>closed", Phase("examination", body, handlers, "Withdrawn"), Line("granted"), Line("closed"));
    }
}

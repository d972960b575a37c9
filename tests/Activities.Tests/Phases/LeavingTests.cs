using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using static IqWorkflows.Activities.Tests.Boxes;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Activities.Tests.Phases;

/// <summary>Phases within phases, definitions used as activities, faults, loops: whatever stands between a phase and what leaves it.</summary>
public sealed class LeavingTests
{
    public static TheoryData<FlowchartMode> Modes => [FlowchartMode.Counter, FlowchartMode.Token];

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_inner_phase_is_left_alone_and_the_outer_goes_on(FlowchartMode mode)
    {
        var instance = new Played(Nested(), mode).Start();

        instance.Record("InnerStop");

        Assert.Equal(("Suspended", "inner-left"), (instance.Status, instance.Lines));
        Assert.Equal("outerStop last", instance.Waiting);
        instance.Record("Last");
        Assert.Equal(("Finished", "inner-left outer-done"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Leaving_the_outer_phase_drops_the_inner_with_its_handlers(FlowchartMode mode)
    {
        var instance = new Played(Nested(), mode).Start();

        instance.Record("OuterStop");

        Assert.Equal(("Finished", "outer-left"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_definition_used_as_activity_leaves_the_phase_it_is_used_in(FlowchartMode mode)
    {
        var anyTime = Definition(Flowchart("inside", "gone>note note>leave", Await("gone", "Gone"), Line("note"), Leave("leave", "Gone")), id: "AnyTime");
        var root = Flowchart("flow", "phase>after phase.Gone>closed", Phase("phase", Await("decided", "Decided"), Box("anyTime", "Custom.AnyTime"), "Gone"), Line("after"), Line("closed"));
        root["activities"]![0]!["handlers"]!["type"] = "AnyTime";
        var instance = new Played(Compiled(root, mode, used: anyTime)).Start();

        instance.Record("Gone");

        Assert.Equal(("Finished", "note closed"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_phase_in_a_definition_used_as_activity_ends_there_and_the_user_goes_on(FlowchartMode mode)
    {
        var handlers = Handlers("gone>leave", Await("gone", "Gone"), Leave("leave", "Gone"));
        var step = Definition(Flowchart("inside", "phase.Gone>note phase>done", Phase("phase", Await("decided", "Decided"), handlers, "Gone"), Line("note"), Line("done")), id: "Step");
        var use = Box("use", "Elsa.Step");
        use["type"] = "Step";
        var instance = new Played(Compiled(Sequence("all", use, Line("after")), mode, used: step)).Start();

        instance.Record("Gone");

        Assert.Equal(("Finished", "note after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_fault_in_the_body_can_be_left_behind_and_its_incident_is_settled(FlowchartMode mode)
    {
        var handlers = Handlers("gone>leave", Await("gone", "Gone"), Leave("leave", "Gone"));
        var root = Flowchart("flow", "phase.Gone>closed", Phase("phase", Sequence("body", Box("broken", "Fault", ("message", Literal("no")))), handlers, "Gone"), Line("closed"));
        var instance = new Played(root, mode, continues: true).Start();
        Assert.Equal(("Suspended", "gone"), (instance.Status, instance.Waiting));
        Assert.False(Assert.Single(instance.View.Incidents).IsResolved);

        instance.Record("Gone");

        Assert.Equal(("Finished", "closed"), (instance.Status, instance.Lines));
        Assert.True(Assert.Single(instance.View.Incidents).IsResolved);
        Assert.Equal(0, instance.Runs[^1].OpenIncidents);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_fault_in_a_handler_leaves_the_body_running_to_its_end(FlowchartMode mode)
    {
        var handlers = Handlers("moved>broken", Await("moved", "Moved"), Box("broken", "Fault", ("message", Literal("no"))));
        var instance = new Played(Sequence("all", Phase("phase", Await("decided", "Decided"), handlers), Line("after")), mode, continues: true).Start();

        instance.Record("Moved");
        Assert.Equal("decided", instance.Waiting);
        instance.Record("Decided");

        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
        Assert.True(Assert.Single(instance.View.Incidents).IsResolved);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_fault_that_ends_the_instance_can_be_skipped_and_the_phase_goes_on(FlowchartMode mode)
    {
        var handlers = Handlers("gone>leave", Await("gone", "Gone"), Leave("leave", "Gone"));
        var body = Sequence("body", Event("decided", "Decided"), Box("broken", "Fault", ("message", Literal("no"))), Line("end"));
        var instance = new Played(Flowchart("flow", "phase>after phase.Gone>closed", Phase("phase", body, handlers, "Gone"), Line("after"), Line("closed")), mode).Start();
        instance.Event("Decided");
        Assert.Equal("Faulted", instance.Status);
        Assert.False(instance.IsAwaited(new Stimulus.Deliver(Asking.AwaitEvent.Key("Gone"), null)));

        instance.Give(new Stimulus.Skip(1));

        Assert.Equal(("Finished", "end after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_fault_and_the_leaving_of_its_phase_in_one_step_are_no_fault_of_the_instance(FlowchartMode mode)
    {
        var handlers = Sequence("handlers", Await("gone", "Both"), Leave("leave"));
        var body = Sequence("body", Await("decided", "Both"), Box("broken", "Fault", ("message", Literal("no"))));
        var instance = new Played(Sequence("all", Phase("phase", Box("beside", "Parallel", ("activities", new JsonArray(body, handlers))), null), Line("after")), mode).Start();

        instance.Record("Both");

        Assert.Equal("after", instance.Lines);
        Assert.Equal("Finished", instance.Status);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Retries_timers_tasks_and_children_waited_for_go_with_the_phase(FlowchartMode mode)
    {
        var retried = Box("retried", "Fault", ("message", Literal("no")));
        retried["customProperties"] = new JsonObject { ["retryPolicy"] = new JsonObject { ["attempts"] = 3, ["delay"] = "00:05:00" } };
        var body = Parallel(
            "body", retried, Box("later", "Delay", ("timeSpan", Literal("10.00:00:00"))), Box("task", "RunTask", ("taskName", Literal("letter"))),
            Box("deadline", "Iq.AwaitDeadline", ("code", Literal("D03"))), Task("review"), Box("again", "Iq.AwaitFacts", ("condition", Script("getFact('application.kind') === 'FOLGE'"))));
        var instance = new Played(Sequence("all", Phase("phase", body, Handlers("gone>leave", Await("gone", "Gone"), Leave("leave"))), Line("after")), mode).Start();
        Assert.Equal(7, instance.Open.Count);

        instance.Record("Gone");

        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
        Assert.Empty(instance.Open);
        Assert.Equal(7, instance.Runs[^1].Closed.Count);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_task_opened_and_dropped_in_one_step_is_never_asked_for(FlowchartMode mode)
    {
        var body = Flowchart("body", "begin>review begin>leave", Box("begin", "Start"), Task("review"), Leave("leave"));
        var instance = new Played(Sequence("all", Phase("phase", body, null), Line("after")), mode).Start();

        Assert.Equal("Finished", instance.Status);
        Assert.Contains("review", instance.Started.Split(' '));
        Assert.Empty(instance.Effects);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Cancelling_the_instance_cancels_body_and_handlers(FlowchartMode mode)
    {
        var instance = new Played(Nested(), mode).Start();
        var waiting = instance.Open.Count;

        instance.Give(new Stimulus.Cancel());

        Assert.Equal("Cancelled", instance.Status);
        Assert.Equal(waiting, instance.Runs[^1].Closed.Count);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_break_in_the_body_ends_the_loop_around_the_phase(FlowchartMode mode)
    {
        var phase = Phase("phase", Sequence("body", Await("decided", "Decided"), Box("break", "Break")), Handlers("gone>leave", Await("gone", "Gone"), Leave("leave")));
        var loop = Box("loop", "While", ("condition", Literal(true)), ("body", Sequence("round", phase, Line("round-end"))));
        var instance = new Played(Sequence("all", loop, Line("after")), mode).Start();

        instance.Record("Gone");
        instance.Record("Gone");
        instance.Record("Decided");

        Assert.Equal(("Finished", "round-end round-end after"), (instance.Status, instance.Lines));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Completing_the_workflow_from_a_handler_ends_everything(FlowchartMode mode)
    {
        var handlers = Handlers("died>complete", Await("died", "Died"), Box("complete", "Complete", ("outcomes", Object("Died"))));
        var instance = new Played(Phase("phase", Await("decided", "Decided"), handlers), mode).Start();

        instance.Record("Died");

        Assert.Equal("Finished", instance.Status);
        Assert.Empty(instance.Open);
    }

    [Fact]
    public void Leaving_where_there_is_no_phase_is_a_problem_and_a_fault()
    {
        var problem = Assert.Single(Problems(Sequence("all", Leave("leave"))));
        var instance = new Played(Sequence("all", Leave("leave"))).Start();

        Assert.Equal((ProblemSeverity.Error, "no-phase", "leave"), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.Equal("Faulted", instance.Status);
        Assert.Contains("no phase", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_for_use_as_activity_may_leave_a_phase_that_it_does_not_have()
    {
        var compilation = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.Utc).Compile(Definition(Sequence("all", Leave("leave"))), _ => null);

        Assert.Empty(compilation.Problems);
    }

    [Fact]
    public void A_phase_without_a_body_is_a_warning_and_over_at_once()
    {
        var root = Sequence("all", Phase("phase", null, Handlers("gone>leave", Await("gone", "Gone"), Leave("leave"))), Line("after"));

        var problem = Assert.Single(Problems(root));
        var instance = new Played(root).Start();

        Assert.Equal((ProblemSeverity.Warning, ProblemCode.EmptyBody), (problem.Severity, problem.Code));
        Assert.Equal(("Finished", "after"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void An_outcome_that_the_phase_does_not_list_is_a_problem_also_when_a_used_definition_names_it()
    {
        var anyTime = Definition(Sequence("inside", Await("gone", "Gone"), Leave("leave", "Gone")), id: "AnyTime");
        var use = Box("use", "Elsa.AnyTime");
        use["type"] = "AnyTime";

        var problem = Assert.Single(Problems(Phase("phase", Await("decided", "Decided"), use, "Withdrawn"), used: anyTime));

        Assert.Equal(("unknown-outcome", "phase"), (problem.Code, problem.ActivityId));
        Assert.Contains("'Gone'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_outcome_is_followed()
    {
        var handlers = Handlers("gone>leave", Await("gone", "Gone"), Box("leave", "Iq.LeavePhase", ("outcome", Script("'Go' + 'ne'"))));
        var instance = new Played(Flowchart("flow", "phase.Gone>closed", Phase("phase", Await("decided", "Decided"), handlers, "Gone"), Line("closed"))).Start();

        instance.Record("Gone");

        Assert.Equal("closed", instance.Lines);
    }

    /// <summary>An inner phase in the body of an outer one.</summary>
    private static JsonObject Nested()
    {
        var inner = Phase("inner", Parallel("innerBody", Await("a", "A"), Await("b", "B")), Sequence("innerHandlers", Await("innerStop", "InnerStop"), Leave("innerLeave", "Stopped")), "Stopped");
        var body = Flowchart("outerBody", "inner.Stopped>innerLeft inner>last innerLeft>last", inner, Box("innerLeft", "WriteLine", ("text", Literal("inner-left"))), Await("last", "Last"));
        var outer = Phase("outer", body, Sequence("outerHandlers", Await("outerStop", "OuterStop"), Leave("outerLeave", "Stopped")), "Stopped");
        return Flowchart(
            "flow", "outer>done outer.Stopped>left", outer, Box("done", "WriteLine", ("text", Literal("outer-done"))), Box("left", "WriteLine", ("text", Literal("outer-left"))));
    }
}

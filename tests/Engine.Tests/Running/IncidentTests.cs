using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

public sealed class IncidentTests
{
    private const string WhenTold = "if (!variables.ok) throw new Error('not yet')";

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Retry_runs_the_failed_activity_again_and_goes_on(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "start>work start>tell work>close", Line("start"), Work(), Event("tell", "Tell"), Line("close")), mode, continues: true, variables: Variable("ok", "Boolean", "false")));
        instance.Start();
        Assert.Equal("work", Assert.Single(instance.View.Incidents).ActivityId);

        Assert.True(instance.Give(new Stimulus.Retry(1)).Happened);
        Assert.Equal([true, false], instance.View.Incidents.Select(incident => incident.IsResolved)); // failed once more
        Assert.False(instance.Give(new Stimulus.Retry(1)).Happened);

        Assert.Equal("start", instance.Lines);
        instance.Give(new Stimulus.Skip(2));
        Assert.Equal("start close", instance.Lines);
        Assert.Equal("tell", instance.Waiting);
        instance.Event("Tell");
        Assert.Equal("Finished", instance.Status);
    }

    [Fact]
    public void Retry_brings_a_faulted_instance_back_with_its_bookmarks()
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "start>letter start>fix start>work letter>heard", Line("start"), Event("letter", "Letter"), Line("fix"), Box("work", "Fault", ("message", Literal("broken"))), Line("heard"))));
        instance.Start();
        Assert.Equal(("Faulted", "letter"), (instance.Status, instance.Waiting));
        Assert.False(instance.Event("Letter").Happened);

        instance.Give(new Stimulus.Skip(1));

        Assert.Equal(("Suspended", "letter"), (instance.Status, instance.Waiting));
        Assert.True(instance.Event("Letter").Happened);
        Assert.Equal(("Finished", "start fix heard"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void Skip_can_choose_the_outcome()
    {
        var instance = new TestInstance(Program(
            Flowchart("flow", "ask.True>yes ask.False>no", Decision("ask", "nothing.there"), Line("yes"), Line("no")), continues: true));
        instance.Start();

        instance.Give(new Stimulus.Skip(1, "False"));

        Assert.Equal(("Finished", "no"), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_retried_container_forgets_the_children_of_its_first_try()
    {
        var calls = Box("loop", "While", ("condition", Script("variables.n++ < 1 ? true : nothing.there")), ("body", Event("wait", "Go")));
        var instance = new TestInstance(Program(Sequence("seq", calls, Line("close")), continues: true, variables: Variable("n", "Int32", "0")));
        instance.Start();

        instance.Event("Go");

        Assert.Equal("wait", Assert.Single(instance.View.Incidents).ActivityId); // the round's end is where the condition is asked
        Assert.Equal("Suspended", instance.Status);
        instance.Give(new Stimulus.Retry(1));
        Assert.Equal("wait", instance.Waiting);
    }

    [Fact]
    public void A_retry_policy_runs_the_activity_again_before_it_becomes_an_incident()
    {
        var work = Work();
        work["customProperties"] = new JsonObject { ["retryPolicy"] = new JsonObject { ["attempts"] = 2, ["delay"] = "00:05:00", ["factor"] = 3 } };
        var instance = new TestInstance(Program(Sequence("seq", work, Line("close")), continues: true, variables: Variable("ok", "Boolean", "false")));
        var began = instance.Now;
        instance.Start();
        Assert.Equal(("Suspended", "work"), (instance.Status, instance.Waiting));
        Assert.Equal(began.AddMinutes(5), instance.Open.Values.Single().DueAt);
        Assert.Empty(instance.View.Incidents);

        instance.WakeNextDue();
        Assert.Equal(began.AddMinutes(20), instance.Open.Values.Single().DueAt);
        instance.WakeNextDue();

        Assert.Empty(instance.Open);
        Assert.Equal("work", Assert.Single(instance.View.Incidents).ActivityId);
        Assert.Equal(3, instance.Journal.Count(entry => entry.Event == JournalEvent.Faulted));
        Assert.Equal("seq work work work", instance.Started);
    }

    [Fact]
    public void A_repetition_that_succeeds_leaves_no_trace_but_the_journal()
    {
        var work = Box("work", "RunJavaScript", ("script", Literal("setVariable('n', variables.n + 1); if (getVariable('n') < 2) throw new Error('busy')")));
        work["customProperties"] = new JsonObject { ["retryPolicy"] = new JsonObject { ["attempts"] = 5, ["delay"] = "00:01:00" } };
        var instance = new TestInstance(Program(Sequence("seq", work, Line("close")), variables: Variable("n", "Int32", "0")));
        instance.Start();

        instance.WakeNextDue();

        Assert.Equal(("Finished", "close"), (instance.Status, instance.Lines));
        Assert.Empty(instance.View.Incidents);
    }

    [Fact]
    public void Cancelling_ends_waiting_repetitions()
    {
        var work = Work();
        work["customProperties"] = new JsonObject { ["retryPolicy"] = new JsonObject { ["attempts"] = 5, ["delay"] = "00:01:00" } };
        var instance = new TestInstance(Program(work, variables: Variable("ok", "Boolean", "false")));
        instance.Start();
        var repetition = instance.Open.Values.Single().Number;

        instance.Give(new Stimulus.Cancel());

        Assert.Equal("Cancelled", instance.Status);
        Assert.Empty(instance.Open);
        Assert.False(instance.Give(new Stimulus.Wake(repetition)).Happened);
    }

    [Fact]
    public void A_container_that_ends_with_a_fault_inside_is_done_with_it()
    {
        var instance = new TestInstance(Program(
            Sequence("seq", Flowchart("part", "a>broken a>stop", Line("a"), Box("broken", "Fault"), Box("stop", "End")), Line("close")), continues: true));
        instance.Start();

        Assert.Equal(("Finished", "a close"), (instance.Status, instance.Lines));
        Assert.False(instance.Give(new Stimulus.Retry(1)).Happened);
    }

    private static JsonObject Work() => Box("work", "RunJavaScript", ("script", Literal(WhenTold)));
}

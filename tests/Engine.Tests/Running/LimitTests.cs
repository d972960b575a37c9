using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

public sealed class LimitTests
{
    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_loop_that_never_ends_is_an_incident(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(Flowchart("flow", "a>b b>a", Line("a"), Line("b")), mode), new EngineLimits(Activities: 1000));

        instance.Start();

        Assert.Equal("Faulted", instance.Status);
        Assert.Contains("More than 1000 activities", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_grew_too_long_can_be_carried_on()
    {
        var instance = new TestInstance(
            Program(Box("loop", "For", ("start", Literal(1)), ("end", Literal(15)), ("body", Line("x"))), continues: true), new EngineLimits(Activities: 10));
        instance.Start();
        Assert.Equal("Suspended", instance.Status);

        instance.Give(new Stimulus.Retry(1));

        Assert.Equal("Finished", instance.Status);
        Assert.Equal(15, instance.Lines.Split(' ').Length);
    }

    [Fact]
    public void A_loop_that_waits_in_each_round_has_no_limit()
    {
        var instance = new TestInstance(Program(Flowchart("flow", "a>b b>a", Line("a"), Event("b", "Go"))), new EngineLimits(Activities: 5));
        instance.Start();

        for (var round = 0; round < 100; round++)
            instance.Event("Go");

        Assert.Equal(("Suspended", "b"), (instance.Status, instance.Waiting));
        Assert.Empty(instance.View.Incidents);
        Assert.InRange(instance.State!.Length, 1, 250); // it has started
    }

    [Fact]
    public void A_state_that_grows_too_large_is_refused_and_the_old_one_stands()
    {
        var instance = new TestInstance(
            Program(Sequence("seq", Event("go", "Go"), SetVariable("fill", "text", "'x'.repeat(2000)"), Event("more", "More")), variables: Variable("text", "String", "")), new EngineLimits(StateBytes: 1500));
        instance.Start();
        var before = instance.State;

        var refusal = Assert.Throws<StateTooLargeException>(() => instance.Event("Go"));

        Assert.Contains("1500", refusal.Message, StringComparison.Ordinal);
        Assert.Same(before, instance.State);
        Assert.Equal("go", instance.View.Bookmarks.Single().ActivityId);
    }

    [Fact]
    public void Workflows_that_execute_each_other_without_end_end_with_an_incident()
    {
        WorkflowProgram? again = null;
        again = Program(Definition(Sequence("seq", Box("run", "ExecuteWorkflow", ("workflowDefinitionId", Literal("again"))), Line("never")), "again"));
        var instance = new TestInstance(again) { Published = _ => again };

        var run = instance.Start();

        var deepest = run;
        var depth = 0;
        for (; deepest.Children.Count > 0; depth++)
            deepest = deepest.Children[0].Run;
        Assert.Equal(16, depth);
        Assert.Equal(InstanceSubStatus.Faulted, deepest.SubStatus);
        var log = InputLog.Read(deepest.Log);
        Assert.Contains("nested more than 16", TextForm.Of(log.Answers.Single()!["error"]), StringComparison.Ordinal);
        Assert.Equal(deepest.State, new WorkflowEngine(EngineLimits.Default).Replay(again, "x", null, log).State);
    }

    [Fact]
    public void Workflows_that_execute_each_other_many_times_share_one_allowance()
    {
        WorkflowProgram? again = null;
        again = Program(Definition(Box("all", "ForEach", ("items", Script("[1,2,3,4]")), ("body", Box("run", "ExecuteWorkflow", ("workflowDefinitionId", Literal("again"))))), "again"));
        var instance = new TestInstance(again, new EngineLimits(Activities: 500)) { Published = _ => again };

        var run = instance.Start();

        Assert.InRange(Count(run), 16, 600);
        Assert.Equal("Faulted", instance.Status);
        var replayed = instance.Replay(null, run);
        Assert.Equal(run.State, replayed.State);
        Assert.Equal(run.Journal, replayed.Journal);
    }

    [Fact]
    public void A_value_nested_too_deep_is_an_incident()
    {
        var instance = new TestInstance(Program(
            Sequence("seq", Box("grow", "RunJavaScript", ("script", Literal("let deep = 1; for (let i = 0; i < 90; i++) deep = {deep}; return deep")), ("result", Target("any")))), variables: Variable("any", "Object", null)));

        instance.Start();

        Assert.Equal("Faulted", instance.Status);
        Assert.Contains("deep", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deepest_value_that_may_come_in_can_be_kept_and_given_out()
    {
        object? deep = 1;
        for (var level = 0; level < ValueDepthException.Limit; level++)
            deep = new ListValue([deep]);
        var wait = Event("wait", "Go");
        wait["result"] = Target("any");
        var instance = new TestInstance(Program(
            Sequence("seq", wait, Box("each", "ForEach", ("items", Script("[variables.any]")), ("body", Event("more", "More"))), Box("out", "SetOutput", ("outputName", Literal("Out")), ("outputValue", Script("variables.any")))), variables: Variable("any", "Object", null)));
        instance.Start();

        var run = instance.Event("Go", deep);

        Assert.Equal(run.State, instance.Replay(instance.Runs[0].State, run).State);
        instance.Event("More");
        Assert.Contains(instance.Status, (string[])["Finished", "Faulted"]); // reading it in a list of the loop's own may be one level too much
        Assert.NotNull(ValueJson.ToJson(instance.View.Outputs));
    }

    [Fact]
    public void A_fact_must_be_asked_for_by_a_literal_name()
    {
        var program = Program(Say("tell", "getFact('na' + 'me')"));
        var instance = new TestInstance(program) { Facts = new Facts([new Fact("name", "x", IsPersonal: false)], "") };

        instance.Start();

        Assert.Empty(program.Facts);
        Assert.Contains("getFact('name')", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
    }

    private static int Count(Run run) => 1 + run.Children.Sum(child => Count(child.Run));

    private static System.Text.Json.Nodes.JsonObject Target(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new System.Text.Json.Nodes.JsonObject { ["id"] = variable } };
}

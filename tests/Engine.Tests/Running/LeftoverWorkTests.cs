using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

/// <summary>Work that stands in the queue when its container ends runs once more, as in Elsa, and finds everything around it as it was.</summary>
public sealed class LeftoverWorkTests
{
    [Fact]
    public void What_is_left_in_the_queue_still_sees_the_variables_of_ended_containers()
    {
        var ways = Box("ways", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(Line("first"), Say("left", "variables.n + '/' + variables.CurrentValue"))));
        var each = Box("each", "ForEach", ("items", Object("a")), ("body", ways));
        var instance = new TestInstance(Program(Sequence("seq", each, Line("close")), variables: Variable("n", "Int32", "7")));

        instance.Start();

        Assert.Equal(("Finished", "first 7/a close"), (instance.Status, instance.Lines));
        Assert.Empty(instance.View.Incidents);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void What_would_begin_to_wait_after_its_container_ended_is_cancelled(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(Sequence("seq", Flowchart("part", "a>stop a>wait", Line("a"), Box("stop", "End"), Event("wait", "Go")), Line("close")), mode));

        instance.Start();

        Assert.Equal(("Finished", "a close", ""), (instance.Status, instance.Lines, instance.Waiting));
    }
}

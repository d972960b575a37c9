using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Running;

public sealed class StateSizeTests
{
    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_waiting_instance_of_a_typical_procedure_is_small(FlowchartMode mode)
    {
        var instance = new TestInstance(Program(Definition(Procedure(), variables: Variables()), mode));
        instance.Start();
        for (var round = 0; round < 10; round++)
        {
            instance.Event("Documents");
            instance.Wake("task");
        }

        Assert.Equal("deadline documents task", instance.Waiting);
        Assert.Equal(40, instance.Program.Boxes.Count(box => box.Parent?.Id == "flow"));
        Assert.InRange(instance.State!.Length, 1, 1300); // it has started
    }

    /// <summary>Forty boxes: ten steps of preparation with a detour each, then a deadline beside a loop in which documents and a task are awaited.</summary>
    private static JsonObject Procedure()
    {
        List<JsonObject> boxes = [];
        List<string> arrows = [];
        for (var i = 0; i < 10; i++)
        {
            boxes.AddRange([SetVariable($"set{i}", $"v{i}", $"'K-2026-{i:0000}-{new string('x', 12)}'"), Decision($"ask{i}", $"variables.v{i}.length > 3"), Line($"detour{i}")]);
            arrows.AddRange([$"set{i}>ask{i}", $"ask{i}.True>{(i < 9 ? $"set{i + 1}" : "fork")}", $"ask{i}.False>detour{i}"]);
        }
        boxes.AddRange([
            Fork("fork", "A", "B"), Fork("round", "A", "B"), Event("documents", "Documents"), Box("task", "RunTask", ("taskName", Literal("Check the documents"))), Join("join", "WaitAll"),
            Decision("complete", "false"), Line("decide"), Line("notice"), Box("deadline", "Delay", ("timeSpan", Literal("90.00:00:00"))), Line("late")]);
        arrows.AddRange([
            "fork.A>round", "round.A>documents", "round.B>task", "documents>join", "task>join", "join>complete", "complete.False>round", "complete.True>decide", "decide>notice", "fork.B>deadline", "deadline>late"]);
        return Flowchart("flow", string.Join(' ', arrows), [.. boxes]);
    }

    private static JsonObject[] Variables() => [.. Enumerable.Range(0, 10).Select(i => Variable(string.Create(CultureInfo.InvariantCulture, $"v{i}"), "String", ""))];
}

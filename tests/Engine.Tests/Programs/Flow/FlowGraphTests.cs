using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Tests.Running;

namespace IqWorkflows.Engine.Tests.Programs.Flow;

public sealed class FlowGraphTests
{
    [Theory]
    [InlineData("a>b b>c", "a>b b>c", "")]
    [InlineData("a>b b>a", "a>b", "b>a")]
    [InlineData("a>a", "", "a>a")] // to itself
    [InlineData("a>b b>c c>b c>d", "a>b b>c c>d", "c>b")]
    [InlineData("a>b a>c b>d c>d d>a", "a>b a>c b>d c>d", "d>a")]
    [InlineData("a>b x>b", "a>b", "x>b")] // x is never reached, so nobody follows it
    [InlineData("a>c a>b b>c c>d d>b", "a>c a>b b>c c>d", "")] // met last, and not valid: the way by c does not pass b
    [InlineData("a>b b>c c>a b>d d>b", "a>b b>c b>d", "c>a d>b")]
    public void Arrows_are_forward_until_they_close_a_circle(string arrows, string forward, string backward)
    {
        var (graph, connections) = Graph(arrows);

        Assert.Equal(forward, Text(connections.Where(graph.IsForward)));
        Assert.Equal(backward, Text(connections.Where(connection => graph.IsValidBackward(connection))));
    }

    [Theory]
    [InlineData("a>b a>c b>d c>d d>c", "d>c")] // the way by b does not pass c
    [InlineData("a>b b>c a>c c>b", "c>b")]
    public void A_backward_arrow_into_one_of_several_ways_is_not_valid(string arrows, string refused)
    {
        var (graph, connections) = Graph(arrows);

        var connection = connections.Single(connection => Text([connection]) == refused);
        Assert.False(graph.IsForward(connection));
        Assert.False(graph.IsValidBackward(connection));
    }

    [Fact]
    public void Ancestors_are_those_on_forward_ways()
    {
        var (graph, connections) = Graph("a>b b>c c>b a>d c>e d>e");
        var boxes = connections.SelectMany(connection => (Box[])[connection.Source, connection.Target]).DistinctBy(box => box.Id).ToDictionary(box => box.Id);

        Assert.True(graph.IsAncestor(boxes["a"], boxes["e"]));
        Assert.True(graph.IsAncestor(boxes["b"], boxes["e"]));
        Assert.False(graph.IsAncestor(boxes["d"], boxes["c"]));
        Assert.False(graph.IsAncestor(boxes["c"], boxes["b"])); // backward only
        Assert.False(graph.IsAncestor(boxes["e"], boxes["e"]));
    }

    [Fact]
    public void Two_arrows_between_the_same_boxes_share_their_fate()
    {
        var (graph, connections) = Graph("a.Yes>b a.No>b b.Yes>a b.No>a");

        Assert.Equal([true, true, false, false], connections.Select(graph.IsForward));
        Assert.Equal([false, false, true, true], connections.Select(connection => graph.IsValidBackward(connection)));
    }

    [Fact]
    public void A_flowchart_entangled_on_purpose_is_seen_through()
    {
        const int Count = 1500;
        var arrows = Enumerable.Range(1, Count - 1).SelectMany(i => (string[])[$"b{i - 1}>b{i}", $"b{i}>b0", $"b{i}>b{i / 2}"]);

        var (graph, connections) = Graph(string.Join(' ', arrows), Enumerable.Range(0, Count).Select(i => $"b{i}"));

        Assert.Equal(Count - 1, connections.Count(graph.IsForward));
        Assert.All(connections.Where(connection => !graph.IsForward(connection)), connection => Assert.True(graph.IsValidBackward(connection)));
    }

    private static (FlowGraph Graph, IReadOnlyList<Connection> Connections) Graph(string arrows, IEnumerable<string>? boxes = null)
    {
        boxes ??= arrows.Split([' ', '>']).Select(name => name.Split('.')[0]).Distinct().Order();
        var program = Drawing.Program(Drawing.Flowchart("flow", arrows, [.. boxes.Select(Drawing.Line)]));
        var flowchart = (Flowchart)program.Boxes.Single(box => box.Id == "flow").Activity;
        return (new FlowGraph(flowchart.Activities, flowchart.Connections, flowchart.Activities[0]), flowchart.Connections);
    }

    private static string Text(IEnumerable<Connection> connections) => string.Join(' ', connections.Select(connection => $"{connection.Source.Id}>{connection.Target.Id}"));
}

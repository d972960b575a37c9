using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Running.Flow;

namespace IqWorkflows.Engine.Running.Moving;

/// <summary>
/// Counts anew where a flowchart stands, for another drawing of it. An activity entered by the same ways as before keeps its counts. Any other is counted by the
/// places at which the instance is: what still lies before it has not come, all else has. Where some ways have come and others have not, nobody can know that of
/// new ways, and the instance cannot move.
/// </summary>
internal sealed class FlowMove(ActivityRun run, Flowchart before, Flowchart after, FlowState was, List<MoveObstacle> obstacles)
{
    private readonly FlowGraph _old = before.GraphFrom(was.Start);

    public FlowState Restated()
    {
        var start = after.PositionOf(before.Activities[was.Start].Id) ?? after.DefaultStart;
        var now = new FlowState(after.Activities.Count, after.Connections.Count, start ?? 0);
        if (start is null)
            return now;
        var graph = after.GraphFrom(start.Value);
        var (here, ahead) = Ahead(graph);
        foreach (var box in after.Activities)
        {
            var inbound = graph.ForwardInbound(box).ToArray();
            if (Old(box) is { } old && HasSameWays(old, inbound))
                Keep(old, box, inbound, now);
            else
                Count(box, inbound, here, ahead, now);
        }
        CarryTokens(graph, now);
        return now;
    }

    /// <summary>At which activities the instance is, and which lie before it.</summary>
    private (Dictionary<int, ActivityRun> Here, bool[] Ahead) Ahead(FlowGraph graph)
    {
        var here = new Dictionary<int, ActivityRun>();
        var ahead = new bool[after.Activities.Count];
        var open = new Stack<Box>();
        for (var child = run.FirstChild; child is not null; child = child.Next)
        {
            if (after.PositionOf(child.Box.Id) is { } position)
            {
                here[position] = child;
                open.Push(after.Activities[position]);
            }
        }
        while (open.TryPop(out var box))
        {
            foreach (var connection in graph.Outbound(box))
            {
                if (!graph.IsForward(connection) || ahead[connection.Target.Position])
                    continue;
                ahead[connection.Target.Position] = true;
                open.Push(connection.Target);
            }
        }
        return (here, ahead);
    }

    private Box? Old(Box box) => before.PositionOf(box.Id) is { } position ? before.Activities[position] : null;

    private bool HasSameWays(Box old, Connection[] inbound)
    {
        var ways = _old.ForwardInbound(old);
        return ways.Length == inbound.Length && inbound.All(connection => Same(connection, _old.ForwardInbound(old)) is not null);
    }

    private static Connection? Same(Connection connection, ReadOnlySpan<Connection> among)
    {
        foreach (var other in among)
        {
            if (other.Source.Id == connection.Source.Id && other.Port == connection.Port && other.Target.Id == connection.Target.Id)
                return other;
        }
        return null;
    }

    private void Keep(Box old, Box box, Connection[] inbound, FlowState now)
    {
        now.BoxVisits[box.Position] = was.BoxVisits[old.Position];
        foreach (var connection in inbound)
            Keep(connection, Same(connection, _old.ForwardInbound(old))!, now); // asked for by whoever calls
    }

    private void Keep(Connection connection, Connection old, FlowState now)
    {
        now.Visits[connection.Index] = was.Visits[old.Index];
        now.Followed[connection.Index] = was.Followed[old.Index];
    }

    private void Count(Box box, Connection[] inbound, Dictionary<int, ActivityRun> here, bool[] ahead, FlowState now)
    {
        bool IsToCome(Connection connection) => here.ContainsKey(connection.Source.Position) || ahead[connection.Source.Position];

        if (here.TryGetValue(box.Position, out var running))
        {
            // Whoever comes to this place in the other version has all ways behind.
            if (inbound.Any(IsToCome))
                Refuse(box);
            now.BoxVisits[box.Position] = running.EnteredBackwards ? 1 : 0;
        }
        else if (!ahead[box.Position])
        {
            now.BoxVisits[box.Position] = 1;
        }
        else if (inbound.All(IsToCome))
        {
            return;
        }
        else
        {
            CountPending(box, inbound, IsToCome, now);
            return;
        }
        foreach (var connection in inbound)
            (now.Visits[connection.Index], now.Followed[connection.Index]) = (1, true);
    }

    /// <summary>Some ways have come: that can be carried over only if they are ways of before.</summary>
    private void CountPending(Box box, Connection[] inbound, Func<Connection, bool> isToCome, FlowState now)
    {
        var old = Old(box);
        now.BoxVisits[box.Position] = old is null ? 0 : was.BoxVisits[old.Position];
        foreach (var connection in inbound)
        {
            if (old is not null && Same(connection, _old.ForwardInbound(old)) is { } same)
                Keep(connection, same, now);
            else if (isToCome(connection))
                now.Visits[connection.Index] = now.BoxVisits[box.Position];
            else
                Refuse(box);
        }
        // One that ran at the first arrival would run again at a way that is new to it.
        if (box.Activity is FlowJoin && now.BoxVisits[box.Position] > 0)
            Refuse(box);
    }

    private void CarryTokens(FlowGraph graph, FlowState now)
    {
        foreach (var old in before.Connections)
        {
            if (was.Tokens[old.Index] == 0 && was.Blocked[old.Index] == 0)
                continue;
            if (Same(old, after.Connections.ToArray()) is { } same && Old(same.Target) is { } target && HasSameWays(target, graph.ForwardInbound(same.Target).ToArray()))
                (now.Tokens[same.Index], now.Blocked[same.Index]) = (was.Tokens[old.Index], was.Blocked[old.Index]);
            else
                Refuse(old.Target);
        }
    }

    private void Refuse(Box box) => obstacles.Add(new MoveObstacle(MoveObstacleKind.JoinChanged, box.Id));
}

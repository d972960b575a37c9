namespace IqWorkflows.Engine.Programs.Flow;

/// <summary>
/// The arrows of a flowchart as seen from where it starts. An arrow that would close a circle with the arrows met before it
/// (breadth first from the start) leads backward; the other arrows reachable from the start lead forward; the rest is dead.
/// </summary>
public sealed class FlowGraph
{
    private readonly Connection[][] _outbound;
    private readonly Connection[][] _inbound;
    private readonly bool[] _forward;
    private readonly bool[] _validBackward;
    private readonly bool[]?[] _ancestors;

    /// <param name="boxes">The flowchart's children, by position.</param>
    /// <param name="connections">Its arrows, by index.</param>
    /// <param name="start">Where it starts.</param>
    public FlowGraph(IReadOnlyList<Box> boxes, IReadOnlyList<Connection> connections, Box start)
    {
        Start = start;
        _outbound = GroupedBy(connections, boxes.Count, connection => connection.Source.Position);
        _forward = Forward(boxes.Count, connections, start.Position);
        _inbound = GroupedBy([.. connections.Where(connection => _forward[connection.Index])], boxes.Count, connection => connection.Target.Position);
        _ancestors = new bool[]?[boxes.Count];
        _validBackward = new bool[connections.Count];
        foreach (var connection in connections)
            _validBackward[connection.Index] = !_forward[connection.Index] && LeadsOnlyThrough(connection.Source, connection.Target);
    }

    public Box Start { get; }

    /// <summary>All arrows leaving a box, in the definition's order.</summary>
    public ReadOnlySpan<Connection> Outbound(Box box) => _outbound[box.Position];

    /// <summary>The forward arrows entering a box.</summary>
    public ReadOnlySpan<Connection> ForwardInbound(Box box) => _inbound[box.Position];

    public bool IsForward(Connection connection) => _forward[connection.Index];

    /// <summary>Whether a backward arrow may be followed in counter mode: every way from its source back to the start passes its target.</summary>
    public bool IsValidBackward(Connection connection) => _validBackward[connection.Index];

    /// <summary>Whether <paramref name="box"/> lies before <paramref name="target"/> on some forward way.</summary>
    public bool IsAncestor(Box box, Box target)
    {
        // Benign race: two threads may compute the same array.
        var ancestors = _ancestors[target.Position] ??= AncestorsOf(target);
        return ancestors[box.Position];
    }

    private bool[] AncestorsOf(Box target)
    {
        var seen = new bool[_inbound.Length];
        var open = new Stack<int>();
        open.Push(target.Position);
        while (open.TryPop(out var position))
        {
            foreach (var connection in _inbound[position])
            {
                if (!seen[connection.Source.Position])
                {
                    seen[connection.Source.Position] = true;
                    open.Push(connection.Source.Position);
                }
            }
        }
        return seen;
    }

    private bool LeadsOnlyThrough(Box source, Box target)
    {
        if (source == target)
            return true;
        var seen = new bool[_inbound.Length];
        var open = new Stack<Box>();
        open.Push(source);
        while (open.TryPop(out var box))
        {
            if (box == Start)
                return false;
            foreach (var connection in _inbound[box.Position])
            {
                if (connection.Source != target && !seen[connection.Source.Position])
                {
                    seen[connection.Source.Position] = true;
                    open.Push(connection.Source);
                }
            }
        }
        return true;
    }

    private bool[] Forward(int count, IReadOnlyList<Connection> connections, int start)
    {
        var forward = new bool[connections.Count];
        var targets = new List<int>[count];
        var met = new HashSet<(int Source, int Target)>();
        var queued = new bool[count];
        var queue = new Queue<int>();
        queue.Enqueue(start);
        queued[start] = true;
        while (queue.TryDequeue(out var source))
        {
            foreach (var connection in _outbound[source])
            {
                var target = connection.Target.Position;
                if (met.Contains((source, target)))
                {
                    // A second arrow between the same two boxes shares the fate of the first.
                    forward[connection.Index] = true;
                    continue;
                }
                if (HasWay(targets, target, source))
                    continue;
                met.Add((source, target));
                (targets[source] ??= []).Add(target);
                forward[connection.Index] = true;
                if (!queued[target])
                {
                    queued[target] = true;
                    queue.Enqueue(target);
                }
            }
        }
        return forward;
    }

    private static bool HasWay(List<int>[] targets, int from, int to)
    {
        if (from == to)
            return true;
        if (targets[from] is null)
            return false;
        var seen = new HashSet<int> { from };
        var open = new Stack<int>();
        open.Push(from);
        while (open.TryPop(out var position))
        {
            foreach (var next in targets[position] ?? [])
            {
                if (next == to)
                    return true;
                if (seen.Add(next))
                    open.Push(next);
            }
        }
        return false;
    }

    private static Connection[][] GroupedBy(IReadOnlyList<Connection> connections, int count, Func<Connection, int> key)
    {
        var groups = new List<Connection>?[count];
        foreach (var connection in connections)
            (groups[key(connection)] ??= []).Add(connection);
        return Array.ConvertAll(groups, group => group?.ToArray() ?? []);
    }
}

namespace IqWorkflows.Engine.Definitions;

/// <summary>Finds what is wrong with the lines of one flowchart.</summary>
internal static class FlowchartCheck
{
    public static void Tell(ActivityNode flowchart, List<Problem> problems)
    {
        var connections = flowchart.Connections(problems);
        var boxes = flowchart.List("activities").Where(box => box.Id.Length > 0).ToList();
        if (boxes.Count == 0)
            return;

        var named = flowchart.Text("start");
        if (named is not null && !boxes.Exists(box => box.Id == named))
        {
            problems.Add(Problem.Warning(
                ProblemCode.MissingStart,
                flowchart.Place + ".start",
                $"The flowchart is to start at '{Members.Shortened(named)}', which it does not contain; it starts elsewhere.",
                "Name one of its activities.",
                flowchart.Id));
        }
        TellUnreachable(flowchart, boxes, connections, named, problems);
    }

    private static void TellUnreachable(ActivityNode flowchart, List<ActivityNode> boxes, IReadOnlyList<Connection> connections, string? named, List<Problem> problems)
    {
        var lines = connections.ToLookup(connection => connection.Source, connection => connection.Target, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(Starts(boxes, connections, named));
        while (open.TryDequeue(out var id))
        {
            if (!reached.Add(id))
                continue;
            foreach (var target in lines[id])
                open.Enqueue(target);
        }

        foreach (var box in boxes.Where(box => !reached.Contains(box.Id)))
        {
            problems.Add(Problem.Warning(
                ProblemCode.Unreachable,
                box.Place,
                $"Nothing leads to '{Members.Shortened(box.Name ?? box.Id)}' in '{Members.Shortened(flowchart.Name ?? flowchart.Id)}'; it never runs.",
                "Connect it, or remove it.",
                box.Id));
        }
    }

    /// <summary>Where a run may begin: at any box that may start the workflow, and at the one Elsa chooses when started by hand.</summary>
    private static IEnumerable<string> Starts(List<ActivityNode> boxes, IReadOnlyList<Connection> connections, string? named)
    {
        var targets = connections.Select(connection => connection.Target).ToHashSet(StringComparer.Ordinal);
        var chosen = boxes.Find(box => box.Id == named)
            ?? boxes.Find(box => box.Type == "Elsa.Start")
            ?? boxes.Find(box => box.CanStartWorkflow)
            ?? boxes.Find(box => !targets.Contains(box.Id))
            ?? boxes[0];
        return boxes.Where(box => box.CanStartWorkflow).Append(chosen).Select(box => box.Id);
    }
}

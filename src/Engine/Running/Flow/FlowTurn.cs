using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Running.Flow;

/// <summary>One turn of a flowchart: a child has ended, and it is decided who comes next.</summary>
internal abstract class FlowTurn(Step step, FlowGraph graph, FlowState state)
{
    /// <summary>Who is to be begun, in order.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Joins that can never be satisfied any more.</summary>
    public List<Box> StuckJoins { get; } = [];

    protected Step Step { get; } = step;

    protected FlowGraph Graph { get; } = graph;

    protected FlowState State { get; } = state;

    /// <returns>Why the drawing does not allow to go on, or null.</returns>
    public abstract string? Completed(Box box, string[] outcomes, bool enteredBackwards);

    public abstract void CancelWaysTo(Box join);

    protected static bool IsFollowed(Connection connection, string[] outcomes) =>
        connection.Port is { } port ? Array.IndexOf(outcomes, port) >= 0 : ReferenceEquals(outcomes, Outcomes.Default);

    /// <summary>Whether a box of this flowchart is running, waiting, or about to run.</summary>
    protected bool IsBusy(Box box)
    {
        if (Entries.Exists(entry => entry.Box == box) || Step.Burst.Queue.Holds(Step.Run, box))
            return true;
        for (var child = Step.Run.FirstChild; child is not null; child = child.Next)
        {
            if (child.Box == box)
                return true;
        }
        return false;
    }

    /// <summary>Whether a box that lies before this one is running, waiting, or about to run.</summary>
    protected bool IsSomebodyOnTheWay(Box target)
    {
        for (var child = Step.Run.FirstChild; child is not null; child = child.Next)
        {
            if (child.Status == ActivityStatus.Running && Graph.IsAncestor(child.Box, target))
                return true;
        }
        return Entries.Exists(entry => Graph.IsAncestor(entry.Box, target)) || Step.Burst.Queue.HoldsAny(Step.Run, box => Graph.IsAncestor(box, target));
    }

    /// <summary>Cancels what runs on the ways that lead to a box.</summary>
    protected void CancelAncestors(Box target, Action<ActivityRun> canceled)
    {
        var running = new List<ActivityRun>();
        for (var child = Step.Run.FirstChild; child is not null; child = child.Next)
        {
            if (child.Box != target && Graph.IsAncestor(child.Box, target))
                running.Add(child);
        }
        foreach (var run in running)
        {
            Step.Burst.Cancel(run);
            canceled(run);
        }
    }

    protected FlowJoinMode? JoinMode(Box box) => box.Activity is FlowJoin join ? join.ModeAt(Step) : null;
}

using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Activities.Looping;
using IqWorkflows.Engine.Activities.States;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running.Flow;

namespace IqWorkflows.Engine.Running.Moving;

/// <summary>
/// Restates where an instance is in the terms of another program: every place at which it is must be there too, and whatever counts must be countable anew.
/// Nothing runs by it: what the instance waited for it still waits for, and a wait keeps the moment at which it ends.
/// </summary>
public sealed class InstanceMove
{
    private readonly List<MoveObstacle> _obstacles = [];

    private InstanceMove()
    {
    }

    /// <param name="from">The program the state is of.</param>
    /// <param name="to">The program the instance is to go on with.</param>
    /// <param name="state">Its state.</param>
    /// <exception cref="InvalidDataException">The state is not one of this program.</exception>
    public static MoveAnswer Of(WorkflowProgram from, WorkflowProgram to, byte[] state)
    {
        var burst = new Burst();
        StateReader.Read(burst, from, state);
        var (at, move) = (burst.State, new InstanceMove());
        if (at.IsCompleted || at.IsCancelled || at.IsFaulted)
            return new MoveAnswer.Cannot([new MoveObstacle(MoveObstacleKind.NotRunning, at.Root.Box.Id)]);
        foreach (var incident in at.Incidents.Where(incident => !incident.IsResolved))
            move.Refuse(MoveObstacleKind.OpenIncident, from.Boxes[incident.Box]);
        move.Place(at.Root, to.Boxes[0]);
        foreach (var bookmark in at.Bookmarks.Where(bookmark => move._obstacles.Count == 0 && !bookmark.IsRetry && bookmark.Run.Box.Activity.AwaitedEvent is { } name && name != bookmark.Key.Text))
            move.Refuse(MoveObstacleKind.WaitChanged, bookmark.Run.Box);
        if (move._obstacles.Count > 0)
            return new MoveAnswer.Cannot([.. move._obstacles.Distinct()]);
        var places = to.Boxes.GroupBy(box => box.NodeId).ToDictionary(group => group.Key, group => group.First().Number, StringComparer.Ordinal);
        for (var i = 0; i < at.Incidents.Count; i++)
            at.Incidents[i] = at.Incidents[i] with { Box = places.GetValueOrDefault(from.Boxes[at.Incidents[i].Box].NodeId) };
        return new MoveAnswer.Moved(new StateJson().Write(at));
    }

    private void Place(ActivityRun run, Box target)
    {
        var source = run.Box;
        if (source.Type != target.Type)
        {
            Refuse(MoveObstacleKind.PlaceOfOtherType, source);
            return;
        }
        Count(run, source, target);
        run.Values = Values(run, source, target);
        for (var child = run.FirstChild; child is not null; child = child.Next)
        {
            if (target.Children.FirstOrDefault(box => box.Id == child.Box.Id) is { } there)
                Place(child, there);
            else
                Refuse(MoveObstacleKind.PlaceGone, child.Box);
        }
        run.Box = target;
    }

    /// <summary>What a container remembers of its children.</summary>
    private void Count(ActivityRun run, Box source, Box target)
    {
        switch (target.Activity)
        {
            case Flowchart after when run.Memory is FlowState was:
                run.Memory = new FlowMove(run, (Flowchart)source.Activity, after, was, _obstacles).Restated();
                break;
            case Sequence after when run.FirstChild is { } child:
                run.Counter = Enumerable.Range(0, after.Activities.Count).FirstOrDefault(at => after.Activities[at].Id == child.Box.Id) + 1;
                break;
            case StateMachine after:
                if (((StateMachine)source.Activity).CounterIn(after, run) is { } counter)
                    run.Counter = counter;
                else
                    Refuse(MoveObstacleKind.ContainerChanged, source);
                break;
            case Activities.Containers.Parallel or Fork or Switch or ParallelForEach or ForEach or For when !HasSameChildren(source, target):
                Refuse(MoveObstacleKind.ContainerChanged, source);
                break;
        }
    }

    private static bool HasSameChildren(Box source, Box target) => source.Children.Select(box => box.Id).SequenceEqual(target.Children.Select(box => box.Id));

    /// <summary>Variables keep their values by name; one that still has its default has that of the other version.</summary>
    private static object?[]? Values(ActivityRun run, Box source, Box target)
    {
        if (run.Values is not { } old)
            return null;
        var values = target.Variables.Select(variable => variable.Default).ToArray();
        for (var i = 0; i < target.Variables.Count; i++)
        {
            for (var was = 0; was < source.Variables.Count; was++)
            {
                if (source.Variables[was].Name == target.Variables[i].Name && !Equals(old[was], source.Variables[was].Default))
                    values[i] = old[was];
            }
        }
        return values;
    }

    private void Refuse(MoveObstacleKind kind, Box box) => _obstacles.Add(new MoveObstacle(kind, box.Id));
}

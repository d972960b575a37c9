using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Running.Flow;

/// <summary>
/// Counter mode. Every box that is passed marks all its outgoing connections as passed, followed or not; a box whose incoming forward
/// connections have all been passed more often than it was itself runs if the right ones were followed, else it is passed over in turn.
/// So a way not taken does not keep a join waiting.
/// </summary>
internal sealed class CounterTurn(Step step, FlowGraph graph, FlowState state) : FlowTurn(step, graph, state)
{
    private readonly Stack<(Box Box, string[] Outcomes, bool EnteredBackwards, int Next)> _open = new();

    public override string? Completed(Box box, string[] outcomes, bool enteredBackwards)
    {
        var refusal = Pass(box, outcomes, enteredBackwards);
        SettleJoins();
        return refusal;
    }

    public override void CancelWaysTo(Box join) => CancelAncestors(join, run => Pass(run.Box, Outcomes.None, run.EnteredBackwards));

    // Passing over may run through a long chain of boxes: a stack of our own keeps the order of a recursion without its depth.
    private string? Pass(Box first, string[] outcomes, bool enteredBackwards)
    {
        var depth = _open.Count;
        Push(first, outcomes, enteredBackwards);
        while (_open.Count > depth)
        {
            var at = _open.Pop();
            var outbound = Graph.Outbound(at.Box);
            if (at.Next >= outbound.Length)
                continue;
            _open.Push(at with { Next = at.Next + 1 });
            var connection = outbound[at.Next];
            var followed = IsFollowed(connection, at.Outcomes);
            State.Visits[connection.Index]++;
            State.Followed[connection.Index] = followed;
            if (Graph.IsForward(connection))
            {
                Arrive(connection);
            }
            else if (followed)
            {
                if (!Graph.IsValidBackward(connection))
                    return $"Invalid backward connection: every way from '{connection.Source.Id}' back to the start must pass '{connection.Target.Id}'.";
                Entries.Add(new Entry(connection.Target, Backwards: true));
            }
        }
        return null;
    }

    private void Push(Box box, string[] outcomes, bool enteredBackwards)
    {
        if (!enteredBackwards)
            State.BoxVisits[box.Position]++;
        _open.Push((box, outcomes, enteredBackwards, 0));
    }

    private void Arrive(Connection connection)
    {
        var target = connection.Target;
        switch (JoinMode(target) ?? FlowJoinMode.WaitAllActive)
        {
            case FlowJoinMode.WaitAny:
                ArriveAny(connection);
                break;
            case FlowJoinMode.WaitAll when AllPassed(target):
                if (AllFollowed(target))
                    Entries.Add(new Entry(target));
                else if (!AnyFollowed(target))
                    Push(target, Outcomes.None, false);
                // Some ways came and some did not: it waits, since a loop may still bring the others; see SettleJoins.
                break;
            case FlowJoinMode.WaitAllActive when AllPassed(target):
                if (AnyFollowed(target))
                    Entries.Add(new Entry(target));
                else
                    Push(target, Outcomes.None, false);
                break;
        }
    }

    private void ArriveAny(Connection connection)
    {
        var target = connection.Target;
        // A latecomer of a round that is over, or of one that is just running.
        if (State.Visits[connection.Index] <= State.BoxVisits[target.Position] || IsBusy(target))
            return;
        if (AnyFollowed(target))
        {
            Entries.Add(new Entry(target));
            CancelWaysTo(target);
        }
        else if (AllPassed(target))
        {
            Push(target, Outcomes.None, false);
        }
    }

    /// <summary>Finds joins that wait for every way although some were not taken and nobody is on the way any more. Elsa passes over them and all behind them without a word.</summary>
    private void SettleJoins()
    {
        foreach (var join in ((Activities.Containers.Flowchart)Step.Box.Activity).Joins)
        {
            if (AnyFollowed(join) && AllPassed(join) && !AllFollowed(join) && JoinMode(join) == FlowJoinMode.WaitAll
                && !IsBusy(join) && !IsSomebodyOnTheWay(join) && !Incidents.HasStuckJoin(Step.Burst, Step.Run, join))
            {
                StuckJoins.Add(join);
            }
        }
    }

    private bool AllPassed(Box box)
    {
        foreach (var connection in Graph.ForwardInbound(box))
        {
            if (State.Visits[connection.Index] <= State.BoxVisits[box.Position])
                return false;
        }
        return true;
    }

    private bool AllFollowed(Box box)
    {
        foreach (var connection in Graph.ForwardInbound(box))
        {
            if (!State.Followed[connection.Index])
                return false;
        }
        return true;
    }

    private bool AnyFollowed(Box box)
    {
        foreach (var connection in Graph.ForwardInbound(box))
        {
            if (State.Followed[connection.Index] && State.Visits[connection.Index] > State.BoxVisits[box.Position])
                return true;
        }
        return false;
    }
}

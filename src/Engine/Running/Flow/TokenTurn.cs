using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Running.Flow;

/// <summary>
/// Token mode. Every connection that is followed carries a token to its target, which takes all tokens lying before it when it has run.
/// The target's merge mode says how many tokens it takes to run it.
/// </summary>
internal sealed class TokenTurn(Step step, FlowGraph graph, FlowState state) : FlowTurn(step, graph, state)
{
    public override string? Completed(Box box, string[] outcomes, bool enteredBackwards)
    {
        var followed = new List<Connection>();
        foreach (var connection in Graph.Outbound(box))
        {
            if (IsFollowed(connection, outcomes))
            {
                followed.Add(connection);
                State.Tokens[connection.Index]++;
            }
        }
        TakeTokens(box);
        foreach (var connection in followed)
            Arrive(connection);
        SettleJoins();
        return null;
    }

    public override void CancelWaysTo(Box join) => CancelAncestors(join, run => TakeTokens(run.Box));

    private void TakeTokens(Box box)
    {
        for (var i = 0; i < State.Tokens.Length; i++)
        {
            if (State.Tokens[i] > 0 && IsInto(i, box))
                State.Tokens[i] = 0;
        }
    }

    private bool IsInto(int connection, Box box) => Connections[connection].Target == box;

    private IReadOnlyList<Connection> Connections => ((Activities.Containers.Flowchart)Step.Box.Activity).Connections;

    private void Arrive(Connection connection)
    {
        var target = connection.Target;
        switch (ModeOf(target))
        {
            case MergeMode.Stream:
                if (!IsSourceAboutToRun(target))
                    Entries.Add(new Entry(target));
                break;
            case MergeMode.Merge or MergeMode.Converge:
                if (Graph.ForwardInbound(target).Length <= 1 || AllHaveTokens(target))
                    Entries.Add(new Entry(target));
                break;
            case MergeMode.Cascade:
                ArriveFirst(connection);
                break;
            case MergeMode.Race:
                if (ArriveFirst(connection))
                    CancelWaysTo(target);
                break;
        }
    }

    /// <summary>Runs at the first arrival; the next arrival on every other connection is swallowed.</summary>
    private bool ArriveFirst(Connection connection)
    {
        if (State.Blocked[connection.Index] > 0)
        {
            State.Blocked[connection.Index]--;
            State.Tokens[connection.Index]--;
            return false;
        }
        foreach (var other in Graph.ForwardInbound(connection.Target))
        {
            if (other != connection)
                State.Blocked[other.Index]++;
        }
        Entries.Add(new Entry(connection.Target));
        return true;
    }

    private MergeMode ModeOf(Box box) => JoinMode(box) switch
    {
        null => box.MergeMode,
        FlowJoinMode.WaitAny => MergeMode.Race,
        _ => MergeMode.Merge,
    };

    private bool IsSourceAboutToRun(Box target)
    {
        foreach (var inbound in Graph.ForwardInbound(target))
        {
            for (var i = 0; i < State.Tokens.Length; i++)
            {
                if (State.Tokens[i] > 0 && IsInto(i, inbound.Source))
                    return true;
            }
        }
        return false;
    }

    private bool AllHaveTokens(Box target)
    {
        foreach (var inbound in Graph.ForwardInbound(target))
        {
            if (State.Tokens[inbound.Index] == 0)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Looks at boxes where tokens lie although nobody is on the way to them any more. A join that waits for active ways then has all it can get
    /// and runs; one that waits for every way is stuck. Elsa leaves both hanging without a word.
    /// </summary>
    private void SettleJoins()
    {
        for (var again = true; again;)
        {
            again = false;
            // Arrivals that were to be swallowed but can come no more must not swallow those of a next round.
            for (var i = 0; i < State.Blocked.Length; i++)
            {
                if (State.Blocked[i] > 0 && !IsOnTheWay(Connections[i].Target))
                    State.Blocked[i] = 0;
            }
            for (var i = 0; i < State.Tokens.Length; i++)
            {
                var target = Connections[i].Target;
                if (State.Tokens[i] == 0 || IsBusy(target) || Entries.Exists(entry => entry.Box == target) || StuckJoins.Contains(target) || IsOnTheWay(target))
                    continue;
                if (ModeOf(target) is MergeMode.Merge or MergeMode.Converge && JoinMode(target) != FlowJoinMode.WaitAllActive)
                {
                    if (!Incidents.HasStuckJoin(Step.Burst, Step.Run, target))
                        StuckJoins.Add(target);
                }
                else
                {
                    Entries.Add(new Entry(target));
                    again = true;
                }
            }
        }
    }

    private bool IsOnTheWay(Box target)
    {
        if (IsSomebodyOnTheWay(target))
            return true;
        // A token before a box on the way: that box is about to run, or is itself a join that waits.
        for (var i = 0; i < State.Tokens.Length; i++)
        {
            var other = Connections[i].Target;
            if (State.Tokens[i] > 0 && other != target && Graph.IsAncestor(other, target) && !StuckJoins.Contains(other))
                return true;
        }
        return false;
    }
}

using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Running.Flow;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>Boxes and arrows. Which box runs when is decided by counting (the default) or by tokens; see <see cref="FlowchartMode"/>.</summary>
[Activity("Elsa", "Flow", "Boxes and arrows.", IsBrowsable = false)]
public sealed class Flowchart : Activity
{
    private FlowGraph?[] _graphs = [];
    private Box? _start;
    private FlowchartMode _mode;

    [Port]
    public IReadOnlyList<Box> Activities { get; private set; } = [];

    internal IReadOnlyList<Connection> Connections { get; private set; } = [];

    /// <summary>The joins among its boxes.</summary>
    internal IReadOnlyList<Box> Joins { get; private set; } = [];

    /// <summary>Position of the box at which it starts unless a trigger says otherwise; null: it has none.</summary>
    internal int? DefaultStart => _start?.Position;

    protected internal override void Bind(BoxBinding binding)
    {
        for (var i = 0; i < Activities.Count; i++)
            Activities[i].Position = i;
        Connections = binding.Connections(Activities);
        binding.TellUnknownOutcomes(Connections);
        Joins = [.. Activities.Where(box => box.Activity is FlowJoin)];
        _graphs = new FlowGraph?[Activities.Count];
        _mode = binding.Mode;
        var entered = Connections.Select(connection => connection.Target).ToHashSet();
        _start = Activities.FirstOrDefault(box => box.Activity is Start)
            ?? Activities.FirstOrDefault(box => box.CanStartWorkflow)
            ?? Activities.FirstOrDefault(box => !entered.Contains(box))
            ?? (Activities.Count > 0 ? Activities[0] : null);
    }

    public override StepResult Execute(Step step)
    {
        var trigger = step.Burst.TriggerActivityId;
        var start = (trigger is null ? null : Activities.FirstOrDefault(box => box.Id == trigger)) ?? _start;
        if (start is null)
            return StepResult.Done;
        step.Run.Memory = new FlowState(Activities.Count, Connections.Count, start.Position);
        return start.AsEntered;
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes)
    {
        if (child.Box.Activity.IsTerminal || step.Run.IsBreaking)
            return StepResult.Done;
        var turn = TurnOf(step);
        var refusal = turn.Completed(child.Box, outcomes, child.EnteredBackwards);
        return refusal is null ? After(step, turn) : new StepResult.Faulted(refusal);
    }

    /// <summary>Cancels what still runs on the ways to a join that waited for the first of them only.</summary>
    internal void CancelWaysTo(Step step, Box join)
    {
        var turn = TurnOf(step);
        turn.CancelWaysTo(join);
        if (turn.Entries.Count > 0)
            step.Burst.Settle(step.Run, new StepResult.Entered([.. turn.Entries]));
    }

    private static StepResult After(Step step, FlowTurn turn)
    {
        foreach (var join in turn.StuckJoins)
        {
            Incidents.Add(step.Burst, step.Run, join, "Stuck join: it waits for a way that nobody is on any more. Let it wait for active ways only (WaitAllActive), or draw the ways so that all are taken.");
            step.Burst.Journal.Noted(step.Run, $"Stuck join: {join.Id}");
        }
        if (turn.Entries.Count == 1 && turn.Entries[0] is { Backwards: false } only)
            return only.Box.AsEntered;
        if (turn.Entries.Count > 0)
            return new StepResult.Entered([.. turn.Entries]);
        var isOver = step.Run is { RunningChildren: 0, QueuedChildren: 0, FaultedBelow: 0 } && turn.StuckJoins.Count == 0 && !Incidents.HasStuckJoin(step.Burst, step.Run);
        return isOver ? StepResult.Done : StepResult.Going;
    }

    internal int? PositionOf(string id) => Activities.FirstOrDefault(box => box.Id == id)?.Position;

    /// <summary>The arrows as seen from a start.</summary>
    // Benign race: two threads may make the same graph.
    internal FlowGraph GraphFrom(int start) => _graphs[start] ??= new FlowGraph(Activities, Connections, Activities[start]);

    private FlowTurn TurnOf(Step step)
    {
        var state = (FlowState)step.Run.Memory!; // set by Execute
        var graph = GraphFrom(state.Start);
        return _mode == FlowchartMode.Counter ? new CounterTurn(step, graph, state) : new TokenTurn(step, graph, state);
    }
}

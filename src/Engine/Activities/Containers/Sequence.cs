using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>One child after the other.</summary>
[Activity("Elsa", "Flow", "Runs its activities one after the other.", IsBrowsable = false)]
public sealed class Sequence : Activity
{
    [Port]
    public IReadOnlyList<Box> Activities { get; private set; } = [];

    public override StepResult Execute(Step step) => Next(step);

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        child.Box.Activity.IsTerminal || step.Run.IsBreaking ? StepResult.Done : Next(step);

    private StepResult Next(Step step) =>
        step.Run.Counter < Activities.Count ? Activities[step.Run.Counter++].AsEntered : StepResult.Done;
}

using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>All children side by side; over when all are.</summary>
[Activity("Elsa", "Flow", "Runs its activities side by side.", IsBrowsable = false)]
public sealed class Parallel : Activity
{
    [Port]
    public IReadOnlyList<Box> Activities { get; private set; } = [];

    public override StepResult Execute(Step step)
    {
        step.Run.Counter = Activities.Count;
        return Activities.Count == 0 ? StepResult.Done : new StepResult.Entered([.. Activities.Select(box => new Entry(box))]);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        --step.Run.Counter == 0 ? StepResult.Done : StepResult.Going;
}

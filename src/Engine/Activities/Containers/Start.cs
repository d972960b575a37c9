using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>Where a flowchart begins.</summary>
[Activity("Elsa", "Flow", "Where the flowchart begins.")]
public sealed class Start : Activity
{
    public override StepResult Execute(Step step) => StepResult.Done;
}

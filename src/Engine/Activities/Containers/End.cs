using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>Ends the container it stands in.</summary>
[Activity("Elsa", "Flow", "Ends the flowchart or sequence it stands in.")]
public sealed class End : Activity
{
    public override bool IsTerminal => true;

    public override StepResult Execute(Step step) => StepResult.Done;
}

using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>A box around one activity.</summary>
[Activity("Elsa", "Flow", "A box around one activity.", DisplayName = "Container")]
public sealed class FlowNode : Activity
{
    [Port]
    public Box? Body { get; private set; }

    public override StepResult Execute(Step step) => Body?.AsEntered ?? StepResult.Done;

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Done;
}

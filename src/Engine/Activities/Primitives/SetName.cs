using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Names the instance.</summary>
[Activity("Elsa", "Primitives", "Names the instance.")]
public sealed class SetName : Activity
{
    [Input(Description = "The name.")]
    public Input<string> Value { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        step.Burst.State.Name = step.Get(Value);
        return StepResult.Done;
    }
}

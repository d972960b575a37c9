using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Sets the correlation id, by which events find the instance.</summary>
[Activity("Elsa", "Primitives", "Sets the correlation id, by which events find the instance.")]
public sealed class Correlate : Activity
{
    [Input(Description = "The correlation id.")]
    public Input<string> CorrelationId { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        step.Burst.State.CorrelationId = step.Get(CorrelationId);
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Publishes an event after the step is saved.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public sealed class PublishEvent : Activity
{
    [Input(Description = "Name of the event; upper and lower case differ.")]
    public Input<string> EventName { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Reaches only instances with this correlation id; empty reaches all.")]
    public Input<string> CorrelationId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Reaches only this instance.", DisplayName = "Local event")]
    public Input<bool> IsLocalEvent { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What goes with the event.")]
    public Input<object> Payload { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var correlation = step.Get(CorrelationId);
        step.Emit(new Effect.PublishEvent(
            step.Get(EventName) ?? "", string.IsNullOrEmpty(correlation) ? null : correlation, step.Get(IsLocalEvent), step.Get(Payload)));
        return StepResult.Done;
    }
}

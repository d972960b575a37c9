using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Fails on purpose.</summary>
[Activity("Elsa", "Primitives", "Fails on purpose.")]
public sealed class Fault : Activity
{
    [Input(Description = "A code for whoever handles it.", DefaultValue = "0")]
    public Input<string> Code { get; private set; } = null!; // set by the catalogue

    [Input(Description = "A group of faults.", DefaultValue = "General")]
    public Input<string> Category { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The kind of fault.", DisplayName = "Type", DefaultValue = "System")]
    public Input<string> FaultType { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What to tell.")]
    public Input<string> Message { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) => new StepResult.Faulted(step.Get(Message) ?? $"Fault {step.Get(Code)}");
}

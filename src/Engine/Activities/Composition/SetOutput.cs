using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>Sets an output of the workflow, or of the definition used as an activity.</summary>
[Activity("Elsa", "Composition", "Sets an output of the workflow.")]
public sealed class SetOutput : Activity
{
    [Input(Description = "Name of the output.", UiHint = "output-picker")]
    public Input<string> OutputName { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The value.")]
    public Input<object> OutputValue { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var name = step.Get(OutputName) ?? "";
        var value = step.Get(OutputValue);
        var composite = step.Scope.Composite();
        if (composite.Box.Activity is DefinitionActivity)
            DefinitionActivity.SetOutput(composite, name, value);
        else
            step.Burst.State.Outputs[name] = value;
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Follows all its ways at once.</summary>
[Activity("Elsa", "Branching", "Follows all its ways at once.", DisplayName = "Fork (flow)")]
public sealed class FlowFork : Activity
{
    [Input(Description = "Names of the ways.", UiHint = "dynamic-outcomes", Type = "String[]")]
    public Input<ListValue> Branches { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) =>
        step.Get(Branches) is { } branches
            ? new StepResult.Completed([.. branches.Select(branch => TextForm.Of(branch) ?? "")])
            : StepResult.Done;
}

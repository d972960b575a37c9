using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Follows the ways of the cases that hold, else Default.</summary>
[Activity("Elsa", "Branching", "Follows the ways of the cases that hold.", DisplayName = "Switch (flow)", Ports = ["Default"])]
public sealed class FlowSwitch : Activity
{
    [Input(Description = "The cases, each with a condition.", UiHint = "flow-switch-editor", Type = "FlowSwitchCase[]")]
    public IReadOnlyList<SwitchCase> Cases { get; private set; } = [];

    [Input(Description = "Whether the first case that holds counts, or all.", UiHint = "dropdown", Options = ["MatchFirst", "MatchAny"], Type = "SwitchMode", DefaultValue = "MatchFirst")]
    public Input<string> Mode { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        string[] outcomes = [.. SwitchCase.Holding(Cases, step.Get(Mode), step).Select(@case => @case.Label)];
        return new StepResult.Completed(outcomes.Length == 0 ? ["Default"] : outcomes);
    }
}

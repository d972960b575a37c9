using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Decides between two ways.</summary>
[Activity("Elsa", "Branching", "Decides between two ways.", DisplayName = "Decision", Ports = ["True", "False"])]
public sealed class FlowDecision : Activity
{
    private static readonly StepResult s_true = new StepResult.Completed(Outcomes.True);
    private static readonly StepResult s_false = new StepResult.Completed(Outcomes.False);

    [Input(Description = "What decides.", UiHint = "singleline", DefaultValue = "False")]
    public Input<bool> Condition { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) => step.Get(Condition) ? s_true : s_false;
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Ending;

/// <summary>The case is closed; everything else that runs for it ends.</summary>
[Activity("Iq", "Casework", "Closes the case; everything else that runs for it ends.", DisplayName = "Close case")]
public sealed class CloseCase : CaseActivity
{
    [Input(Description = "Why it is closed.", UiHint = "dropdown", ChoicesFrom = "closing-reasons")]
    public Input<string> Reason { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.ClosingReason, Reason);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Reason);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Reason)) is not { } value)
            return Required.Missing(Reason);
        step.Emit(new CaseEffect.CloseCase(value));
        return StepResult.Done;
    }
}

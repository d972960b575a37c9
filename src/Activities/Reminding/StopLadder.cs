using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Reminding;

/// <summary>What is still planned of an occasion is dropped.</summary>
[Activity("Iq", "Messages", "Drops what is still planned of an occasion.", DisplayName = "Stop ladder")]
public sealed class StopLadder : CaseActivity
{
    [Input(Description = "Code of the occasion, for example M09.", UiHint = "dropdown", ChoicesFrom = "occasions")]
    public Input<string> Occasion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it is about: application:2, or a kind for its current object. Empty: the case.")]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.Occasion, Occasion);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Occasion);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Occasion)) is not { } occasion)
            return Required.Missing(Occasion);
        step.Emit(new CaseEffect.StopLadder(occasion, Objects.Named(step.Get(Object))));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Ending;

/// <summary>The case is opened again at a milestone: the procedure of that state is started there.</summary>
[Activity("Iq", "Casework", "Opens the case again at a milestone.", DisplayName = "Reopen case")]
public sealed class ReopenCase : CaseActivity
{
    [Input(Description = "The state in which it goes on.", UiHint = "dropdown", ChoicesFrom = "states")]
    public Input<string> Milestone { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.State, Milestone);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Milestone);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Milestone)) is not { } value)
            return Required.Missing(Milestone);
        step.Emit(new CaseEffect.ReopenCase(value));
        return StepResult.Done;
    }
}

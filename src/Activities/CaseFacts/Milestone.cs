using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.CaseFacts;

/// <summary>The case reaches a state. Whether it may is decided by the table of states; if not, the whole step is refused.</summary>
[Activity("Iq", "Casework", "The case reaches a state.")]
public sealed class Milestone : CaseActivity
{
    [Input(Description = "Code of the state.", UiHint = "dropdown", ChoicesFrom = "states")]
    public Input<string> State { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.State, State);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, State);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(State)) is not { } state)
            return Required.Missing(State);
        step.Emit(new CaseEffect.SetState(state));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.CaseFacts;

/// <summary>Records a fact that the procedure itself settles: a code, a date, a number.</summary>
[Activity("Iq", "Facts", "Records a fact that the procedure itself settles.", DisplayName = "Set fact")]
public sealed class SetFact : CaseActivity
{
    [Input(Description = "Name of the fact: kind.field.", UiHint = "dropdown", ChoicesFrom = "facts")]
    public Input<string> Fact { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whose fact: application:2, or a kind for its current object. Empty: the current object of the fact's kind.")]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The value: a code, a date as 2026-03-13, a number.")]
    public Input<object> Value { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.Fact, Fact);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Fact);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Fact)) is not { } fact)
            return Required.Missing(Fact);
        step.Emit(new CaseEffect.SetFact(fact, Objects.Named(step.Get(Object)), step.Get(Value)));
        return StepResult.Done;
    }
}

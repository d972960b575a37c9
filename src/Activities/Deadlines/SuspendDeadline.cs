using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>What happened makes a deadline stand still, from and until the days of the object that caused it.</summary>
[Activity("Iq", "Deadlines", "What happened makes a deadline stand still.", DisplayName = "Suspend deadline")]
public sealed class SuspendDeadline : DeadlineBox
{
    [Input(Description = "Cause as the catalogue of deadlines names it.", UiHint = "dropdown", ChoicesFrom = "causes")]
    public Input<string> Cause { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The object whose days count: request:2, or a kind for its current object.", DefaultValue = "request")]
    public Input<string> By { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => [.. base.RuleUses, .. Use(RuleKind.SuspensionCause, Cause)];

    protected override void Bind(BoxBinding binding)
    {
        base.Bind(binding);
        Required.Check(binding, Cause, By);
    }

    private protected override StepResult Execute(Step step, string code, string belongsTo)
    {
        if (Objects.Named(step.Get(Cause)) is not { } cause)
            return Required.Missing(Cause);
        if (Objects.Named(step.Get(By)) is not { } by)
            return Required.Missing(By);
        step.Emit(new CaseEffect.SuspendDeadline(code, belongsTo, cause, by));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>An authority extends its own deadline. Whether it may is decided by the rules and shown on the deadline.</summary>
[Activity("Iq", "Deadlines", "An authority extends its own deadline.", DisplayName = "Extend deadline")]
public sealed class ExtendDeadline : DeadlineBox
{
    [Input(Description = "The extension whose days count: extension:1, or extension for the current one.", DefaultValue = "extension")]
    public Input<string> By { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    protected override void Bind(BoxBinding binding)
    {
        base.Bind(binding);
        Required.Check(binding, By);
    }

    private protected override StepResult Execute(Step step, string code, string belongsTo)
    {
        if (Objects.Named(step.Get(By)) is not { } by)
            return Required.Missing(By);
        step.Emit(new CaseEffect.ExtendDeadline(code, belongsTo, by));
        return StepResult.Done;
    }
}

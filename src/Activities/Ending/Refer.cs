using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Ending;

/// <summary>The client is handed over to somebody else; whose contact data are sent is looked up on the day.</summary>
[Activity("Iq", "Casework", "Hands the client over to somebody else.")]
public sealed class Refer : CaseActivity
{
    [Input(Description = "Who takes over: code of an authority or of another advice centre.")]
    public Input<string> Target { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Target);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Target)) is not { } value)
            return Required.Missing(Target);
        step.Emit(new CaseEffect.Refer(value));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>A deadline was kept or does not matter any more.</summary>
[Activity("Iq", "Deadlines", "A deadline was kept or does not matter any more.", DisplayName = "Stop deadline")]
public sealed class StopDeadline : DeadlineBox
{
    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    private protected override StepResult Execute(Step step, string code, string belongsTo)
    {
        step.Emit(new CaseEffect.StopDeadline(code, belongsTo));
        return StepResult.Done;
    }
}

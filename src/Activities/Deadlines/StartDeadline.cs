using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>A deadline of the catalogue begins to be watched. Its days follow from the facts; the box names none.</summary>
[Activity("Iq", "Deadlines", "A deadline of the catalogue begins to be watched.", DisplayName = "Start deadline")]
public sealed class StartDeadline : DeadlineBox
{
    [Output(Type = "String", Description = "Id of the deadline.")]
    public Output DeadlineId { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    private protected override StepResult Execute(Step step, string code, string belongsTo)
    {
        var id = step.NextId();
        step.Set(DeadlineId, id);
        step.Emit(new CaseEffect.StartDeadline(id, code, belongsTo));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.CaseFacts;

/// <summary>Lists the documents that the authority of an application asks for.</summary>
[Activity("Iq", "Facts", "Lists the documents that the authority asks for.")]
public sealed class Checklist : CaseActivity
{
    [Input(Description = "The application: application:2, or application for the current one.", DefaultValue = Objects.Application)]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override StepResult Execute(Step step)
    {
        step.Emit(new CaseEffect.CreateChecklist(Objects.Named(step.Get(Object)) ?? Objects.Application));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Ends the whole instance at once.</summary>
[Activity("Elsa", "Primitives", "Ends the whole workflow at once.")]
public sealed class Finish : Activity
{
    public override bool IsTerminal => true;

    public override StepResult Execute(Step step)
    {
        step.Burst.Journal.Completed(step.Run, Outcomes.Default);
        step.Burst.Finish();
        return StepResult.Going;
    }
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Ends the nearest loop around it; outside a loop, the container it stands in.</summary>
[Activity("Elsa", "Looping", "Ends the loop around it.")]
public sealed class Break : Activity
{
    public override bool IsTerminal => true;

    public override StepResult Execute(Step step)
    {
        var loop = step.Run.Parent;
        while (loop is not null && loop.Box.Activity is not (ILoop or ParallelForEach))
            loop = loop.Parent;
        if (loop is null)
            return StepResult.Done;
        for (var at = step.Run.Parent; at is not null; at = at.Parent)
        {
            if (at != loop || at.Box.Activity is ILoop)
                at.IsBreaking = true;
            if (at == loop)
                break;
        }
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs.Flow;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Where ways of a flowchart meet. The waiting is the flowchart's.</summary>
[Activity("Elsa", "Branching", "Where ways meet.", DisplayName = "Join (flow)")]
public sealed class FlowJoin : Activity
{
    [Input(Description = "What it waits for.", UiHint = "dropdown", Options = ["WaitAny", "WaitAll", "WaitAllActive"], AutoEvaluate = false, Type = "FlowJoinMode", DefaultValue = "WaitAny")]
    public Input<string> Mode { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        // What was still in the queue when the first way arrived may have begun to wait meanwhile.
        if (step.Run.Parent is { Box.Activity: Flowchart flowchart } parent && ModeAt(step) == FlowJoinMode.WaitAny)
            flowchart.CancelWaysTo(new Step(step.Burst, parent), step.Box);
        return StepResult.Done;
    }

    /// <summary>The mode, evaluated where the flowchart stands; WaitAny when the definition gives none.</summary>
    internal FlowJoinMode ModeAt(Step flowchart) =>
        Enum.TryParse<FlowJoinMode>(flowchart.Evaluate(Mode), ignoreCase: true, out var mode) ? mode : FlowJoinMode.WaitAny;
}

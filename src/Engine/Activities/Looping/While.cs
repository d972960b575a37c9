using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Runs its body as long as a condition holds.</summary>
[Activity("Elsa", "Looping", "Runs its body as long as a condition holds.")]
public sealed class While : Activity, ILoop
{
    [Input(Description = "Asked before each round.", UiHint = "singleline", DefaultValue = "False", AutoEvaluate = false)]
    public Input<bool> Condition { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Body { get; private set; }

    public override StepResult Execute(Step step) => step.Evaluate(Condition) && Body is { } body ? body.AsEntered : StepResult.Done;

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        step.Run.IsBreaking ? StepResult.Done : Execute(step);
}

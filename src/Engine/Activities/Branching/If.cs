using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Runs one of two activities.</summary>
[Activity("Elsa", "Branching", "Runs one of two activities.")]
public sealed class If : Activity
{
    [Input(Description = "What decides.", UiHint = "singleline", DefaultValue = "False")]
    public Input<bool> Condition { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Then { get; private set; }

    [Port]
    public Box? Else { get; private set; }

    [Output(Type = "Boolean", Description = "What was decided.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var condition = step.Get(Condition);
        step.Set(Result, condition);
        return (condition ? Then : Else)?.AsEntered ?? StepResult.Done;
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Done;
}

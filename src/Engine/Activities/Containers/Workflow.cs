using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>The workflow itself: the box around its root activity.</summary>
[Activity("Elsa", "Workflows", "A workflow.", IsBrowsable = false)]
public sealed class Workflow : Activity
{
    public const string Id = "Workflow1";

    /// <summary>The root activity.</summary>
    public Box Root { get; internal set; } = null!; // set by the compiler

    public override StepResult Execute(Step step) => Root.AsEntered;

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Done;
}

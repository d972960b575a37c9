using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities;

/// <summary>Stands for an activity whose type is unknown here, so that the definition can be loaded, shown and saved without loss.</summary>
[Activity("Elsa", "System", "An activity whose type is unknown here.", IsBrowsable = false)]
public sealed class NotFoundActivity : Activity
{
    /// <summary>The type the definition names.</summary>
    public string MissingType { get; internal set; } = "";

    public override StepResult Execute(Step step) =>
        new StepResult.Faulted($"The activity type '{MissingType}' is unknown. Install it, or replace the activity.");
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Writes a line to the console.</summary>
[Activity("Elsa", "Console", "Writes a line to the console.")]
public sealed class WriteLine : Activity
{
    [Input(Description = "The line.")]
    public Input<string> Text { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        step.Emit(new Effect.WriteLine(step.Get(Text) ?? ""));
        return StepResult.Done;
    }
}

using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>A published definition used as an activity: it runs within the instance, its inputs and variables are its own.</summary>
public sealed class DefinitionActivity : Activity
{
    /// <summary>The root activity of the definition.</summary>
    public Box Root { get; internal set; } = null!; // set by the compiler

    /// <summary>Id of the version that is used.</summary>
    public string VersionId { get; internal set; } = "";

    /// <summary>How many of the box's variables are inputs; they come first.</summary>
    internal int InputCount { get; set; }

    /// <summary>Types of the declared outputs, in the order of the box's outputs.</summary>
    internal WorkflowType[] OutputTypes { get; set; } = [];

    public override StepResult Execute(Step step)
    {
        for (var i = 0; i < InputCount; i++)
            step.Scope.SetById(step.Box.Variables[i].Id, step.Run.Inputs is { } inputs ? inputs[i] : null, convert: false);
        return Root.AsEntered;
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Done;

    internal static void SetOutput(ActivityRun composite, string name, object? value) => ((ObjectValue)(composite.Memory ??= new ObjectValue()))[name] = value;

    /// <summary>Hands the outputs out to whoever uses the activity. Called however the activity completes.</summary>
    internal static void PublishOutputs(Step step)
    {
        if (step.Run.Memory is not ObjectValue outputs)
            return;
        step.Run.Memory = null;
        for (var i = 0; i < step.Box.Outputs.Length; i++)
        {
            var output = step.Box.Outputs[i];
            if (!outputs.TryGet(output.Name, out var value))
                continue;
            step.Set(new Output(output.Name), value);
            if (output.Target is { } target)
                step.Capture(target, value, convert: true);
        }
    }

    /// <summary>Whether the variable at this position of a definition-as-activity is one of its inputs.</summary>
    internal static bool IsInput(Box box, int position) => position < ((DefinitionActivity)box.Activity).InputCount;
}

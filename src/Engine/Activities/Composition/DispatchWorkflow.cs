using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>Starts the published version of a definition as a child after this step is saved; may wait until it has ended.</summary>
[Activity("Elsa", "Composition", "Starts another workflow.", MayWait = true)]
public sealed class DispatchWorkflow : Activity
{
    public const string Kind = "Elsa.DispatchWorkflow";

    [Input(Description = "The definition.", UiHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Correlation id of the child.")]
    public Input<string> CorrelationId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Inputs of the child by name.", Type = "ObjectDictionary")]
    public Input<object> Input { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether to wait until the child has ended.")]
    public Input<bool> WaitForCompletion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Kept for Elsa's definitions; traces are not divided here.")]
    public Input<bool> StartNewTrace { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Kept for Elsa's definitions; there is one channel here.", UiHint = "dropdown")]
    public Input<string> ChannelName { get; private set; } = null!; // set by the catalogue

    [Output(Description = "Outputs of the child by name.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var child = ChildInput.Child(step, step.Get(WorkflowDefinitionId) ?? "", step.Get(Input), step.Get(CorrelationId));
        if (!step.Burst.IsPublished(child.DefinitionId))
            return new StepResult.Faulted($"No published version of workflow definition with ID {child.DefinitionId} found.");
        var waits = step.Get(WaitForCompletion);
        step.Emit(new Effect.Dispatch(child, waits ? step.NextBookmark : null));
        return waits ? new StepResult.Waiting(new Await(new StimulusKey(Kind, child.InstanceId))) : StepResult.Done;
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        step.Set(Result, payload is ObjectValue answer && answer.TryGet("output", out var output) ? output : new ObjectValue());
        return StepResult.Done;
    }
}

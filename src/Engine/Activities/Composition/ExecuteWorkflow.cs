using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>Runs the published version of a definition as a child, in the same step; waits for it only if it has to wait itself.</summary>
[Activity("Elsa", "Composition", "Runs another workflow and goes on with its result.", Kind = ActivityKind.Task, MayWait = true)]
public sealed class ExecuteWorkflow : Activity
{
    public const string Kind = "Elsa.ExecuteWorkflow";

    [Input(Description = "The definition.", UiHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Correlation id of the child.")]
    public Input<string> CorrelationId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Inputs of the child by name.", Type = "ObjectDictionary")]
    public Input<object> Input { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether to wait until the child has ended.")]
    public Input<bool> WaitForCompletion { get; private set; } = null!; // set by the catalogue

    [Output(Description = "Id, status and outputs of the child.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var child = ChildInput.Child(step, step.Get(WorkflowDefinitionId) ?? "", step.Get(Input), step.Get(CorrelationId));
        if (step.Burst.Execute(step.Burst, child) is not { } answer)
            return new StepResult.Faulted($"No published version of workflow definition with ID {child.DefinitionId} found.");
        if (answer.TryGet("error", out var error))
            return new StepResult.Faulted(TextForm.Of(error) ?? "");
        var waits = step.Get(WaitForCompletion) && answer["status"] is not nameof(InstanceStatus.Finished);
        step.Emit(new Effect.Executed(child, waits ? step.NextBookmark : null));
        if (waits)
            return new StepResult.Waiting(new Await(new StimulusKey(Kind, child.InstanceId)));
        return Resume(step, null, answer);
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        var answer = payload as ObjectValue ?? [];
        step.Set(Result, new ObjectValue(ObjectOrigin.Record)
        {
            ["WorkflowDefinitionVersionId"] = null,
            ["WorkflowInstanceId"] = answer.TryGet("instanceId", out var id) ? id : null,
            ["CorrelationId"] = null,
            ["Status"] = answer.TryGet("status", out var status) ? status : null,
            ["SubStatus"] = answer.TryGet("subStatus", out var subStatus) ? subStatus : null,
            ["Output"] = answer.TryGet("output", out var output) ? output : new ObjectValue(),
        });
        return StepResult.Done;
    }
}

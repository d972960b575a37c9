using IqWorkflows.Engine.Activities.Looping;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>Starts a child for each item after this step is saved; may wait until all have ended, running a port for each that ends.</summary>
[Activity("Elsa", "Composition", "Starts another workflow once for each item.", Kind = ActivityKind.Task, Ports = ["Completed", "Canceled", "Done"], MayWait = true)]
public sealed class BulkDispatchWorkflows : Activity
{
    public const string Kind = "Elsa.BulkDispatchWorkflows";
    private static readonly string[] s_outcomes = ["Completed", "Done"];

    [Input(Description = "The definition.", UiHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The items: one child each.")]
    public Input<object> Items { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Input name under which a child receives its item, unless the item is an object: its members then are inputs.", DefaultValue = "Item")]
    public Input<string> DefaultItemInputKey { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Script giving a child's correlation id; getItem() is the item.", AutoEvaluate = false)]
    public Input<string> CorrelationIdFunction { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Inputs of every child by name.", Type = "ObjectDictionary")]
    public Input<object> Input { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether to wait until all children have ended.", DefaultValue = "True")]
    public Input<bool> WaitForCompletion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Kept for Elsa's definitions; traces are not divided here.")]
    public Input<bool> StartNewTrace { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Kept for Elsa's definitions; there is one channel here.", UiHint = "dropdown")]
    public Input<string> ChannelName { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? ChildCompletedPort { get; private set; }

    [Port]
    public Box? ChildFaultedPort { get; private set; }

    public override StepResult Execute(Step step)
    {
        var definitionId = step.Get(WorkflowDefinitionId) ?? "";
        if (!step.Burst.IsPublished(definitionId))
            return new StepResult.Faulted($"No published version of workflow definition with ID {definitionId} found.");
        var children = new List<ChildStart>();
        foreach (var item in LoopItems.Of(step.Get(Items), textIsLetters: false) ?? ListValue.Empty)
            children.Add(ChildInput.Child(step, definitionId, InputFor(step, item), CorrelationFor(step, item)));
        if (children.Count == 0 || !step.Get(WaitForCompletion))
        {
            if (children.Count > 0)
                step.Emit(new Effect.BulkDispatch(children, null));
            return StepResult.Done;
        }
        step.Emit(new Effect.BulkDispatch(children, step.NextBookmark));
        return new StepResult.Waiting(new Await(new StimulusKey(Kind, step.NextId()), Keeps: true));
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        // The rows count; here only what may still run is counted: one for "children are left" and one for each port running.
        var answer = payload as ObjectValue ?? [];
        if (answer.TryGet("remaining", out var remaining) && remaining is 0)
            step.Run.Memory = true;
        var port = answer.TryGet("subStatus", out var subStatus) && subStatus is nameof(InstanceSubStatus.Faulted) ? ChildFaultedPort : ChildCompletedPort;
        if (port is null)
            return Ended(step);
        step.Run.Counter++;
        return port.AsEntered;
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes)
    {
        step.Run.Counter--;
        return Ended(step);
    }

    private static StepResult Ended(Step step) =>
        step.Run is { Counter: 0, Memory: true } ? new StepResult.Completed(s_outcomes) : StepResult.Going;

    private ObjectValue InputFor(Step step, object? item)
    {
        var input = new ObjectValue(ObjectOrigin.Given);
        foreach (var (name, value) in step.Get(Input) as ObjectValue ?? [])
            input[name] = value;
        if (item is ObjectValue members)
        {
            foreach (var (name, value) in members)
                input[name] = value;
        }
        else
        {
            input[step.Get(DefaultItemInputKey) ?? "Item"] = item;
        }
        return input;
    }

    private string? CorrelationFor(Step step, object? item) => CorrelationIdFunction.Expression switch
    {
        ScriptExpression expression => TextForm.Of(step.Evaluate(expression.Script, name => name == "getItem" ? _ => item : null)),
        _ => step.Evaluate(CorrelationIdFunction),
    };
}

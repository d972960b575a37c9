using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Runs its body once for each item, side by side. A Break ends its own item only.</summary>
[Activity("Elsa", "Looping", "Runs its body once for each item, side by side.")]
public sealed class ParallelForEach : Activity
{
    [Input(Description = "The items.")]
    public Input<object> Items { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Body { get; private set; }

    public override StepResult Execute(Step step)
    {
        var items = LoopItems.Of(step.Get(Items), textIsLetters: false);
        if (items is not { Count: > 0 } || Body is not { } body)
            return StepResult.Done;
        step.Run.Counter = items.Count;
        return new StepResult.Entered(
            [.. items.Select((item, index) => new Entry(body, Variables: new ObjectValue { [For.CurrentValueName] = item, ["CurrentIndex"] = index }))]);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        --step.Run.Counter == 0 ? StepResult.Done : StepResult.Going;
}

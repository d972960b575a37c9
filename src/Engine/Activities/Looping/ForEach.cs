using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Runs its body once for each item, one after the other. The items are read once, at the beginning.</summary>
[Activity("Elsa", "Looping", "Runs its body once for each item, one after the other.")]
public sealed class ForEach : Activity, ILoop
{
    [Input(Description = "The items.", UiHint = "dropdown", Type = "IEnumerable<Object>")]
    public Input<object> Items { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Body { get; private set; }

    [Output(Description = "The item of this round.")]
    public Output CurrentValue { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        if (LoopItems.Of(step.Get(Items), textIsLetters: true) is not { } items)
            return new StepResult.Faulted("The items are null. Give a list, or decide before the loop whether there is one.");
        step.Run.Memory = items;
        return Round(step);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        step.Run.IsBreaking ? StepResult.Done : Round(step);

    private StepResult Round(Step step)
    {
        var items = (ListValue)step.Run.Memory!; // set by Execute
        var index = step.Run.Counter++;
        if (index >= items.Count || Body is not { } body)
            return StepResult.Done;
        var variables = step.Run.Extra ??= [];
        variables[For.CurrentValueName] = items[index];
        variables["CurrentIndex"] = index;
        step.Set(CurrentValue, items[index]);
        return body.AsEntered;
    }
}

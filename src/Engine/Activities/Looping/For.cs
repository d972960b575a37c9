using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Looping;

/// <summary>Runs its body once for each number of a range.</summary>
[Activity("Elsa", "Looping", "Runs its body once for each number of a range.")]
public sealed class For : Activity, ILoop
{
    internal const string CurrentValueName = "CurrentValue";

    [Input(Description = "First number.", DefaultValue = "0")]
    public Input<int> Start { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Last number.", DefaultValue = "0")]
    public Input<int> End { get; private set; } = null!; // set by the catalogue

    [Input(Description = "From one number to the next; may be negative.", DefaultValue = "1")]
    public Input<int> Step { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether the last number belongs to the range.", DefaultValue = "True")]
    public Input<bool> OuterBoundInclusive { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Body { get; private set; }

    [Output(Description = "The number of this round.")]
    public Output CurrentValue { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        // The range is fixed when the loop begins; the state keeps what the inputs were.
        step.Run.Memory = new ListValue([step.Get(Start), step.Get(End), step.Get(Step), step.Get(OuterBoundInclusive)]);
        return Round(step);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        step.Run.IsBreaking ? StepResult.Done : Round(step);

    private StepResult Round(Step step)
    {
        var range = (ListValue)step.Run.Memory!; // set by Execute
        long from = (int)range[0]!, end = (int)range[1]!, by = (int)range[2]!; // numbers, as stored above
        var value = from + by * step.Run.Counter++;
        var isWithin = by == 0 || (by > 0 ? value < end : value > end) || (bool)range[3]! && value == end; // as stored above
        // Without a body nothing can change from round to round.
        if (Body is not { } body || !isWithin || value is > int.MaxValue or < int.MinValue)
            return StepResult.Done;
        (step.Run.Extra ??= [])[CurrentValueName] = (int)value;
        step.Set(CurrentValue, (int)value);
        return body.AsEntered;
    }
}

using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Primitives;

/// <summary>Waits for an event, or starts the workflow when it comes.</summary>
[Activity("Elsa", "Primitives", "Waits for an event.", Kind = ActivityKind.Trigger, MayWait = true)]
public sealed class Event : Trigger
{
    public const string Kind = "Elsa.Event";

    [Input(Description = "Name of the event; upper and lower case differ.")]
    public Input<string> EventName { get; private set; } = null!; // set by the catalogue

    [Output(Description = "What came with the event.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override string? AwaitedEvent => EventName.IsLiteral ? EventName.Literal ?? "" : null;

    public override StepResult Execute(Step step)
    {
        if (step.IsStartTrigger)
            return Resume(step, null, step.TriggerPayload ?? new ObjectValue());
        return new StepResult.Waiting(new Await(Key(step.Get(EventName))));
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        step.Set(Result, payload);
        return StepResult.Done;
    }

    public override IEnumerable<StartTrigger> StartTriggers(TriggerIndexing indexing) =>
        [new StartTrigger(indexing.ActivityId, Key(indexing.Evaluate(EventName)))];

    /// <summary>What an event of this name wakes.</summary>
    public static StimulusKey Key(string? name) => new(Kind, name ?? "");
}

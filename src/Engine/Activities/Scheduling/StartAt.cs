using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Scheduling;

/// <summary>Starts the workflow at a moment; inside a workflow, waits for it, or goes on if it is past.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at a moment.", Kind = ActivityKind.Trigger, MayWait = true)]
public sealed class StartAt : Trigger
{
    public const string Kind = "Elsa.StartAt";

    [Input(Description = "The moment.", DisplayName = "Date and time")]
    public Input<DateTimeOffset> DateTime { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) =>
        step.IsStartTrigger || step.Get(DateTime) <= step.Now ? StepResult.Done : Clock.Waiting(step, Kind, step.Get(DateTime).ToUniversalTime());

    public override IEnumerable<StartTrigger> StartTriggers(TriggerIndexing indexing) =>
        [new StartTrigger(indexing.ActivityId, new StimulusKey(Kind, indexing.ActivityId), new Schedule.Once(indexing.Evaluate(DateTime).ToUniversalTime()))];
}

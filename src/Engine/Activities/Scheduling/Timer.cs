using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Scheduling;

/// <summary>Starts the workflow again and again; inside a workflow, waits once for the interval.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow again and again.", Kind = ActivityKind.Trigger, MayWait = true)]
public sealed class Timer : Trigger
{
    public const string Kind = "Elsa.Timer";

    [Input(Description = "From one time to the next, as d.hh:mm:ss.", DefaultValue = "00:01:00")]
    public Input<TimeSpan> Interval { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) =>
        step.IsStartTrigger ? StepResult.Done : Clock.Waiting(step, Kind, Clock.Later(step.Now, step.Get(Interval)));

    public override IEnumerable<StartTrigger> StartTriggers(TriggerIndexing indexing)
    {
        var interval = indexing.Evaluate(Interval);
        return interval > TimeSpan.Zero
            ? [new StartTrigger(indexing.ActivityId, new StimulusKey(Kind, indexing.ActivityId), new Schedule.Every(interval))]
            : indexing.Refuse($"The interval {interval} is not positive.", "Give an interval such as 01:00:00.");
    }
}

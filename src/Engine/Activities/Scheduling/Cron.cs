using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Scheduling;

/// <summary>Starts the workflow by a cron expression; inside a workflow, waits for its next moment.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow by a cron expression.", Kind = ActivityKind.Trigger, MayWait = true)]
public sealed class Cron : Trigger
{
    public const string Kind = "Elsa.Cron";

    [Input(Description = "Five fields, or six with seconds first; in UTC.", DisplayName = "Cron expression")]
    public Input<string> CronExpression { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        if (step.IsStartTrigger)
            return StepResult.Done;
        var text = step.Get(CronExpression) ?? "";
        if (!Programs.CronExpression.TryParse(text, out var cron, out var error))
            return new StepResult.Faulted(error);
        return cron.Next(step.Now) is { } next
            ? Clock.Waiting(step, Kind, next)
            : new StepResult.Faulted($"The cron expression '{text}' has no moment after now.");
    }

    public override IEnumerable<StartTrigger> StartTriggers(TriggerIndexing indexing)
    {
        var text = indexing.Evaluate(CronExpression) ?? "";
        return Programs.CronExpression.TryParse(text, out var cron, out var error)
            ? [new StartTrigger(indexing.ActivityId, new StimulusKey(Kind, indexing.ActivityId), new Schedule.ByCron(cron))]
            : indexing.Refuse(error, "Give five fields, or six with seconds first, for example '0 0 7 * * MON-FRI'.");
    }
}

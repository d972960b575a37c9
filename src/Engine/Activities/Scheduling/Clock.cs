using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Scheduling;

/// <summary>What the four activities that wait for a moment share.</summary>
internal static class Clock
{
    public static StepResult Waiting(Step step, string kind, DateTimeOffset dueAt) =>
        new StepResult.Waiting(new Await(new StimulusKey(kind, step.NextId()), dueAt));

    /// <summary>A span before the beginning or behind the end of the calendar ends there.</summary>
    public static DateTimeOffset Later(DateTimeOffset now, TimeSpan span) =>
        span <= TimeSpan.Zero ? now
        : DateTimeOffset.MaxValue - now <= span ? new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero)
        : now + span;
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Programs;

/// <summary>What starts an instance of a published definition by itself. Indexed when the definition is published.</summary>
/// <param name="ActivityId">The trigger activity; the run begins there and passes it.</param>
/// <param name="Key">What sets it off.</param>
/// <param name="Schedule">When it fires by the clock, or null when only a stimulus sets it off.</param>
public sealed record StartTrigger(string ActivityId, StimulusKey Key, Schedule? Schedule = null);

/// <summary>When something fires by the clock.</summary>
public abstract record Schedule
{
    private Schedule() { }

    /// <returns>The first moment later than <paramref name="after"/>, in UTC, or null when there is none.</returns>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>Again and again (Timer).</summary>
    public sealed record Every(TimeSpan Interval) : Schedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => after + Interval;
    }

    /// <summary>Once (StartAt).</summary>
    public sealed record Once(DateTimeOffset At) : Schedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => At > after ? At : null;
    }

    /// <summary>By a cron expression with seconds, in UTC (Cron).</summary>
    public sealed record ByCron(CronExpression Expression) : Schedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => Expression.Next(after);
    }
}

namespace IqWorkflows.Engine.Programs;

/// <summary>A cron expression of five fields, or six with seconds first.</summary>
public sealed class CronExpression
{
    /// <returns>The first moment later than <paramref name="after"/>, in UTC, or null when there is none.</returns>
    public DateTimeOffset? Next(DateTimeOffset after) => throw new NotImplementedException();
}

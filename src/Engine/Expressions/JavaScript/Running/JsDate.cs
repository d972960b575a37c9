namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>A date as an object of the script: milliseconds since 1970 in UTC, NaN for no date.</summary>
internal sealed class JsDate(Run run, double time) : JsObject(run, run.Realm.DatePrototype)
{
    private static readonly long s_epoch = DateTime.UnixEpoch.Ticks;

    public double Time { get; set; } = time;

    public override string Class => "Date";

    public static JsDate From(Run run, DateTime instant) => new(run, Math.Floor((instant.Ticks - s_epoch) / (double)TimeSpan.TicksPerMillisecond));

    /// <summary>The date as a workflow value; null when it is none or lies outside the years 1 to 9999.</summary>
    public DateTime? ToInstant()
    {
        var ticks = Time * TimeSpan.TicksPerMillisecond + s_epoch;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)Time * TimeSpan.TicksPerMillisecond + s_epoch, DateTimeKind.Utc) : null;
    }
}

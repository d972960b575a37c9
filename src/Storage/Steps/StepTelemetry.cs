using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IqWorkflows.Storage.Steps;

/// <summary>What the step writer tells whoever watches: figures always, a span for each turn that somebody traces. Without a listener it costs nothing.</summary>
public static class StepTelemetry
{
    /// <summary>Name of our figures and of our spans, as listeners ask for them.</summary>
    public const string Name = "IqWorkflows";

    // Before those that are made of it.
    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_commit = s_meter.CreateHistogram<double>("iqw.commit.duration", "s", "How long a group's commit took: what the disk takes, or the database server.");
    private static readonly Histogram<int> s_group = s_meter.CreateHistogram<int>("iqw.group.size", "{turn}", "Turns that shared a commit.");
    private static readonly Counter<long> s_lost = s_meter.CreateCounter<long>("iqw.groups.lost", "{group}", "Groups that could not be saved; their callers were told.");
    private static readonly Histogram<double> s_turn = s_meter.CreateHistogram<double>("iqw.turn.duration", "s", "From asking for a turn until it is safe on the disk: what a caller waits.");
    private static readonly Histogram<double> s_wait = s_meter.CreateHistogram<double>("iqw.turn.wait", "s", "The part of it before its group began.");
    private static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("iqw.steps", "{step}", "Steps of instances that were saved.");

    /// <summary>The one meter of all parts of the product.</summary>
    public static Meter Meter => s_meter;

    /// <summary>The one source of spans of all parts of the product.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A step is safe on the disk once its turn is.</summary>
    internal static void Step(Turn turn)
    {
        if (s_steps.Enabled)
            turn.AfterCommit(static () => s_steps.Add(1));
    }

    /// <summary>A span of somebody who is traced; what jobs do by themselves would only fill the store.</summary>
    internal static Activity? Begin()
    {
        if (!Source.HasListeners() || Activity.Current is not { } caller)
            return null;
        var span = Source.StartActivity("iqw.turn");
        Activity.Current = caller; // the caller goes on beside it
        return span;
    }

    internal static long Timestamp() => s_turn.Enabled || s_wait.Enabled || Source.HasListeners() ? Stopwatch.GetTimestamp() : 0;

    internal static void Committed(long began, int turns)
    {
        s_group.Record(turns);
        if (began != 0)
            s_commit.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    internal static void Lost() => s_lost.Add(1);

    /// <param name="asked">When the turn was asked for; 0: nobody watched then.</param>
    /// <param name="began">When its group began.</param>
    /// <param name="span">Its span, if it has one.</param>
    /// <param name="group">How many turns shared the commit.</param>
    internal static void Ended(long asked, long began, Activity? span, int group)
    {
        if (asked != 0 && began >= asked)
        {
            s_wait.Record(Stopwatch.GetElapsedTime(asked, began).TotalSeconds);
            s_turn.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);
        }
        if (span is null)
            return;
        span.SetTag("iqw.group.size", group);
        if (asked != 0 && began >= asked)
            span.SetTag("iqw.turn.wait", Stopwatch.GetElapsedTime(asked, began).TotalSeconds);
        span.Dispose();
    }
}

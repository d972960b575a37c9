using System.Diagnostics;
using System.Diagnostics.Metrics;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Jobs;

/// <summary>What is told of the rounds of recurring jobs: figures of all, a span of those that did something.</summary>
internal static class JobTelemetry
{
    private static readonly Histogram<double> s_duration = StepTelemetry.Meter.CreateHistogram<double>("iqw.job.duration", "s", "How long a round of a recurring job took, by job.");
    private static readonly Counter<long> s_items = StepTelemetry.Meter.CreateCounter<long>("iqw.job.items", "{item}", "What recurring jobs did, by job.");
    private static readonly Counter<long> s_failures = StepTelemetry.Meter.CreateCounter<long>("iqw.job.failures", "{round}", "Rounds of recurring jobs that failed, by job.");

    /// <param name="job">Name of the job.</param>
    /// <param name="began">Timestamp of its beginning.</param>
    /// <param name="items">How much it did.</param>
    /// <param name="isFailure">Whether it failed.</param>
    public static void Done(string job, long began, int items, bool isFailure)
    {
        var name = new KeyValuePair<string, object?>("job", job);
        var took = Stopwatch.GetElapsedTime(began);
        s_duration.Record(took.TotalSeconds, name);
        if (items > 0)
            s_items.Add(items, name);
        if (isFailure)
            s_failures.Add(1, name);
        if (items == 0 && !isFailure)
            return; // one each second, of which nobody would learn anything
        var now = TimeProvider.System.GetUtcNow(); // a span is about real time, also where the clock of the cases is another
        using var span = StepTelemetry.Source.StartActivity(ActivityKind.Internal, default, [name, new("iqw.job.items", items)], null, now - took, $"iqw.job {job}");
        span?.SetStatus(isFailure ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
    }
}

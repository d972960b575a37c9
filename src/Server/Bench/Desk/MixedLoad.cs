using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Bench.Desk;

/// <summary>What goes on in a server beside the reading of its pages: instances start, get events, and wait for timers, so many steps a second.</summary>
internal sealed class MixedLoad : IAsyncDisposable
{
    /// <summary>Steps of an errand: a start and two events, a start, and a timer.</summary>
    private const int StepsPerErrand = 5;

    private const string Waiting = "bench-waiting";
    private const string Deadline = "bench-deadline";
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(100);

    private readonly StartInstance _start;
    private readonly PublishEvent _publish;
    private readonly int _perSecond;
    private readonly CancellationTokenSource _end = new();
    private readonly MeterListener _listener = new();
    private readonly Latencies _steps = new();
    private readonly Latencies _lags = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private Task _running = Task.CompletedTask;

    private MixedLoad(IqRuntime runtime, int perSecond) => (_start, _publish, _perSecond) = (new StartInstance(runtime), new PublishEvent(runtime), perSecond);

    public static async Task<MixedLoad> StartAsync(IqRuntime runtime, int perSecond, CancellationToken cancellationToken)
    {
        var import = new ImportDefinition(runtime);
        foreach (var drawing in (string[])[BenchDrawing.Waiting(Waiting), BenchDrawing.Deadline(Deadline, s_delay)])
        {
            if (await import.RunAsync(Encoding.UTF8.GetBytes(drawing), PublishCare.NoErrors, cancellationToken) is not DefinitionAnswer.Done)
                throw new InvalidOperationException("The bench's own definition was not published.");
        }
        var load = new MixedLoad(runtime, perSecond);
        load.Listen();
        load._running = load.RunAsync();
        return load;
    }

    /// <summary>Ends it.</summary>
    /// <returns>What it did meanwhile.</returns>
    public async Task<IReadOnlyList<BenchRow>> EndAsync()
    {
        await _end.CancelAsync();
        await _running;
        var seconds = _watch.Elapsed.TotalSeconds;
        _listener.Dispose();
        return
        [
            new BenchRow("steps beside it", BenchTable.PerSecond((_steps.Count + _lags.Count) / seconds), Note: string.Create(CultureInfo.InvariantCulture, $"{_steps.Count:N0} starts and events, {_lags.Count:N0} timers")),
            new BenchRow("a start or an event, p95", BenchTable.Milliseconds(_steps.Percentile(95)), Note: $"p50 {BenchTable.Milliseconds(_steps.Percentile(50))}, p99 {BenchTable.Milliseconds(_steps.Percentile(99))}; until it was safe on the disk"),
            new BenchRow("a timer after it was due, p95", BenchTable.Milliseconds(_lags.Percentile(95)), Note: $"p50 {BenchTable.Milliseconds(_lags.Percentile(50))}, p99 {BenchTable.Milliseconds(_lags.Percentile(99))}; looked for once a second"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _listener.Dispose();
        _end.Dispose();
    }

    private void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "iqw.timer.lag", Meter.Name: StepTelemetry.Name })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Add(_lags, TimeSpan.FromSeconds(seconds)));
        _listener.Start();
    }

    private async Task RunAsync()
    {
        using var pace = new PeriodicTimer(s_pace, TimeProvider.System);
        var errands = new List<Task>();
        var (wanted, begun) = (0.0, 0);
        try
        {
            while (await pace.WaitForNextTickAsync(_end.Token))
            {
                for (wanted += _perSecond * s_pace.TotalSeconds / StepsPerErrand; begun < wanted; begun++)
                    errands.Add(ErrandAsync(string.Create(CultureInfo.InvariantCulture, $"bench-{begun}")));
                errands.RemoveAll(errand => errand.IsCompletedSuccessfully);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(errands);
        }
    }

    private async Task ErrandAsync(string correlationId)
    {
        await StepAsync(() => _start.RunAsync(new StartRequest(Waiting, [], correlationId), CancellationToken.None));
        await StepAsync(() => _publish.RunAsync(BenchRuntime.EventName, null, correlationId, requestKey: null, CancellationToken.None));
        await StepAsync(() => _start.RunAsync(new StartRequest(Deadline, [], correlationId + "-deadline"), CancellationToken.None));
        await StepAsync(() => _publish.RunAsync(BenchRuntime.EventName, null, correlationId, requestKey: null, CancellationToken.None));
    }

    private async Task StepAsync(Func<Task> step)
    {
        var began = Stopwatch.GetTimestamp();
        await step();
        Add(_steps, Stopwatch.GetElapsedTime(began));
    }

    private static void Add(Latencies latencies, TimeSpan time)
    {
        lock (latencies)
            latencies.Add(time);
    }
}

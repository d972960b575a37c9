using System.Diagnostics;
using System.Globalization;

namespace IqWorkflows.Server.Bench;

/// <summary>Starts and resumes per second through the use cases, on a file, acknowledged when they are safe on the disk.</summary>
internal sealed class DurableBench
{
    private const string Definition = "waiting";
    private const int WarmingCallers = 16;

    private readonly BenchRuntime _runtime;
    private readonly RawFloor _floor;
    private readonly int _callers;
    private readonly Rate _starts = new();
    private readonly Rate _resumes = new();
    private readonly Rate _floorStarts = new();
    private readonly Rate _floorResumes = new();
    private int _lastCorrelation;
    private int _lastFloorId;

    private DurableBench(BenchRuntime runtime, RawFloor floor, int callers) => (_runtime, _floor, _callers) = (runtime, floor, callers);

    public static async Task MeasureAsync(BenchTable table, BenchFolder folder, BenchSize size, int callers, CancellationToken cancellationToken)
    {
        var path = folder.File(string.Create(CultureInfo.InvariantCulture, $"durable-{callers}.db"));
        await using var runtime = await BenchRuntime.OpenAsync(path, cancellationToken);
        await runtime.PublishDefinitionAsync(BenchDrawing.Waiting(Definition), cancellationToken);
        using var floor = await RawFloor.OpenAsync(path + ".floor", cancellationToken);
        var bench = new DurableBench(runtime, floor, callers);

        var sample = await runtime.StartAsync(Definition, bench.NextCorrelation(), cancellationToken);
        var started = RowSample.Of(path, sample);
        await runtime.ResumeAsync(CorrelationOf(1), cancellationToken);
        var resumed = RowSample.Of(path, sample);

        await bench.WarmUpAsync(path, started, resumed, cancellationToken);
        for (var round = 0; round < size.Rounds; round++)
            await bench.RoundAsync(started, resumed, size.RoundTime, callers, cancellationToken);
        bench.Add(table);
    }

    /// <summary>
    /// Until the compiler has had its last word, and both write-ahead logs have reached the length at which they are used again: making a file
    /// longer costs more than writing over it.
    /// </summary>
    private async Task WarmUpAsync(string path, RowSample started, RowSample resumed, CancellationToken cancellationToken)
    {
        const int MostRounds = 30;
        const long FullLength = 4_000 * 4_096;
        for (var round = 0; round < MostRounds && Math.Min(new FileInfo(path + "-wal").Length, new FileInfo(path + ".floor-wal").Length) < FullLength; round++)
            await RoundAsync(started, resumed, TimeSpan.FromSeconds(0.5), WarmingCallers, cancellationToken);
        foreach (var rate in (Rate[])[_starts, _resumes, _floorStarts, _floorResumes])
            rate.Forget();
    }

    private async Task RoundAsync(RowSample started, RowSample resumed, TimeSpan time, int callers, CancellationToken cancellationToken)
    {
        var first = _lastCorrelation + 1;
        var watch = Stopwatch.StartNew();
        await MeasureAsync(_starts, callers, () => watch.Elapsed < time ? _runtime.StartAsync(Definition, NextCorrelation(), cancellationToken) : null);
        var last = _lastCorrelation;

        var identities = Enumerable.Range(0, last - first + 1).Select(_ => NextFloorIdentity()).ToList();
        _floorStarts.Add(identities.Count, 0, _floor.Start(started, identities, _starts.LastGroup));

        var next = first - 1;
        await MeasureAsync(_resumes, callers, () => Interlocked.Increment(ref next) is var correlation && correlation <= last ? _runtime.ResumeAsync(CorrelationOf(correlation), cancellationToken) : null);
        _floorResumes.Add(identities.Count, 0, _floor.Resume(started, resumed, identities, _resumes.LastGroup));
    }

    /// <summary>Lets all callers act, each as soon as it was answered, until there is nothing left to do.</summary>
    private async Task MeasureAsync(Rate rate, int callers, Func<Task?> act)
    {
        var (turns, commits) = _runtime.Runtime.Writer.Count;
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (act() is { } answer)
            {
                await answer;
                Interlocked.Increment(ref done);
            }
        })));
        var elapsed = watch.Elapsed;
        var (turnsNow, commitsNow) = _runtime.Runtime.Writer.Count;
        Debug.Assert(turnsNow - turns == done);
        rate.Add(done, commitsNow - commits, elapsed);
    }

    private void Add(BenchTable table)
    {
        Add(table, "start until waiting", _starts, _floorStarts);
        Add(table, "resume to next wait", _resumes, _floorResumes);
    }

    private void Add(BenchTable table, string what, Rate measured, Rate floor) => table.Add(new BenchRow(
        string.Create(CultureInfo.InvariantCulture, $"{what}, {_callers} caller{(_callers == 1 ? "" : "s")}"),
        BenchTable.PerSecond(measured.PerSecond),
        BenchTable.PerSecond(floor.PerSecond),
        BenchTable.Percent(measured.PerSecond / floor.PerSecond),
        _callers == 1 ? ">= 50 %" : ">= 50 %, 4,000/s",
        string.Create(CultureInfo.InvariantCulture, $"{measured.Group:0.0} in a group; floor: raw ADO.NET, the same rows, groups and durability")));

    private string NextCorrelation() => CorrelationOf(Interlocked.Increment(ref _lastCorrelation));

    private static string CorrelationOf(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number:D9}");

    private (string Id, string CorrelationId) NextFloorIdentity()
    {
        _lastFloorId++;
        // Grows with time, as those of the server do.
        return (Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(_lastFloorId)).ToString("n"), CorrelationOf(_lastFloorId));
    }

    private sealed class Rate
    {
        private long _done;
        private long _commits;
        private TimeSpan _time;

        /// <summary>Size of the groups in the last round, in whole steps.</summary>
        public int LastGroup { get; private set; } = 1;

        public double PerSecond => _done / _time.TotalSeconds;

        public double Group => (double)_done / _commits;

        public void Add(int done, long commits, TimeSpan time)
        {
            _done += done;
            _commits += commits;
            _time += time;
            LastGroup = commits == 0 ? 1 : Math.Max(1, (int)Math.Round((double)done / commits));
        }

        public void Forget() => (_done, _commits, _time) = (0, 0, TimeSpan.Zero);
    }
}

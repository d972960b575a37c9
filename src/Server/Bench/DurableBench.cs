using System.Diagnostics;
using System.Globalization;

namespace IqWorkflows.Server.Bench;

/// <summary>Starts and resumes per second through the use cases of one node or several, acknowledged when they are safe on the disk.</summary>
internal sealed class DurableBench
{
    private const string Definition = "waiting";
    private const int WarmingCallers = 16;

    private readonly IReadOnlyList<BenchRuntime> _nodes;
    private readonly RawFloor _floor;
    private readonly int _callers;
    private readonly string _where;
    private readonly Rate _starts = new();
    private readonly Rate _resumes = new();
    private readonly Rate _floorStarts = new();
    private readonly Rate _floorResumes = new();
    private int _lastCorrelation;
    private int _lastFloorId;

    private DurableBench(IReadOnlyList<BenchRuntime> nodes, RawFloor floor, int callers, string where) => (_nodes, _floor, _callers, _where) = (nodes, floor, callers, where);

    /// <param name="table">Gets the figures.</param>
    /// <param name="store">Where the nodes write.</param>
    /// <param name="floorStore">Where the floor writes: another database of the same kind at the same place.</param>
    /// <param name="where">What to call it; empty where all figures are of one kind.</param>
    /// <param name="nodes">How many nodes share the database; callers are spread over them.</param>
    /// <param name="size">How long it takes.</param>
    /// <param name="callers">How many act at the same time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task MeasureAsync(BenchTable table, BenchStore store, BenchStore floorStore, string where, int nodes, BenchSize size, int callers, CancellationToken cancellationToken)
    {
        var runtimes = new List<BenchRuntime>();
        try
        {
            for (var node = 0; node < nodes; node++)
                runtimes.Add(await BenchRuntime.OpenAsync(store, cancellationToken));
            await runtimes[0].PublishDefinitionAsync(BenchDrawing.Waiting(Definition), cancellationToken);
            using var floor = await RawFloor.OpenAsync(floorStore, cancellationToken);
            var bench = new DurableBench(runtimes, floor, callers, where);

            var sample = await runtimes[0].StartAsync(Definition, bench.NextCorrelation(), cancellationToken);
            var started = RowSample.Of(store, sample);
            await runtimes[0].ResumeAsync(CorrelationOf(1), cancellationToken);
            var resumed = RowSample.Of(store, sample);

            await bench.WarmUpAsync(started, resumed, cancellationToken);
            for (var round = 0; round < size.Rounds; round++)
                await bench.RoundAsync(started, resumed, size.RoundTime, callers, cancellationToken);
            bench.Add(table);
        }
        finally
        {
            foreach (var runtime in runtimes)
                await runtime.DisposeAsync();
        }
    }

    /// <summary>Some seconds, so that the compiler has had its last word and the logs of both databases have their length: making a file longer costs more than writing over it.</summary>
    private async Task WarmUpAsync(RowSample started, RowSample resumed, CancellationToken cancellationToken)
    {
        const int Rounds = 6;
        for (var round = 0; round < Rounds; round++)
            await RoundAsync(started, resumed, TimeSpan.FromSeconds(0.5), WarmingCallers, cancellationToken);
        foreach (var rate in (Rate[])[_starts, _resumes, _floorStarts, _floorResumes])
            rate.Forget();
    }

    private async Task RoundAsync(RowSample started, RowSample resumed, TimeSpan time, int callers, CancellationToken cancellationToken)
    {
        var first = _lastCorrelation + 1;
        var watch = Stopwatch.StartNew();
        await MeasureAsync(_starts, callers, node => watch.Elapsed < time ? node.StartAsync(Definition, NextCorrelation(), cancellationToken) : null);
        var last = _lastCorrelation;

        var identities = Enumerable.Range(0, last - first + 1).Select(_ => NextFloorIdentity()).ToList();
        _floorStarts.Add(identities.Count, 0, _floor.Start(started, identities, _starts.LastGroup));

        var next = first - 1;
        await MeasureAsync(_resumes, callers, node => Interlocked.Increment(ref next) is var correlation && correlation <= last ? node.ResumeAsync(CorrelationOf(correlation), cancellationToken) : null);
        _floorResumes.Add(identities.Count, 0, _floor.Resume(started, resumed, identities, _resumes.LastGroup));
    }

    /// <summary>Lets all callers act, each as soon as it was answered, until there is nothing left to do.</summary>
    private async Task MeasureAsync(Rate rate, int callers, Func<BenchRuntime, Task?> act)
    {
        var (turns, commits) = Counted();
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (act(_nodes[caller % _nodes.Count]) is { } answer)
            {
                await answer;
                Interlocked.Increment(ref done);
            }
        })));
        var elapsed = watch.Elapsed;
        var (turnsNow, commitsNow) = Counted();
        Debug.Assert(turnsNow - turns == done);
        rate.Add(done, commitsNow - commits, elapsed);
    }

    private (long Turns, long Commits) Counted() => (_nodes.Sum(node => node.Runtime.Writer.Count.Turns), _nodes.Sum(node => node.Runtime.Writer.Count.Commits));

    private void Add(BenchTable table)
    {
        Add(table, "start until waiting", _starts, _floorStarts);
        Add(table, "resume to next wait", _resumes, _floorResumes);
    }

    private void Add(BenchTable table, string what, Rate measured, Rate floor) => table.Add(new BenchRow(
        string.Create(CultureInfo.InvariantCulture, $"{_where}{what}, {_callers} caller{(_callers == 1 ? "" : "s")}"),
        BenchTable.PerSecond(measured.PerSecond),
        BenchTable.PerSecond(floor.PerSecond),
        BenchTable.Percent(measured.PerSecond / floor.PerSecond),
        _callers < 64 ? ">= 50 %" : _where.Length == 0 ? ">= 50 %, 4,000/s" : ">= 50 %, 1,000/s",
        string.Create(CultureInfo.InvariantCulture, $"{measured.Group:0.0} in a group")));

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

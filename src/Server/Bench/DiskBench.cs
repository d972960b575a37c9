using System.Diagnostics;

namespace IqWorkflows.Server.Bench;

/// <summary>How long the disk needs to make a page safe: nothing durable can be answered sooner.</summary>
internal static class DiskBench
{
    public static void Measure(BenchTable table, BenchFolder folder, BenchSize size)
    {
        var page = new byte[4096];
        var latencies = new Latencies();
        using (var file = File.OpenHandle(folder.File("disk"), FileMode.CreateNew, FileAccess.Write))
        {
            for (var i = 0; i < size.Samples / 2; i++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * page.Length);
                RandomAccess.FlushToDisk(file);
                latencies.Add(Stopwatch.GetElapsedTime(began));
            }
        }
        File.Delete(folder.File("disk"));
        table.Add(new BenchRow("the disk: write 4 KB and fsync, p50", BenchTable.Milliseconds(latencies.Percentile(50)), Note: $"p99 {BenchTable.Milliseconds(latencies.Percentile(99))}; nothing durable is answered sooner"));
    }
}

/// <summary>Latencies of which percentiles are wanted.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private bool _isSorted = true;

    public void Add(TimeSpan latency)
    {
        _milliseconds.Add(latency.TotalMilliseconds);
        _isSorted = false;
    }

    /// <returns>Milliseconds within which that share of all was answered.</returns>
    public double Percentile(int percent)
    {
        if (!_isSorted)
            _milliseconds.Sort();
        _isSorted = true;
        return _milliseconds[Math.Min(_milliseconds.Count - 1, _milliseconds.Count * percent / 100)];
    }
}

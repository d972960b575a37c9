using System.Diagnostics;

namespace IqWorkflows.Server.Bench;

/// <summary>How long the disk needs to make a page safe. The file has its length already, as the write-ahead log has once it is used again.</summary>
internal static class DiskBench
{
    public static void Measure(BenchTable table, BenchFolder folder, BenchSize size)
    {
        var page = new byte[4096];
        var latencies = new Latencies();
        using (var file = File.OpenHandle(folder.File("disk"), FileMode.CreateNew, FileAccess.Write))
        {
            var samples = size.Samples / 2;
            RandomAccess.Write(file, new byte[samples * page.Length], 0);
            RandomAccess.FlushToDisk(file);
            for (var i = 0; i < samples; i++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * page.Length);
                RandomAccess.FlushToDisk(file);
                latencies.Add(Stopwatch.GetElapsedTime(began));
            }
        }
        File.Delete(folder.File("disk"));
        table.Add(new BenchRow("the disk: overwrite 4 KB and fsync, p50", BenchTable.Milliseconds(latencies.Percentile(50)), Note: $"p99 {BenchTable.Milliseconds(latencies.Percentile(99))}; about what every commit waits for"));
    }
}

/// <summary>Latencies of which percentiles are wanted.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private bool _isSorted = true;

    public int Count => _milliseconds.Count;

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

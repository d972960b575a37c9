using System.Diagnostics;

namespace IqWorkflows.Benchmarks;

/// <summary>Figures in seconds instead of minutes, for the eye while working: the best of many short rounds, so that a busy machine disturbs little.</summary>
internal static class QuickTable
{
    private const int Rounds = 100;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(10);

    public static void Print(IEnumerable<(string Name, Action Once)> measured)
    {
        Console.WriteLine($"{"",-55} {"ns",10} {"bytes",10}");
        foreach (var (name, once) in measured)
        {
            var (nanoseconds, bytes) = Measure(once);
            Console.WriteLine($"{name,-55} {nanoseconds,10:N0} {bytes,10:N0}");
        }
    }

    private static (double Nanoseconds, double Bytes) Measure(Action once)
    {
        // Long enough for the compiler in the background to have done its best.
        var warm = 1;
        var taken = TimeSpan.Zero;
        for (; taken < s_warmUp; warm *= 2) taken = Run(once, warm).Taken;

        var times = Math.Max(1, (int)(warm / 2 * (s_round / taken)));
        var best = Enumerable.Range(0, Rounds).Select(_ => Run(once, times)).MinBy(run => run.Taken);
        return (best.Taken.TotalNanoseconds / times, (double)best.Bytes / times);
    }

    private static (TimeSpan Taken, long Bytes) Run(Action once, int times)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) once();
        return (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - bytes);
    }
}

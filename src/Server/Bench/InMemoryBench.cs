using System.Diagnostics;
using System.Text;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Server.Bench;

/// <summary>The engine alone: everything a step makes in production (state, journal, log, effects), only nothing is saved.</summary>
internal static class InMemoryBench
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static void Measure(BenchTable table, BenchSize size)
    {
        Measure(table, size, "Sequence of 10, in memory", BenchDrawing.Sequence("sequence", 10), 6, 4_096);
        Measure(table, size, "Flowchart of 10, in memory", BenchDrawing.Chain("chain", 10), 10, null);
        Measure(table, size, "fork-join of 3, in memory", BenchDrawing.ForkAndJoin("fork"), 12, null);
    }

    private static void Measure(BenchTable table, BenchSize size, string figure, string json, double reachedMicroseconds, int? reachedBytes)
    {
        var program = Compiled(json);
        var engine = new WorkflowEngine(EngineLimits.Default);
        var stimulus = new Stimulus.Start([]);
        Run RunOnce() => engine.Run(program, "instance", null, stimulus, s_now, Facts.None, _ => null);

        var result = RunOnce();
        if (result.SubStatus != InstanceSubStatus.Finished)
            throw new InvalidOperationException($"{figure} ended as {result.SubStatus}; nothing would be measured.");
        // The least anybody could do who hands over the same result: fill the same bytes, list the same effects.
        (byte[], byte[], byte[], List<Effect>) HandOver() => ([.. result.State], [.. result.Journal], [.. result.Log], [.. result.Effects]);

        var (least, leastFloor, bytes) = (double.MaxValue, double.MaxValue, 0L);
        Repeat(2 * size.Runs, RunOnce); // so that the compiler has had its last word
        Repeat(2 * size.Runs, HandOver);
        for (var round = 0; round < 2 * size.Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            least = Math.Min(least, Repeat(size.Runs, RunOnce));
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / size.Runs;
            leastFloor = Math.Min(leastFloor, Repeat(size.Runs, HandOver));
        }
        var reach = reachedBytes is { } most ? $"<= {reachedMicroseconds} µs, {BenchTable.Bytes(most)}" : $"<= {reachedMicroseconds} µs";
        table.Add(new BenchRow(
            figure,
            BenchTable.Microseconds(least),
            BenchTable.Microseconds(leastFloor),
            BenchTable.Times(least / leastFloor),
            reach,
            $"{BenchTable.Bytes(bytes)} allocated; floor: copying the same result"));
    }

    /// <returns>Microseconds for one.</returns>
    private static double Repeat<T>(int times, Func<T> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
            act();
        return watch.Elapsed.TotalMicroseconds / times;
    }

    private static WorkflowProgram Compiled(string json)
    {
        var definition = WorkflowDefinition.Read(Encoding.UTF8.GetBytes(json)).Definition ?? throw new InvalidOperationException("The bench's own definition cannot be read.");
        var compilation = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc).Compile(definition, _ => null);
        return compilation.Program ?? throw new InvalidOperationException($"The bench's own definition cannot be compiled: {string.Join("; ", compilation.Problems)}");
    }
}

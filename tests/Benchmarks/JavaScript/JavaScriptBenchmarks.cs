using BenchmarkDotNet.Attributes;
using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Benchmarks.JavaScript;

/// <summary>What an expression costs. Wanted: the condition at most 1 µs and 500 bytes, the body read and run at most 30 µs.</summary>
[MemoryDiagnoser]
public class JavaScriptBenchmarks
{
    private const string Condition = "variables.Amount > 100 && variables.Status === 'open'";
    private const string ConditionByFunctions = "getAmount() > 100 && getStatus() === 'open'";

    private const string TenLines = """
        const name = getVariable('Name');
        const items = getVariable('Items');
        let total = 0;
        for (const item of items) {
          if (item.price > 10) total += item.price * item.count;
        }
        const vat = Math.round(total * 19) / 100;
        const text = `${name}: ${(total + vat).toFixed(2)} EUR`;
        setVariable('Text', text);
        return total > 50 ? text.toUpperCase() : 'small';
        """;

    private static readonly Script s_condition = Script.Compile(Condition);
    private static readonly Script s_byFunctions = Script.Compile(ConditionByFunctions);
    private static readonly Script s_tenLines = Script.Compile(TenLines);

    private readonly BenchmarkHost _host = new();

    [Benchmark(Description = "condition over two variables, read before")]
    public object? ConditionReadBefore() => s_condition.Run(_host, ScriptLimits.Default);

    [Benchmark(Description = "the same by getX(), read before")]
    public object? ConditionByFunctionsReadBefore() => s_byFunctions.Run(_host, ScriptLimits.Default);

    [Benchmark(Description = "ten-line body, read and run")]
    public object? TenLinesReadAndRun() => Script.Compile(TenLines).Run(_host, ScriptLimits.Default);

    [Benchmark(Description = "ten-line body, read before")]
    public object? TenLinesReadBefore() => s_tenLines.Run(_host, ScriptLimits.Default);

    [Benchmark(Description = "ten-line body, reading alone")]
    public object? TenLinesReading() => Script.Compile(TenLines);

    internal static IEnumerable<(string Name, Action Once)> Quick()
    {
        var benchmarks = new JavaScriptBenchmarks();
        yield return ("condition over two variables, read before", () => benchmarks.ConditionReadBefore());
        yield return ("the same by getX(), read before", () => benchmarks.ConditionByFunctionsReadBefore());
        yield return ("ten-line body, read and run", () => benchmarks.TenLinesReadAndRun());
        yield return ("ten-line body, read before", () => benchmarks.TenLinesReadBefore());
        yield return ("ten-line body, reading alone", () => benchmarks.TenLinesReading());
    }
}

using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Benchmarks.JavaScript;

/// <summary>A run with a few variables, as cheap as a host can be: what is measured is the interpreter.</summary>
internal sealed class BenchmarkHost : ScriptHost
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal)
    {
        ["Amount"] = 250.5,
        ["Status"] = "open",
        ["Name"] = "Ada",
        ["Items"] = new ListValue(Enumerable.Range(1, 5).Select(i => new ObjectValue { { "price", 5.5 * i }, { "count", i } })),
    };

    private readonly Dictionary<string, HostFunction> _functions;

    public BenchmarkHost() => _functions = new(StringComparer.Ordinal)
    {
        ["getVariable"] = arguments => _variables.GetValueOrDefault((string)arguments[0]!),
        ["setVariable"] = arguments =>
        {
            SetVariable((string)arguments[0]!, arguments[1]);
            return null;
        },
        ["getAmount"] = _ => _variables["Amount"],
        ["getStatus"] = _ => _variables["Status"],
    };

    public override DateTimeOffset Now => new(2026, 6, 15, 10, 30, 0, TimeSpan.Zero);

    public override TimeZoneInfo Zone => s_berlin;

    public override ulong Seed => 42;

    public override HostFunction? Function(string name) => _functions.GetValueOrDefault(name);

    public override bool TryGetVariable(string name, out object? value) => _variables.TryGetValue(name, out value);

    public override void SetVariable(string name, object? value) => _variables[name] = value;
}

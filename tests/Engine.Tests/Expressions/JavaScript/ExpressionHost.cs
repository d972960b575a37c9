using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>The run in which the rows, the generated programs and the attacks are evaluated: a summer morning in Berlin, a handful of variables.</summary>
internal sealed class ExpressionHost : ScriptHost
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal)
    {
        ["Name"] = "Ada",
        ["Count"] = 3,
        ["Ok"] = true,
        ["Amount"] = 12.5,
        ["List"] = new ListValue([1, 2, 3]),
        ["Person"] = new ObjectValue { { "first", "Ada" }, { "age", 36 } },
        ["Empty"] = null,
        ["text"] = "lower",
    };

    public override DateTimeOffset Now => new(2026, 6, 15, 10, 30, 0, 250, TimeSpan.Zero);

    public override TimeZoneInfo Zone => s_berlin;

    public override ulong Seed => 42;

    public override HostFunction? Function(string name) => name switch
    {
        "getVariable" => arguments => _variables.GetValueOrDefault(NameIn(arguments)),
        "setVariable" => arguments =>
        {
            SetVariable(NameIn(arguments), arguments.Length > 1 ? arguments[1] : null);
            return null;
        }
        ,
        _ => null,
    };

    public override bool TryGetVariable(string name, out object? value) => _variables.TryGetValue(name, out value);

    public override void SetVariable(string name, object? value) => _variables[name] = value;

    private static string NameIn(ReadOnlySpan<object?> arguments) => arguments is [string name, ..] ? name : throw new ScriptException("The name of a variable is a text");
}

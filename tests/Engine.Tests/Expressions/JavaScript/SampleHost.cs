using IqWorkflows.Engine.Expressions.JavaScript;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript;

/// <summary>A place in a run with a few variables and the two functions every place has.</summary>
internal sealed class SampleHost : ScriptHost
{
    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);

    public override DateTimeOffset Now => new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public override TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public override ulong Seed => 42;

    public override HostFunction? Function(string name) => name switch
    {
        "getVariable" => arguments => Variables.GetValueOrDefault((string)arguments[0]!),
        "setVariable" => arguments =>
        {
            Variables[(string)arguments[0]!] = arguments[1];
            return null;
        }
        ,
        "refuse" => _ => throw new ScriptException("The host refuses."),
        _ => null,
    };

    public override bool TryGetVariable(string name, out object? value) => Variables.TryGetValue(name, out value);

    public override void SetVariable(string name, object? value) => Variables[name] = value;

    public object? Run(string source, ScriptLimits? limits = null) => Script.Compile(source).Run(this, limits ?? ScriptLimits.Default);
}

namespace IqWorkflows.Engine.Expressions.JavaScript;

public sealed class Script
{
    public static Script Compile(string source) => new();

    public object? Run(ScriptHost host, ScriptLimits limits) => Seen ? null : host.Now; public bool Seen { get; } = true;
}

namespace IqWorkflows.Engine.Expressions.JavaScript;

/// <summary>How much one evaluation may use. Counted by the interpreter, never by a clock, so that the same input ends the same way everywhere.</summary>
/// <param name="Steps">Evaluated nodes and loop rounds.</param>
/// <param name="CallDepth">Calls within calls.</param>
/// <param name="Bytes">Approximate bytes of all objects, arrays and strings made by this evaluation.</param>
/// <param name="StringLength">Length of one string, in UTF-16 units.</param>
/// <param name="RegexSteps">Steps of all regular expression matches of this evaluation.</param>
public sealed record ScriptLimits(
    long Steps = 1_000_000,
    int CallDepth = 200,
    long Bytes = 16 * 1024 * 1024,
    int StringLength = 1024 * 1024,
    long RegexSteps = 1_000_000)
{
    public static ScriptLimits Default { get; } = new();
}

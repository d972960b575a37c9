namespace IqWorkflows.Engine.Expressions.JavaScript;

/// <summary>A script could not be read, failed while running, or exceeded a limit. The message is for the designer.</summary>
/// <param name="message">What went wrong and, for what the language here lacks, what to write instead.</param>
/// <param name="line">Line in the expression, from 1.</param>
/// <param name="column">Column in the line, from 1.</param>
public sealed class ScriptException(string message, int line = 1, int column = 1) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>The limit that was exceeded ("steps", "depth", "memory", "string length", "regex steps"), or null.</summary>
    public string? Limit { get; init; }
}

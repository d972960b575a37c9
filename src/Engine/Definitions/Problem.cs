namespace IqWorkflows.Engine.Definitions;

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the definition can be published.</summary>
    Warning,

    /// <summary>The definition cannot be published.</summary>
    Error,
}

/// <summary>Something wrong with a definition, for the designer.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">Stable name of the kind of problem, for example <c>unknown-activity</c>.</param>
/// <param name="Place">Where in the file, as a JSON path such as <c>$.root.activities[2].text</c>.</param>
/// <param name="ActivityId">The activity concerned, or null.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Problem(Severity Severity, string Code, string Place, string? ActivityId, string Message, string Remedy);

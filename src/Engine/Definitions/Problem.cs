namespace IqWorkflows.Engine.Definitions;

/// <summary>Whether a definition can be used in spite of a problem.</summary>
public enum ProblemSeverity
{
    /// <summary>It can be used; somebody should look.</summary>
    Warning,

    /// <summary>It cannot be saved, published or run like this.</summary>
    Error,
}

/// <summary>Something wrong with a definition, told so that its designer can mend it.</summary>
/// <param name="Severity">Whether it can be used nevertheless.</param>
/// <param name="Code">Names the kind of problem; never changes, see <see cref="ProblemCode"/>.</param>
/// <param name="Place">Where in the file, as a JSON path (<c>$.root.activities[3]</c>), or line and column where there is no such path.</param>
/// <param name="ActivityId">The activity concerned, or null.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Problem(ProblemSeverity Severity, string Code, string Place, string? ActivityId, string Message, string Remedy)
{
    public static Problem Error(string code, string place, string message, string remedy, string? activityId = null) =>
        new(ProblemSeverity.Error, code, place, activityId, message, remedy);

    public static Problem Warning(string code, string place, string message, string remedy, string? activityId = null) =>
        new(ProblemSeverity.Warning, code, place, activityId, message, remedy);

    public override string ToString() => $"{(Severity == ProblemSeverity.Error ? "error" : "warning")} {Code} at {Place}: {Message} {Remedy}";
}

/// <summary>The kinds of problems found without knowing any activity.</summary>
public static class ProblemCode
{
    public const string TooLarge = "too-large";
    public const string TooDeep = "too-deep";
    public const string NotText = "not-text";
    public const string MalformedJson = "malformed-json";
    public const string WrongType = "wrong-type";
    public const string DuplicateMember = "duplicate-member";
    public const string UnknownType = "unknown-type";
    public const string UnknownStorageDriver = "unknown-storage-driver";
    public const string UnknownStrategy = "unknown-strategy";
    public const string BadDefault = "bad-default";
    public const string DuplicateId = "duplicate-id";
    public const string MissingId = "missing-id";
    public const string MissingType = "missing-activity-type";
    public const string MissingName = "missing-name";
    public const string MissingChild = "missing-child";
    public const string EmptyBody = "empty-body";
    public const string DeadConnection = "connection-to-nowhere";
    public const string MissingStart = "missing-start";
    public const string Unreachable = "unreachable";
    public const string VariableLost = "variable-lost-at-wait";
}

namespace IqWorkflows.Activities;

/// <summary>What inputs say about objects of a case.</summary>
internal static class Objects
{
    /// <summary>What a deadline belongs to when the box does not say it: the current application.</summary>
    public const string Application = "application";

    /// <summary>What stands in an input; null when it is empty.</summary>
    public static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

namespace IqWorkflows.Server.Tests;

/// <summary>What nobody should ever see.</summary>
internal static class StackTrace
{
    /// <summary>Matches a line of one.</summary>
    public const string Line = @"\bat (System|Microsoft|IqWorkflows|Quartz)\.";
}

namespace IqWorkflows.Engine.Running;

/// <summary>A bookmark that is open.</summary>
internal readonly record struct OpenBookmark(int Number, ActivityRun Run, StimulusKey Key, DateTimeOffset? DueAt, string? Tag)
{
    /// <summary>Whether it stays open when it is woken.</summary>
    public bool Keeps { get; init; }

    /// <summary>Whether it waits to run a failed activity again.</summary>
    public bool IsRetry { get; init; }
}

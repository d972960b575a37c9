using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Instances;

/// <summary>What became of the wish to start an instance. Exactly one of these.</summary>
public abstract record StartAnswer
{
    private StartAnswer()
    {
    }

    /// <summary>It was started, and has run until it waits or ended.</summary>
    public sealed record Started(string InstanceId, InstanceStatus Status, InstanceSubStatus SubStatus) : StartAnswer;

    /// <summary>It was not started: <c>not-published</c>, <c>already-running</c>, <c>already-running-correlated</c>, <c>instance-exists</c>.</summary>
    public sealed record Refused(Obstacle Reason) : StartAnswer;
}

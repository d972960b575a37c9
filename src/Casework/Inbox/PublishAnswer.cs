namespace IqWorkflows.Casework.Inbox;

/// <summary>What an event set going.</summary>
/// <param name="Started">Instances it started, by id.</param>
/// <param name="Resumed">Instances that awaited it, by id.</param>
/// <param name="IsKept">Whether nobody awaited it and it is kept for a while.</param>
public sealed record PublishAnswer(IReadOnlyList<string> Started, IReadOnlyList<string> Resumed, bool IsKept);

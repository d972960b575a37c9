namespace IqWorkflows.Engine.Running;

/// <summary>A place where an instance waits.</summary>
/// <param name="Number">Counter within the instance; never used twice. The public id is <c>instanceId:number</c>.</param>
/// <param name="Key">What it waits for.</param>
/// <param name="ActivityId">The waiting activity.</param>
/// <param name="DueAt">When it wakes by itself, in UTC; null when only a stimulus wakes it.</param>
public sealed record Bookmark(int Number, StimulusKey Key, string ActivityId, DateTimeOffset? DueAt = null);

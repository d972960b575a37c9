namespace IqWorkflows.Engine.Programs.Flow;

/// <summary>An arrow of a flowchart.</summary>
/// <param name="Index">Its place in the flowchart's list.</param>
/// <param name="Source">The box it leaves.</param>
/// <param name="Port">The outcome it is followed for; null: only for a completion without outcomes.</param>
/// <param name="Target">The box it enters.</param>
public sealed record Connection(int Index, Box Source, string? Port, Box Target);

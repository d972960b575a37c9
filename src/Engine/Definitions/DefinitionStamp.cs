namespace IqWorkflows.Engine.Definitions;

/// <summary>What the server decides about a version, whatever its file says.</summary>
/// <param name="Id">Id of this version.</param>
/// <param name="DefinitionId">Stable across versions.</param>
/// <param name="Version">From 1.</param>
/// <param name="IsLatest">Whether it is the newest version.</param>
/// <param name="IsPublished">Whether it is the version that runs.</param>
/// <param name="CreatedAt">When this version was made.</param>
/// <param name="ToolVersion">Version of the tool that wrote it; null keeps what the file says.</param>
public sealed record DefinitionStamp(
    string Id,
    string DefinitionId,
    int Version,
    bool IsLatest,
    bool IsPublished,
    DateTimeOffset CreatedAt,
    string? ToolVersion = null);

using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>One version of a workflow definition as Elsa writes it. Whatever we do not know of it is kept in <see cref="Document"/> and written back.</summary>
public sealed class WorkflowDefinition
{
    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>Stable across versions.</summary>
    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public string? Name { get; init; }

    /// <summary>The whole document as it was read.</summary>
    public required JsonElement Document { get; init; }
}

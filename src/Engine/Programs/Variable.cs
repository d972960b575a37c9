using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>A variable as a workflow or container declares it.</summary>
/// <param name="Id">What SetVariable and output mappings address.</param>
/// <param name="Name">What scripts address.</param>
/// <param name="Type">What SetVariable converts to.</param>
/// <param name="Default">Its value at the beginning.</param>
/// <param name="IsStored">Whether it survives a wait; otherwise it falls back to its default.</param>
public sealed record Variable(string Id, string Name, WorkflowType Type, object? Default, bool IsStored)
{
    internal static IReadOnlyList<Variable> Of(IReadOnlyList<VariableDefinition> definitions) =>
        definitions.Count == 0
            ? []
            : [.. definitions.Select(definition => new Variable(
                definition.Id, definition.Name, definition.Type, definition.Default(out _), definition.Storage == VariableStorage.WorkflowInstance))];
}

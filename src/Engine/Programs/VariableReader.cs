using System.Text.Json;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Programs;

/// <summary>Turns declared variables into those of a program.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<Variable> Of(IReadOnlyList<VariableDefinition> variables) =>
        [.. variables.Select(variable => new Variable(variable.Id, variable.Name, variable.Type, variable.Default(out _), variable.IsStored))];

    /// <summary>Those of a container.</summary>
    public static IReadOnlyList<Variable> Read(JsonElement container, string place, string? activityId, List<Problem> problems) =>
        container.Has("variables") ? Of(VariableDefinition.ReadAll(new Members(container, place, problems), problems, activityId)) : [];
}

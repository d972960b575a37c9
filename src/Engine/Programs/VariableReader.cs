using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>Reads the variables of a workflow or container.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<Variable> Read(JsonElement container, string place, string? activityId, List<Problem> problems)
    {
        if (container.Member("variables") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            return [];
        var variables = new List<Variable>();
        var index = 0;
        foreach (var json in list.EnumerateArray())
        {
            var at = $"{place}.variables[{index++}]";
            var name = json.Text("name");
            if (string.IsNullOrEmpty(name))
            {
                problems.Add(new Problem(Severity.Error, "variable", at, activityId, "The variable has no name.", "Give it a name."));
                continue;
            }
            var alias = json.Text("typeName");
            if (WorkflowType.Parse(alias ?? "Object", json.IsTrue("isArray")) is not { } type)
            {
                problems.Add(new Problem(Severity.Warning, "variable-type", at, activityId, $"The type '{alias}' of the variable '{name}' is unknown; the variable is left out.", "Choose another type."));
                continue;
            }
            variables.Add(new Variable(json.Text("id") ?? name, name, type, Default(json.Member("value"), type), IsStored(json.Text("storageDriverTypeName"))));
        }
        return variables;
    }

    private static object? Default(JsonElement json, WorkflowType type)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return type.Default;
        var value = ValueJson.Read(json, ObjectOrigin.Script);
        return Conversion.To(value, type);
    }

    // By the class's name alone: it moved between namespaces from release to release.
    private static bool IsStored(string? driver) =>
        driver is not null && (driver.Contains("WorkflowInstanceStorageDriver", StringComparison.Ordinal) || driver.Contains("WorkflowStorageDriver", StringComparison.Ordinal));
}

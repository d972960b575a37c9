using System.Text.Json;
using IqWorkflows.Casework.Play;

namespace IqWorkflows.Workflows.Tests.Coverage;

/// <summary>All boxes of the shipped procedures, and all ways out of them: the lines that are drawn, and the outcomes that a task offers.</summary>
internal static class DrawnWays
{
    /// <summary>Containers last as long as what is in them: that they were entered is all that can be asked of them.</summary>
    private static readonly HashSet<string> s_containers = ["Elsa.Flowchart", "Iq.Phase"];

    /// <summary>Each with whatever must have happened; a way is named by its outcome, a container has none.</summary>
    public static IReadOnlyList<PassedBox> All { get; } = [.. Definitions().SelectMany(definition => Of(definition.Name, definition.Root)).Distinct()];

    /// <summary>Name under which a definition is used as an activity, and its id.</summary>
    public static IReadOnlyDictionary<string, string> DefinitionOfType { get; } = Definitions().ToDictionary(definition => definition.Type, definition => definition.Name);

    private static IEnumerable<(string Name, string Type, JsonElement Root)> Definitions() =>
        from path in Directory.EnumerateFiles(Path.Combine(Shipped.Folder, "procedures"), "*.json").Order(StringComparer.Ordinal)
        let json = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement
        select (json.GetProperty("definitionId").GetString()!, json.GetProperty("name").GetString()!, json.GetProperty("root")); // every definition has both

    private static IEnumerable<PassedBox> Of(string definition, JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany(item => Of(definition, item));
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        var inner = node.EnumerateObject().Where(member => member.Name is not "metadata").SelectMany(member => Of(definition, member.Value));
        return OwnWays(definition, node).Concat(inner);
    }

    private static IEnumerable<PassedBox> OwnWays(string definition, JsonElement node)
    {
        if (node.TryGetProperty("type", out var type) && node.TryGetProperty("version", out _) && node.TryGetProperty("id", out var id))
        {
            var name = type.GetString()!;
            // A definition used as an activity goes on as long as the phase around it, like a container.
            var isLasting = s_containers.Contains(name) || node.TryGetProperty("workflowDefinitionId", out var used) && used.ValueKind == JsonValueKind.String;
            yield return new PassedBox(definition, id.GetString()!, isLasting ? null : "*");
            if (name == "Iq.Task" && node.TryGetProperty("outcomes", out var outcomes))
            {
                foreach (var outcome in JsonDocument.Parse(outcomes.GetProperty("expression").GetProperty("value").GetString()!).RootElement.EnumerateArray())
                    yield return new PassedBox(definition, id.GetString()!, outcome.ValueKind == JsonValueKind.Object ? outcome.GetProperty("name").GetString() : outcome.GetString());
            }
        }
        if (node.TryGetProperty("source", out var source) && node.TryGetProperty("target", out _))
            yield return new PassedBox(definition, source.GetProperty("activity").GetString()!, source.TryGetProperty("port", out var port) ? port.GetString() : "Done");
    }
}

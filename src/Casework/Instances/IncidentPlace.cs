using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Casework.Instances;

/// <summary>Where in a procedure something is, as its designer named it.</summary>
/// <param name="Name">Name of the box.</param>
/// <param name="Within">Names of the boxes around it, the outermost first, without the procedure itself.</param>
/// <param name="Outcomes">The ways that lead on from it, as the drawing connects them.</param>
public sealed record IncidentPlace(string Name, IReadOnlyList<string> Within, IReadOnlyList<string> Outcomes)
{
    /// <summary>The place of a box; of one within a definition that is used as an activity, as far as the outer drawing knows it.</summary>
    public static IncidentPlace Of(WorkflowProgram program, string nodeId)
    {
        var known = program.Definition.Activities.ToDictionary(node => node.NodeId, StringComparer.Ordinal);
        if (!known.TryGetValue(nodeId, out var node))
        {
            var box = program.Boxes.FirstOrDefault(one => one.NodeId == nodeId);
            var outer = box;
            while (outer is not null && !known.ContainsKey(outer.NodeId))
                outer = outer.Parent;
            return new IncidentPlace(box?.Name ?? box?.Id ?? nodeId, outer is null ? [] : [.. Around(known[outer.NodeId]), NameOf(known[outer.NodeId])], []);
        }
        return new IncidentPlace(NameOf(node), Around(node), [.. WaysOn(node)]);
    }

    /// <summary>Whether a box only holds others together, and nobody gave it a name.</summary>
    public static bool IsPlainContainer(WorkflowProgram program, Box box) =>
        box.Children.Count > 0 && (box.Parent is null || program.Definition.Activities.FirstOrDefault(node => node.NodeId == box.NodeId) is { } node && !HasName(node));

    public static string NameOf(ActivityNode node) =>
        node.TryGet("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("displayText", out var text) && text.ValueKind == JsonValueKind.String
        && text.GetString() is { Length: > 0 } shown
            ? shown
            : node.Name ?? node.Id;

    private static List<string> Around(ActivityNode node)
    {
        var names = new List<string>();
        // Flowcharts hold boxes together and mean nothing themselves unless somebody named them.
        for (var outer = node.Parent; outer?.Parent is not null; outer = outer.Parent)
        {
            if (HasName(outer))
                names.Insert(0, NameOf(outer));
        }
        return names;
    }

    private static bool HasName(ActivityNode node) => node.TryGet("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("displayText", out _);

    private static IEnumerable<string> WaysOn(ActivityNode node) =>
        node.Parent?.Connections().Where(connection => connection.Source == node.Id).Select(connection => connection.SourcePort ?? "Done").Distinct() ?? [];
}

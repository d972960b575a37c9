using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Definitions;

/// <summary>
/// The ways out of phases. Studio draws either ways out that a box names itself, or places inside it that can be opened, and a phase has both. So a phase is shown
/// to Studio with a version number of its own that stands for the names of its ways out, and Studio is told of a version for each set of names there is.
/// </summary>
internal static class PhasePorts
{
    public const string Type = "Iq.Phase";

    /// <summary>The version that phases really have.</summary>
    public const int Real = 1;

    private const int First = 1000;
    private const uint Range = 1_000_000;

    /// <summary>By what ways a phase can be left besides Done: those it names and those that are connected.</summary>
    /// <param name="parent">What lies around it.</param>
    /// <param name="phase">The box.</param>
    public static IReadOnlyList<string> Of(JsonObject parent, JsonObject phase)
    {
        var named = Named((phase["outcomes"] as JsonObject)?["expression"] as JsonObject);
        var connected = (parent["connections"] as JsonArray ?? []).OfType<JsonObject>().Select(connection => connection["source"] as JsonObject)
            .Where(source => source is not null && source.TextOf("activity") == phase.TextOf("id")).Select(source => source!.TextOf("port")); // asked for above
        return [.. named.Concat(connected.OfType<string>()).Where(name => name.Length > 0 && name != "Done").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The version number for these names: the same on every server.</summary>
    public static int VersionOf(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return Real;
        var hash = 2166136261u;
        foreach (var letter in string.Join('\n', names))
            hash = (hash ^ letter) * 16777619u;
        return First + (int)(hash % Range);
    }

    public static bool IsMadeUp(int version) => version >= First;

    /// <summary>All sets of names within a drawing.</summary>
    public static IEnumerable<IReadOnlyList<string>> Within(JsonObject root)
    {
        var found = new List<IReadOnlyList<string>>();
        Boxes.Replace(new JsonObject { ["root"] = root }, (parent, box) =>
        {
            if (box.TextOf("type") == Type)
                found.Add(Of(parent, box));
            return box;
        });
        return found;
    }

    private static IEnumerable<string> Named(JsonObject? expression)
    {
        var value = expression?["value"];
        try
        {
            if (value is JsonValue text && text.TryGetValue(out string? json))
                value = JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
        return value is JsonArray names ? names.OfType<JsonValue>().Select(name => name.TryGetValue(out string? said) ? said : "") : [];
    }
}

using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Finds the boxes of a drawing in its JSON, by the same rule by which the engine reads it.</summary>
internal static class Boxes
{
    public const string NotFound = "Elsa.NotFoundActivity";

    /// <summary>Calls for every box below, parents first, and puts what it gives in the place of the box.</summary>
    /// <param name="parent">A box, whose own members are searched.</param>
    /// <param name="replace">Gets the box that is its parent and the box; gives the box that is to stand there, which is searched in turn.</param>
    public static void Replace(JsonObject parent, Func<JsonObject, JsonObject, JsonObject> replace)
    {
        foreach (var (name, value) in parent.ToList())
        {
            if (value is JsonObject or JsonArray && !IsPassive(name, value))
                Replace(parent, value, isList: value is JsonArray && name == "activities", with => parent[name] = with, replace);
        }
    }

    /// <summary>All boxes below, parents first.</summary>
    public static IReadOnlyList<JsonObject> Below(JsonObject parent)
    {
        var found = new List<JsonObject>();
        Replace(parent, (_, box) =>
        {
            found.Add(box);
            return box;
        });
        return found;
    }

    /// <summary>What the drawing calls each box, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Names(string document)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var box in Below(StudioDocument.Parse(document)))
        {
            if (box.TextOf("id") is { } id && ((box["metadata"] as JsonObject)?.TextOf("displayText") is { Length: > 0 } text ? text : box.TextOf("name")) is { Length: > 0 } name)
                names.TryAdd(id, name);
        }
        return names;
    }

    public static string? TextOf(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static void Replace(JsonObject parent, JsonNode? json, bool isList, Action<JsonNode> put, Func<JsonObject, JsonObject, JsonObject> replace)
    {
        switch (json)
        {
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    var at = i;
                    Replace(parent, array[i], isList, with => array[at] = with, replace);
                }
                break;
            case JsonObject box when isList || IsBox(box):
                var now = replace(parent, box);
                if (!ReferenceEquals(now, box))
                    put(now);
                Replace(now, replace);
                break;
            // An input is a value, whatever its JSON looks like.
            case JsonObject other when !other.ContainsKey("expression") && !other.ContainsKey("typeName"):
                foreach (var (name, value) in other.ToList())
                {
                    if (value is JsonObject or JsonArray)
                        Replace(parent, value, isList: false, with => other[name] = with, replace);
                }
                break;
        }
    }

    private static bool IsPassive(string name, JsonNode value) => name is "metadata" or "customProperties" or "connections" || (name == "variables" && value is JsonArray);

    private static bool IsBox(JsonObject json) => json.TextOf("type") is not null && (json.ContainsKey("id") || json.ContainsKey("nodeId") || json.ContainsKey("version"));
}

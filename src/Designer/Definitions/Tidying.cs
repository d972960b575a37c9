using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Designer.Definitions;

/// <summary>
/// Makes what Studio saves as like as it can be to what was there before, so that a change is seen as what it is: Studio moves a box that was touched to the end,
/// writes nulls and defaults, sizes of boxes, and leaves out what it does not know of a definition.
/// </summary>
internal static class Tidying
{
    // What Studio writes itself; all other members of a definition are carried over from before.
    private static readonly HashSet<string> s_ofStudio =
    [
        "definitionId", "name", "description", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "isReadonly", "options", "root", "links", "createdAt", "version", "isLatest",
        "isPublished", "id",
    ];

    /// <param name="model">What Studio sent.</param>
    /// <param name="before">The document it was made from; null for a new one.</param>
    public static JsonObject Definition(JsonObject model, JsonObject? before)
    {
        var plain = (JsonObject)model.DeepClone();
        plain.Remove("links");
        plain.Remove("createdAt"); // Studio says the year 1 of a new one
        plain.Remove("materializerName");
        (plain["customProperties"] as JsonObject)?.Remove(StudioDocument.Revision);
        if (plain["root"] is JsonObject root)
            plain["root"] = Plain(root);
        if (before is null)
        {
            foreach (var (name, _) in plain.Where(member => member.Value is null).ToList())
                plain.Remove(name);
            return plain;
        }
        foreach (var (name, value) in before)
        {
            if (!s_ofStudio.Contains(name) && !plain.ContainsKey(name))
                plain[name] = value?.DeepClone();
        }
        return Like(plain, before);
    }

    /// <summary>Placeholders become again what they stood for, and paths go: the engine knows them.</summary>
    private static JsonNode Plain(JsonObject root)
    {
        var holder = new JsonObject { ["root"] = root.DeepClone() };
        Boxes.Replace(holder, (_, box) =>
        {
            var plain = box.TextOf("type") == Boxes.NotFound && box.TextOf("originalActivityJson") is { } text && Original(text) is { } original && original.TextOf("id") == box.TextOf("id")
                ? Moved(original, box)
                : box;
            plain.Remove("nodeId");
            if (plain.TextOf("type") == PhasePorts.Type && plain["version"] is JsonValue version && version.TryGetValue(out int number) && PhasePorts.IsMadeUp(number))
                plain["version"] = PhasePorts.Real;
            return plain;
        });
        var taken = holder["root"]!; // put in above
        holder.Remove("root");
        return taken;
    }

    private static JsonObject? Original(string text)
    {
        try
        {
            return DocumentNode.Parse(text) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>A placeholder can be moved about.</summary>
    private static JsonObject Moved(JsonObject original, JsonObject placeholder)
    {
        if ((placeholder["metadata"] as JsonObject)?["designer"] is JsonObject { Count: > 0 } designer)
        {
            if (original["metadata"] is not JsonObject metadata)
                original["metadata"] = metadata = [];
            metadata["designer"] = designer.DeepClone();
        }
        return original;
    }

    private static JsonObject Like(JsonObject now, JsonObject before)
    {
        var tidy = new JsonObject();
        foreach (var (name, was) in before)
        {
            if (now.TryGetPropertyValue(name, out var value))
                tidy[name] = value is JsonArray items && was is JsonArray others ? Like(items, others, IsSet(name, now)) : Like(value, was);
        }
        foreach (var (name, value) in now)
        {
            if (!before.ContainsKey(name) && !IsNothing(name, value))
                tidy[name] = value?.DeepClone();
        }
        return tidy;
    }

    private static JsonNode? Like(JsonNode? now, JsonNode? was) => (now, was) switch
    {
        (JsonObject value, JsonObject before) => Like(value, before),
        (JsonArray value, JsonArray before) => Like(value, before, isSet: false),
        // 60 and 60.0 are the same place on the page.
        (JsonValue value, JsonValue before) when value.ToJsonString() != before.ToJsonString() && AsNumber(value) is { } number && AsNumber(before) == number => before.DeepClone(),
        _ => now?.DeepClone(),
    };

    // What Studio shuffles has an order that says nothing. The activities of a sequence and the cases of a switch have one that does.
    private static bool IsSet(string name, JsonObject holder) => name switch
    {
        "activities" => holder.TextOf("type") == "Elsa.Flowchart",
        "connections" or "variables" or "inputs" or "outputs" => true,
        _ => false,
    };

    /// <summary>A set is put into the order of before, what is new at the end; any other list stays in its own.</summary>
    private static JsonArray Like(JsonArray now, JsonArray before, bool isSet)
    {
        if (now.Count == 0 || !now.All(item => KeyOf(item) is not null) || now.DistinctBy(KeyOf).Count() != now.Count)
            return new JsonArray([.. now.Select((item, at) => Like(item, at < before.Count ? before[at] : null))]);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in before)
        {
            if (KeyOf(item) is { } key)
                places.TryAdd(key, places.Count);
        }
        var was = before.Where(item => KeyOf(item) is not null).DistinctBy(KeyOf).ToDictionary(item => KeyOf(item)!, item => item); // those without were left out
        IEnumerable<JsonNode?> ordered = isSet ? now.OrderBy(item => places.GetValueOrDefault(KeyOf(item)!, int.MaxValue)) : now; // looked at above
        return new JsonArray([.. ordered.Select(item => Like(item, was.GetValueOrDefault(KeyOf(item)!)))]);
    }

    /// <summary>What tells an item of a list from the others whatever its place.</summary>
    private static string? KeyOf(JsonNode? item)
    {
        if (item is not JsonObject json)
            return null;
        if (json["source"] is JsonObject source && json["target"] is JsonObject target)
            return $"{source.TextOf("activity")} {source.TextOf("port")} {target.TextOf("activity")} {target.TextOf("port")}";
        return json.TextOf("id") ?? json.TextOf("name") ?? json.TextOf("label");
    }

    /// <summary>Whether a member that was not there before says nothing.</summary>
    private static bool IsNothing(string name, JsonNode? value) => name switch
    {
        "size" or "memoryReference" or "canStartWorkflow" or "runAsynchronously" or "autoUpdateConsumingWorkflows" or "isReadonly" or "isSystem" when value is null or JsonObject || IsFalse(value) => true,
        _ => value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 },
    };

    private static bool IsFalse(JsonNode value) => value is JsonValue flag && flag.TryGetValue(out bool says) && !says;

    private static decimal? AsNumber(JsonValue value) => value.GetValueKind() == System.Text.Json.JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;

namespace IqWorkflows.Designer.Definitions;

/// <summary>A stored definition as Studio can bear it: nothing null that it reads, every box with its path, placeholders where it would show an empty page, and links without which it lets nobody edit.</summary>
internal static class StudioDocument
{
    /// <summary>Where the revision travels: Studio sends back what it does not know in here.</summary>
    public const string Revision = "iq:revision";

    public const string Wrapper = "Workflow1";

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 512 };

    /// <param name="row">The version.</param>
    /// <param name="revision">What a save of it must be based on.</param>
    /// <param name="isKnown">Whether Studio is told of this activity type.</param>
    public static JsonObject Of(DefinitionRow row, int revision, Func<string, bool> isKnown)
    {
        var stored = Parse(row.Document);
        var root = stored["root"] as JsonObject ?? EmptyRoot();
        var custom = stored["customProperties"] as JsonObject ?? [];
        stored.Remove("root");
        stored.Remove("customProperties");
        custom[Revision] = revision;
        var answer = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["name"] = row.Name ?? row.DefinitionId,
            ["description"] = stored.TextOf("description"),
            ["createdAt"] = row.CreatedAt,
            ["version"] = row.Version,
            ["toolVersion"] = stored.TextOf("toolVersion"),
            ["variables"] = Taken(stored, "variables") as JsonArray ?? [],
            ["inputs"] = Taken(stored, "inputs") as JsonArray ?? [],
            ["outputs"] = Taken(stored, "outputs") as JsonArray ?? [],
            ["outcomes"] = Taken(stored, "outcomes") as JsonArray ?? [],
            ["customProperties"] = custom,
            ["isReadonly"] = row.IsReadonly,
            ["isSystem"] = row.IsSystem,
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
            ["options"] = Taken(stored, "options") as JsonObject ?? [],
            ["root"] = Shown(root, isKnown),
            ["materializerName"] = "Json",
            ["links"] = Links.OfItem(row),
        };
        return answer;
    }

    public static JsonObject Parse(string document) => DocumentNode.Parse(document) as JsonObject ?? throw new InvalidDataException("A stored definition is no JSON object.");

    /// <summary>The line of a list.</summary>
    public static JsonObject Summary(DefinitionRow row)
    {
        using var stored = JsonDocument.Parse(row.Document, s_deep);
        return new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["name"] = row.Name ?? row.DefinitionId,
            ["description"] = Text(stored, "description"),
            ["version"] = row.Version,
            ["toolVersion"] = Text(stored, "toolVersion"),
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
            ["isReadonly"] = row.IsReadonly,
            ["providerName"] = null,
            ["materializerName"] = "Json",
            ["createdAt"] = row.CreatedAt,
            ["isMaterializerAvailable"] = true,
            ["links"] = Links.OfItem(row),
        };
    }

    private static JsonObject Shown(JsonObject root, Func<string, bool> isKnown)
    {
        var holder = new JsonObject { ["id"] = Wrapper, ["nodeId"] = Wrapper, ["type"] = "Elsa.Workflow", ["root"] = root };
        Boxes.Replace(holder, (parent, box) =>
        {
            var shown = box.TextOf("type") is { } type && isKnown(type) ? box : Placeholder(box);
            shown["nodeId"] = $"{parent.TextOf("nodeId")}:{shown.TextOf("id")}";
            if (shown.TextOf("type") == PhasePorts.Type)
                shown["version"] = PhasePorts.VersionOf(PhasePorts.Of(parent, box));
            else if (shown["version"] is null)
                shown["version"] = 1;
            return shown;
        });
        return (JsonObject)Taken(holder, "root")!; // put in above
    }

    /// <summary>Studio shows nothing at all where it does not know one box, and saves that nothing.</summary>
    private static JsonObject Placeholder(JsonObject box)
    {
        var type = box.TextOf("type") ?? "?";
        var designer = (box["metadata"] as JsonObject)?["designer"];
        return new JsonObject
        {
            ["id"] = box.TextOf("id"),
            ["name"] = box.TextOf("name"),
            ["type"] = Boxes.NotFound,
            ["version"] = 1,
            ["missingTypeName"] = type,
            ["missingTypeVersion"] = box["version"] is JsonValue version && version.TryGetValue(out int number) ? number : 1,
            ["originalActivityJson"] = box.ToJsonString(Elsa.Answer.Compact),
            ["metadata"] = new JsonObject
            {
                ["displayText"] = string.Create(CultureInfo.InvariantCulture, $"Not Found: {type}"),
                ["description"] = $"This server has no activity {type}. What was drawn is kept as it was.",
                ["designer"] = designer?.DeepClone() ?? new JsonObject(),
            },
        };
    }

    private static JsonNode? Taken(JsonObject from, string name)
    {
        var taken = from[name];
        from.Remove(name);
        return taken;
    }

    private static JsonObject EmptyRoot() => new() { ["id"] = "root", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray() };

    private static string? Text(JsonDocument stored, string name) =>
        stored.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

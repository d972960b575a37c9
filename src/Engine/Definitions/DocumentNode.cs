using System.Text.Json;
using System.Text.Json.Nodes;

namespace IqWorkflows.Engine.Definitions;

/// <summary>A document as nodes that can be changed.</summary>
public static class DocumentNode
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = DocumentText.MaxJsonDepth + 1 };

    /// <summary>Parses it. Of a member that is there twice the last one counts, as it does when the definition runs; .NET's own nodes would fail on it, and only later.</summary>
    public static JsonNode? Parse(string json) => Of(JsonElement.Parse(json, s_options));

    private static JsonNode? Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in json.EnumerateObject())
                    members[member.Name] = Of(member.Value);
                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. json.EnumerateArray().Select(Of)]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(json);
        }
    }
}

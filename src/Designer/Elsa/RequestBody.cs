using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Elsa;

/// <summary>Reads what Studio sends: loosely, since its members differ between releases.</summary>
internal static class RequestBody
{
    private static readonly JsonNodeOptions s_anyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 512 };

    /// <returns>Null when it is no JSON object.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, s_anyCase, s_deep, request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same where nothing need be sent.</summary>
    public static async Task<JsonObject> ReadOrEmptyAsync(HttpRequest request) => await ReadAsync(request) ?? [];

    public static string? Text(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    public static bool? Flag(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    public static int? Number(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        body[name] is JsonArray array ? [.. array.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>()] : [];
}

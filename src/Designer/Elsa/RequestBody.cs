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
            var body = await JsonNode.ParseAsync(request.Body, s_anyCase, s_deep, request.HttpContext.RequestAborted) as JsonObject;
            LookAtAll(body);
            return body;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) // no JSON, or a member that stands there twice
        {
            return null;
        }
    }

    /// <summary>Members are told apart only when they are looked at; a name that stands there twice is to be found here and not somewhere later.</summary>
    private static void LookAtAll(JsonNode? node)
    {
        foreach (var inside in node switch { JsonObject some => some.Select(member => member.Value), JsonArray list => list, _ => [] })
            LookAtAll(inside);
    }

    /// <summary>The same where nothing need be sent.</summary>
    public static async Task<JsonObject> ReadOrEmptyAsync(HttpRequest request) => await ReadAsync(request) ?? [];

    public static string? Text(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    public static bool? Flag(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    public static int? Number(this JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        body[name] is JsonArray array ? [.. array.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>()] : [];
}

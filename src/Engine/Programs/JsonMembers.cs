using System.Text.Json;

namespace IqWorkflows.Engine.Programs;

/// <summary>Reads members of JSON that may be anything.</summary>
internal static class JsonMembers
{
    /// <returns>An undefined element when there is no such member.</returns>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Finds a member by Elsa's PascalCase name: in camelCase, as it is, or in any case.</summary>
    public static JsonElement MemberLike(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return default;
        if (json.TryGetProperty(ActivityDescription.Camel(name), out var camel))
            return camel;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }
        return default;
    }

    public static bool Has(this JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _);

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static int? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) ? number : null;

    public static bool IsTrue(this JsonElement json, string name)
    {
        var member = json.Member(name);
        return member.ValueKind == JsonValueKind.True
            || member.ValueKind == JsonValueKind.String && string.Equals(member.GetString(), "true", StringComparison.OrdinalIgnoreCase);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>Where two JSON values differ, a line each.</summary>
internal static class Difference
{
    private const int Longest = 120;

    public static IEnumerable<string> Between(JsonNode? approved, JsonNode? received, string place)
    {
        switch (approved, received)
        {
            case (JsonObject before, JsonObject now):
                return before.Select(member => member.Key).Union(now.Select(member => member.Key)).SelectMany(name => (before.ContainsKey(name), now.ContainsKey(name)) switch
                {
                    (true, false) => [$"{place}/{name} is gone; it was {Short(before[name])}"],
                    (false, true) => [$"{place}/{name} is new: {Short(now[name])}"],
                    _ => Between(before[name], now[name], $"{place}/{name}"),
                });
            case (JsonArray before, JsonArray now):
                var common = Enumerable.Range(0, Math.Min(before.Count, now.Count)).SelectMany(at => Between(before[at], now[at], string.Create(CultureInfo.InvariantCulture, $"{place}/{at}")));
                return before.Count == now.Count ? common : common.Append($"{place} had {before.Count} items and has {now.Count}");
            default:
                return JsonNode.DeepEquals(approved, received) ? [] : [$"{place} was {Short(approved)} and is {Short(received)}"];
        }
    }

    private static string Short(JsonNode? value) => (value?.ToJsonString() ?? "null") is var text && text.Length > Longest ? text[..Longest] + "…" : text;
}

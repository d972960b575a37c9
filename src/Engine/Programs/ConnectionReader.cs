using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Programs;

/// <summary>Reads the arrows of a flowchart in all the spellings Elsa's releases have written.</summary>
internal static class ConnectionReader
{
    public static IReadOnlyList<Connection> Read(JsonElement json, IReadOnlyList<Box> boxes, string place, string activityId, List<Problem> problems)
    {
        var byId = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (var box in boxes)
            byId.TryAdd(box.Id, box);
        var connections = new List<Connection>();
        var seen = new HashSet<(string?, string?, string?, string?)>();
        var index = 0;
        foreach (var item in Items(json))
        {
            var at = $"{place}[{index++}]";
            var (source, port, target, targetPort) = Ends(item);
            if (!seen.Add((source, port, target, targetPort)))
                continue;
            if (source is null || target is null || !byId.TryGetValue(source, out var from) || !byId.TryGetValue(target, out var to))
            {
                problems.Add(new Problem(Severity.Warning, "connection", at, activityId, $"The connection from '{source}' to '{target}' ends at an activity that is not there; it is left out.", "Draw it again."));
                continue;
            }
            connections.Add(new Connection(connections.Count, from, port, to));
        }
        return connections;
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray(),
        JsonValueKind.Object when json.Member("$values") is { ValueKind: JsonValueKind.Array } values => values.EnumerateArray(),
        JsonValueKind.Object => [json],
        _ => [],
    };

    private static (string? Source, string? Port, string? Target, string? TargetPort) Ends(JsonElement json)
    {
        var source = json.MemberLike("source");
        var target = json.MemberLike("target");
        if (source.ValueKind == JsonValueKind.String)
            return (source.GetString(), TextLike(json, "sourcePort"), target.ValueKind == JsonValueKind.String ? target.GetString() : null, TextLike(json, "targetPort"));
        return (TextLike(source, "activity"), TextLike(source, "port"), TextLike(target, "activity"), TextLike(target, "port"));
    }

    private static string? TextLike(JsonElement json, string name) =>
        json.MemberLike(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}

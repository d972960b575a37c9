using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Programs;

/// <summary>Turns the connections of a flowchart into arrows between its boxes.</summary>
internal static class ConnectionReader
{
    public static IReadOnlyList<Connection> Read(JsonElement flowchart, IReadOnlyList<Box> boxes, string place, string activityId, List<Problem> problems)
    {
        var byId = new Dictionary<string, Box>(StringComparer.Ordinal);
        foreach (var box in boxes)
            byId.TryAdd(box.Id, box);
        var connections = new List<Connection>();
        foreach (var read in ConnectionDefinition.ReadAll(flowchart, place, activityId, [.. byId.Keys], problems))
            connections.Add(new Connection(connections.Count, byId[read.Source], read.SourcePort, byId[read.Target]));
        return connections;
    }
}

using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>A line of a flowchart: when its source completes with the port as outcome, its target is next.</summary>
/// <param name="Source">Id of the activity it comes from.</param>
/// <param name="SourcePort">The outcome; null is followed only by a completion without outcomes.</param>
/// <param name="Target">Id of the activity it leads to.</param>
/// <param name="TargetPort">Always <c>In</c> in practice, or null.</param>
public sealed record Connection(string Source, string? SourcePort, string Target, string? TargetPort)
{
    internal static List<Connection> ReadAll(ActivityNode flowchart, List<Problem> problems)
    {
        var connections = new List<Connection>();
        if (flowchart.Json.ValueKind != JsonValueKind.Object)
            return connections;

        var ids = flowchart.List("activities").Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<Connection>();
        foreach (var (item, place) in new Members(flowchart.Json, flowchart.Place, problems).Items("connections"))
        {
            if (item.ValueKind == JsonValueKind.Null)
                continue;
            if (item.ValueKind != JsonValueKind.Object)
            {
                problems.Add(Members.WrongType(place, item, "a connection", flowchart.Id));
                continue;
            }
            if (Read(item, place, flowchart.Id, problems) is not { } connection)
            {
                problems.Add(DeadEnd(flowchart, place, "This connection names no source or no target"));
                continue;
            }
            var missing = !ids.Contains(connection.Source) ? connection.Source : !ids.Contains(connection.Target) ? connection.Target : null;
            if (missing is not null)
                problems.Add(DeadEnd(flowchart, place, $"This connection ends at '{Members.Shortened(missing)}', which the flowchart does not contain"));
            else if (seen.Add(connection))
                connections.Add(connection);
        }
        return connections;
    }

    private static Connection? Read(JsonElement json, string place, string flowchart, List<Problem> problems)
    {
        string? source = null, sourcePort = null, target = null, targetPort = null;
        foreach (var member in json.EnumerateObject())
        {
            // Older files are flat: the ends are ids, the ports stand beside them.
            if (Is(member, "source"))
                End(member, ref source, ref sourcePort);
            else if (Is(member, "target"))
                End(member, ref target, ref targetPort);
            else if (Is(member, "sourcePort"))
                sourcePort = Text(member.Value, "sourcePort");
            else if (Is(member, "targetPort"))
                targetPort = Text(member.Value, "targetPort");
        }
        return source is null || target is null ? null : new Connection(source, sourcePort, target, targetPort);

        void End(JsonProperty end, ref string? activity, ref string? port)
        {
            if (end.Value.ValueKind != JsonValueKind.Object)
            {
                activity = Text(end.Value, end.Name);
                return;
            }
            foreach (var member in end.Value.EnumerateObject())
            {
                if (Is(member, "activity"))
                    activity = Text(member.Value, end.Name, ".activity");
                else if (Is(member, "port"))
                    port = Text(member.Value, end.Name, ".port");
            }
        }

        string? Text(JsonElement value, string member, string part = "")
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                problems.Add(Members.WrongType($"{place}.{member}{part}", value, "a text", flowchart));
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
    }

    // Comparing without making a string matters: a large flowchart has a hundred thousand of these.
    private static bool Is(JsonProperty member, string name) =>
        member.NameEquals(name) || (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.String && member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Problem DeadEnd(ActivityNode flowchart, string place, string what) => Problem.Warning(
        ProblemCode.DeadConnection, place, what + "; it is left out.", "Draw it anew, or remove it.", flowchart.Id);
}

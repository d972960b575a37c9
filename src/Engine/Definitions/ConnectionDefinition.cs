using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>A line of a flowchart: when its source completes with the port as outcome, its target is next.</summary>
/// <param name="Source">Id of the activity it comes from.</param>
/// <param name="SourcePort">The outcome; null is followed only by a completion without outcomes.</param>
/// <param name="Target">Id of the activity it leads to.</param>
/// <param name="TargetPort">Always <c>In</c> in practice, or null.</param>
public sealed record ConnectionDefinition(string Source, string? SourcePort, string Target, string? TargetPort)
{
    /// <summary>Reads the member <c>connections</c> of a flowchart in every spelling Elsa's releases have written.</summary>
    /// <param name="flowchart">The flowchart's JSON.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="flowchartId">Its id.</param>
    /// <param name="activities">Ids of the activities it contains; connections to others are told and left out.</param>
    /// <param name="problems">What was wrong is added here.</param>
    internal static List<ConnectionDefinition> ReadAll(JsonElement flowchart, string place, string flowchartId, HashSet<string> activities, List<Problem> problems)
    {
        var connections = new List<ConnectionDefinition>();
        if (flowchart.ValueKind != JsonValueKind.Object)
            return connections;

        var seen = new HashSet<ConnectionDefinition>();
        foreach (var (item, at) in new Members(flowchart, place, problems).Items("connections"))
        {
            if (item.ValueKind == JsonValueKind.Null)
                continue;
            if (item.ValueKind != JsonValueKind.Object)
            {
                problems.Add(Members.WrongType(at, item, "a connection", flowchartId));
                continue;
            }
            if (Read(item, at, flowchartId, problems) is not { } connection)
            {
                problems.Add(DeadEnd(flowchartId, at, "This connection names no source or no target"));
                continue;
            }
            var missing = !activities.Contains(connection.Source) ? connection.Source : !activities.Contains(connection.Target) ? connection.Target : null;
            if (missing is not null)
                problems.Add(DeadEnd(flowchartId, at, $"This connection ends at '{Members.Shortened(missing)}', which the flowchart does not contain"));
            else if (seen.Add(connection))
                connections.Add(connection);
        }
        return connections;
    }

    private static ConnectionDefinition? Read(JsonElement json, string place, string flowchart, List<Problem> problems)
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
        return source is null || target is null ? null : new ConnectionDefinition(source, sourcePort, target, targetPort);

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

    private static Problem DeadEnd(string flowchartId, string place, string what) => Problem.Warning(
        ProblemCode.DeadConnection, place, what + "; it is left out.", "Draw it anew, or remove it.", flowchartId);
}

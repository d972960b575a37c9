using System.Globalization;
using System.Text.Json;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Headless;

namespace IqWorkflows.Server.Conformance;

/// <summary>Compares what was observed with what was expected.</summary>
internal static class Comparison
{
    /// <returns>The first difference, or null.</returns>
    public static string? Of(JsonElement expected, Observation observed, bool isUnordered)
    {
        if (expected.TryGetProperty("noInstance", out _))
            return observed.Main is null ? Lists("writeLineOutput", expected, observed.Lines, isUnordered) : "nothing must have been started, but something was";
        if (observed.Main is not { } main)
            return "no instance was started";
        return Lists("writeLineOutput", expected, observed.Lines, isUnordered)
            ?? Instance(expected, main, isUnordered)
            ?? Others(expected, observed.Others, isUnordered);
    }

    /// <returns>The first difference, or null.</returns>
    public static string? OfTriggers(JsonElement expected, IReadOnlyList<(string ActivityId, string Kind)> triggers) => Different(
        "triggers",
        expected.EnumerateArray().Select(trigger => $"{Text(trigger, "activityId")} {Text(trigger, "name")}").Distinct().Order(StringComparer.Ordinal),
        triggers.Select(trigger => $"{trigger.ActivityId} {trigger.Kind}").Distinct().Order(StringComparer.Ordinal));

    private static string? Instance(JsonElement expected, ObservedInstance instance, bool isUnordered)
    {
        return Different("status", $"{Text(expected, "status")}/{Text(expected, "subStatus")}", $"{instance.Status}/{instance.SubStatus}")
            ?? Incidents(expected, instance, isUnordered)
            ?? Bookmarks(expected, instance, isUnordered)
            ?? Lists("executedActivityIds", expected, instance.ExecutedActivityIds, isUnordered)
            ?? Outputs(expected, instance)
            ?? Different("correlationId", Text(expected, "correlationId") ?? "", instance.CorrelationId ?? "")
            ?? Different("name", Text(expected, "name") ?? "", instance.Name ?? "");
    }

    private static string? Incidents(JsonElement expected, ObservedInstance instance, bool isUnordered)
    {
        var wanted = Items(expected, "incidents").Select(incident => Text(incident, "activityId") ?? "");
        var found = instance.Incidents.Select(incident => incident.ActivityId);
        return Different("incidents", Ordered(wanted, isUnordered), Ordered(found, isUnordered)) is { } difference
            ? difference + string.Concat(instance.Incidents.Select(incident => $"; {incident.ActivityId}: {incident.Message.ReplaceLineEndings(" ")}"))
            : null;
    }

    // How exactly a bookmark is described differs from case to case: only what the expected file says is compared.
    private static string? Bookmarks(JsonElement expected, ObservedInstance instance, bool isUnordered)
    {
        var wanted = Items(expected, "bookmarks");
        var saysEvents = wanted.Exists(bookmark => Text(bookmark, "eventName") is not null);
        var saysTasks = wanted.Exists(bookmark => Text(bookmark, "taskName") is not null);
        var saysTimes = wanted.Exists(bookmark => Text(bookmark, "resumeAtOffset") is not null);
        return Different(
            "bookmarks",
            Ordered(wanted.Select(bookmark => $"{Text(bookmark, "activityId")} {Text(bookmark, "stimulus")}{After(Text(bookmark, "eventName"))}{After(Text(bookmark, "taskName"))}{After(Text(bookmark, "resumeAtOffset"))}"), isUnordered),
            Ordered(
                instance.Bookmarks.Select(bookmark =>
                    $"{bookmark.ActivityId} {bookmark.Stimulus}{After(saysEvents ? bookmark.EventName : null)}{After(saysTasks ? bookmark.TaskName : null)}{After(saysTimes ? bookmark.ResumeAtOffset?.ToString("c") : null)}"),
                isUnordered));
    }

    private static string? Outputs(JsonElement expected, ObservedInstance instance)
    {
        if (!expected.TryGetProperty("outputs", out var outputs))
            return null;
        return Different("outputs", Canonical(outputs), Canonical(JsonElement.Parse(ValueJson.ToJson(instance.Outputs), new JsonDocumentOptions { MaxDepth = 1024 })));
    }

    // Which of several children began first is nothing a drawing says.
    private static string? Others(JsonElement expected, IReadOnlyList<ObservedInstance> others, bool isUnordered)
    {
        var wanted = Items(expected, "otherInstances");
        var left = others.ToList();
        if (Different("otherInstances", wanted.Select(Named).Order(StringComparer.Ordinal), left.Select(Named).Order(StringComparer.Ordinal)) is { } difference)
            return difference;
        foreach (var instance in wanted)
        {
            var candidates = left.Where(other => Named(other) == Named(instance)).ToList();
            if (candidates.Find(other => Other(instance, other, isUnordered) is null) is not { } same)
                return $"other instance of {Text(instance, "definitionId")}: {Other(instance, candidates[0], isUnordered)}"; // as many were found as wanted
            left.Remove(same);
        }
        return null;
    }

    private static string? Other(JsonElement expected, ObservedInstance other, bool isUnordered)
    {
        // Some recordings describe the others in fewer words.
        if (expected.TryGetProperty("executedActivityIds", out _))
            return Instance(expected, other, isUnordered);
        return Outputs(expected, other);
    }

    private static string Named(JsonElement instance) =>
        $"{Text(instance, "definitionId")} {Text(instance, "status")}/{Text(instance, "subStatus")}{(instance.TryGetProperty("parentIsMain", out var isMain) && isMain.ValueKind == JsonValueKind.True ? " of the main instance" : "")}";

    private static string Named(ObservedInstance instance) =>
        $"{instance.DefinitionId} {instance.Status}/{instance.SubStatus}{(instance.ParentId == "main" ? " of the main instance" : "")}";

    private static string? Lists(string name, JsonElement expected, IReadOnlyList<string> found, bool isUnordered) =>
        Different(name, Ordered(Items(expected, name).Select(Shown), isUnordered), Ordered(found, isUnordered));

    private static IEnumerable<string> Ordered(IEnumerable<string> texts, bool isUnordered) => isUnordered ? texts.Order(StringComparer.Ordinal) : texts;

    private static string? Different(string what, IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var (left, right) = (wanted.ToList(), found.ToList());
        return left.SequenceEqual(right, StringComparer.Ordinal) ? null : $"{what}: expected [{string.Join(", ", left)}], found [{string.Join(", ", right)}]";
    }

    private static string? Different(string what, string wanted, string found) => wanted == found ? null : $"{what}: expected {Quoted(wanted)}, found {Quoted(found)}";

    private static string Quoted(string text) => text.Length == 0 ? "none" : text;

    private static string After(string? text) => text is null ? "" : " " + text;

    private static List<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? Shown(member) : null;

    private static string Shown(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.ValueKind == JsonValueKind.Null ? "" : json.GetRawText(); // a text has a text

    /// <summary>The same for values that mean the same: members by name, numbers by value.</summary>
    private static string Canonical(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{Canonical(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Number => json.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.String => $"\"{JsonEncodedText.Encode(json.GetString()!)}\"", // a text has a text
        _ => json.GetRawText(),
    };
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Play;

namespace IqWorkflows.Server.Commands;

/// <summary>A played script for programs.</summary>
internal static class PlayedJson
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(CaseScript script, Played played) => new JsonObject
    {
        ["script"] = script.Name,
        ["file"] = script.File,
        ["caseId"] = played.CaseId,
        ["asExpected"] = played.IsAsExpected,
        ["kills"] = played.Kills,
        ["differences"] = new JsonArray([.. played.Differences.Select(difference => new JsonObject { ["line"] = difference.Line, ["text"] = difference.Text })]),
        ["timeline"] = new JsonArray([.. played.Timeline.Select(Of)]),
    }.ToJsonString(s_json);

    public static string Write(IEnumerable<ForecastRow> rows) => new JsonArray([.. rows.Select(row => new JsonObject
    {
        ["day"] = Iso(row.Day), ["kind"] = row.Kind, ["what"] = row.What, ["to"] = row.To, ["object"] = row.Object, ["name"] = new JsonObject { ["de"] = row.Name.German, ["en"] = row.Name.English },
    })]).ToJsonString(s_json);

    private static JsonObject Of(TimelineEntry entry)
    {
        var json = entry switch
        {
            TimelineEntry.Did did => new JsonObject { ["kind"] = "step", ["line"] = did.Line, ["verb"] = did.Verb, ["what"] = did.What, ["more"] = did.More, ["refused"] = did.Refused is { } reasons ? new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason.Code)).DistinctBy(code => (string?)code)]) : null },
            TimelineEntry.Stated stated => new JsonObject { ["kind"] = "state", ["state"] = stated.State },
            TimelineEntry.Stalled stalled => new JsonObject { ["kind"] = "stalled", ["is"] = stalled.Is, ["rule"] = stalled.Rule },
            TimelineEntry.TaskOpened task => new JsonObject { ["kind"] = "task", ["id"] = task.TaskId, ["name"] = task.Name, ["title"] = task.Title.German, ["role"] = task.Role, ["level"] = task.Level, ["occasion"] = task.Occasion, ["dueOn"] = Iso(task.DueOn) },
            TimelineEntry.TaskEnded task => new JsonObject { ["kind"] = "taskEnded", ["id"] = task.TaskId, ["name"] = task.Name, ["outcome"] = task.Outcome, ["why"] = Reasons(task.Why) },
            TimelineEntry.DeadlineSeen deadline => new JsonObject { ["kind"] = "deadline", ["code"] = deadline.Code, ["object"] = deadline.Object, ["state"] = deadline.State, ["rawEnd"] = Iso(deadline.Raw), ["end"] = Iso(deadline.End), ["announced"] = Iso(deadline.Announced), ["flags"] = string.Join(' ', ReasonJson.Read(deadline.Flags).Select(flag => flag.Code)) },
            TimelineEntry.Sent sent => new JsonObject { ["kind"] = sent.Form, ["occasion"] = sent.Occasion, ["recipient"] = sent.Recipient, ["object"] = sent.Object, ["why"] = Reasons(sent.Why) },
            TimelineEntry.NotDone left => new JsonObject { ["kind"] = "suppressed", ["occasion"] = left.Occasion, ["recipient"] = left.Recipient, ["form"] = left.Form, ["planned"] = Iso(left.Day), ["why"] = Reasons(left.Why) },
            TimelineEntry.Incident incident => new JsonObject { ["kind"] = "incident", ["instance"] = incident.InstanceId, ["message"] = incident.Message },
            _ => throw new InvalidOperationException($"{entry} is an entry without JSON."),
        };
        json.Insert(0, "at", entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return json;
    }

    private static JsonNode? Reasons(string? json) => json is null ? null : JsonNode.Parse(json);

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

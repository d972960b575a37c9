using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Server.Headless;

/// <summary>Writes what was observed as one JSON object with the members of an expected result.</summary>
internal static class ObservationJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Observation observed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            if (observed.Main is { } main)
                WriteStatus(writer, main);
            else
                writer.WriteBoolean("noInstance", true);
            WriteTexts(writer, "writeLineOutput", observed.Lines);
            if (observed.Main is not null)
                WriteContent(writer, observed.Main);
            if (observed.Others.Count > 0)
                WriteOthers(writer, observed);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOthers(Utf8JsonWriter writer, Observation observed)
    {
        writer.WriteStartArray("otherInstances");
        foreach (var other in observed.Others)
        {
            writer.WriteStartObject();
            writer.WriteString("definitionId", other.DefinitionId);
            WriteStatus(writer, other);
            writer.WriteBoolean("parentIsMain", observed.Main is not null && other.ParentId == observed.Main.Id);
            WriteContent(writer, other);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter writer, ObservedInstance instance)
    {
        writer.WriteString("status", instance.Status.ToString());
        writer.WriteString("subStatus", instance.SubStatus.ToString());
        if (instance.Name is not null)
            writer.WriteString("name", instance.Name);
        if (instance.CorrelationId is not null)
            writer.WriteString("correlationId", instance.CorrelationId);
    }

    private static void WriteContent(Utf8JsonWriter writer, ObservedInstance instance)
    {
        writer.WritePropertyName("outputs");
        ValueJson.Write(writer, instance.Outputs);
        writer.WriteStartArray("bookmarks");
        foreach (var bookmark in instance.Bookmarks)
            WriteBookmark(writer, bookmark);
        writer.WriteEndArray();
        writer.WriteStartArray("incidents");
        foreach (var incident in instance.Incidents)
        {
            writer.WriteStartObject();
            writer.WriteString("activityId", incident.ActivityId);
            writer.WriteString("activityType", incident.ActivityType);
            writer.WriteString("message", incident.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteTexts(writer, "executedActivityIds", instance.ExecutedActivityIds);
    }

    private static void WriteBookmark(Utf8JsonWriter writer, ObservedBookmark bookmark)
    {
        writer.WriteStartObject();
        writer.WriteString("activityId", bookmark.ActivityId);
        writer.WriteString("stimulus", bookmark.Stimulus);
        if (bookmark.EventName is not null)
            writer.WriteString("eventName", bookmark.EventName);
        if (bookmark.TaskName is not null)
            writer.WriteString("taskName", bookmark.TaskName);
        if (bookmark.ResumeAtOffset is { } offset)
            writer.WriteString("resumeAtOffset", offset.ToString("c"));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>Writes a document back with the members the server owns replaced.</summary>
internal static class DefinitionWriter
{
    private static readonly string[] s_owned = ["id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "toolVersion"];

    public static byte[] Write(JsonElement document, DefinitionStamp? stamp, bool isIndented)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        // Definitions are stored and sent as JSON, never put into HTML: letters stay letters.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, Indented = isIndented, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in document.EnumerateObject())
            {
                if (member.Name.Equals("links", StringComparison.OrdinalIgnoreCase))
                    continue;
                var owned = stamp is null ? null : Array.Find(s_owned, name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
                if (owned is null || (owned == "toolVersion" && stamp!.ToolVersion is null)) // owned members exist only with a stamp
                    member.WriteTo(writer);
                else if (written.Add(owned))
                    Write(writer, owned, stamp!);
            }
            if (stamp is not null)
            {
                foreach (var name in s_owned)
                {
                    if (!written.Contains(name) && (name != "toolVersion" || stamp.ToolVersion is not null))
                        Write(writer, name, stamp);
                }
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, DefinitionStamp stamp)
    {
        switch (name)
        {
            case "id":
                writer.WriteString(name, stamp.Id);
                break;
            case "definitionId":
                writer.WriteString(name, stamp.DefinitionId);
                break;
            case "version":
                writer.WriteNumber(name, stamp.Version);
                break;
            case "isLatest":
                writer.WriteBoolean(name, stamp.IsLatest);
                break;
            case "isPublished":
                writer.WriteBoolean(name, stamp.IsPublished);
                break;
            case "createdAt":
                writer.WriteString(name, stamp.CreatedAt);
                break;
            default:
                writer.WriteString(name, stamp.ToolVersion);
                break;
        }
    }
}

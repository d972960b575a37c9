using System.Text.Json;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Casework.Mail;

/// <summary>The parts of a message as they are kept.</summary>
internal static class PartsJson
{
    public static string Write(IReadOnlyList<MailPart> parts) => JsonSerializer.Serialize(parts, JsonSerializerOptions.Web);

    public static IReadOnlyList<MailPart> Read(string json) => JsonSerializer.Deserialize<List<MailPart>>(json, JsonSerializerOptions.Web) ?? [];
}

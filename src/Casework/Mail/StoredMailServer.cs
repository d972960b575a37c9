using System.Text.Json;
using System.Text.Json.Serialization;

namespace IqWorkflows.Casework.Mail;

/// <summary>A mail server that an operator named at the desk.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security"><c>starttls</c>, <c>tls</c> or <c>none</c>.</param>
/// <param name="User">Name to sign in with; null: it takes mails without.</param>
/// <param name="Password">Goes with the name; sealed while it lies in the database.</param>
/// <param name="FromAddress">Address that mails come from.</param>
/// <param name="FromName">Name that mails come from.</param>
public sealed record StoredMailServer(string Host, int Port, string Security, string? User, string? Password, string FromAddress, string FromName)
{
    /// <returns>Null when the text is none of ours.</returns>
    public static StoredMailServer? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StoredMailServerJson.Default.StoredMailServer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Written() => JsonSerializer.Serialize(this, StoredMailServerJson.Default.StoredMailServer);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredMailServer))]
internal sealed partial class StoredMailServerJson : JsonSerializerContext;

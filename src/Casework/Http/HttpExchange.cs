using System.Text;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Http;

namespace IqWorkflows.Casework.Http;

/// <summary>Turns a saved request into what is sent, and what comes back into what the waiting activity receives.</summary>
internal static class HttpExchange
{
    /// <param name="call">The saved request.</param>
    /// <param name="address">Where this one goes: to the address asked for, or to where a redirect leads.</param>
    /// <param name="method">Its method.</param>
    /// <param name="isSameHost">Whether it goes to whom it was meant for: others do not get its credentials.</param>
    public static HttpRequestMessage Request(HttpCallRow call, Uri address, HttpMethod method, bool isSameHost)
    {
        var saved = TypedJson.FromBytes(call.Request) as ObjectValue ?? [];
        var message = new HttpRequestMessage(method, address);
        message.Headers.TryAddWithoutValidation("Idempotency-Key", call.Id);
        if (method.Method == call.Method)
            message.Content = Content(saved);
        var headers = saved.TryGet("headers", out var list) && list is ListValue texts ? texts : new ListValue([]);
        for (var i = 0; i + 1 < headers.Count; i += 2)
        {
            var (name, value) = (headers[i] as string ?? "", headers[i + 1] as string);
            if (!isSameHost && (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        // The operator's list is about the host that is reached; another name in the header would reach a neighbour behind it.
        message.Headers.Host = null;
        return message;
    }

    public static async Task<ObjectValue> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = new ObjectValue(ObjectOrigin.Given);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            var all = values.ToList();
            headers[name] = all.Count == 1 ? all[0] : new ListValue(all) { IsGiven = true };
        }
        return new ObjectValue(ObjectOrigin.Given)
        {
            ["statusCode"] = (int)response.StatusCode,
            ["headers"] = headers,
            ["content"] = await ContentAsync(response.Content, cancellationToken),
        };
    }

    /// <param name="kind">"connect", "timeout" or "refused".</param>
    /// <param name="message">For the designer.</param>
    public static ObjectValue Failure(string kind, string message) => new() { ["error"] = kind, ["message"] = message };

    private static ByteArrayContent? Content(ObjectValue saved)
    {
        var bytes = saved.TryGet("content", out var value) ? value switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] raw => raw,
            _ => null,
        } : null;
        if (bytes is null)
            return null;
        var content = new ByteArrayContent(bytes);
        if (saved.TryGet("contentType", out var type) && type is string mediaType)
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }

    private static async Task<object?> ContentAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var mediaType = content.Headers.ContentType?.MediaType ?? "";
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        if (bytes.Length == 0)
            return null;
        var isJson = mediaType is "application/json" or "text/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);
        if (!isJson && !mediaType.StartsWith("text/", StringComparison.Ordinal) && !mediaType.EndsWith("xml", StringComparison.Ordinal))
            return bytes;
        var text = await content.ReadAsStringAsync(cancellationToken);
        return isJson && ValueJson.TryParse(text, ObjectOrigin.Given, out var value) ? value : text;
    }
}

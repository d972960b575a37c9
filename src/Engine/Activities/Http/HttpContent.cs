using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Turns values into what goes over HTTP.</summary>
internal static class HttpContent
{
    public static (object? Content, string? ContentType) Of(object? value, string? contentType)
    {
        var given = string.IsNullOrWhiteSpace(contentType) ? null : contentType;
        return value switch
        {
            null => (null, given),
            string text => (text, given ?? "text/plain"),
            byte[] bytes => (bytes, given ?? "application/octet-stream"),
            var other => (ValueJson.ToJson(other), given ?? "application/json"),
        };
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Headers(object? value)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, entry) in value as ObjectValue ?? [])
        {
            foreach (var text in entry as ListValue ?? new ListValue([entry]))
                headers.Add(new(name, TextForm.Of(text) ?? ""));
        }
        return headers;
    }
}

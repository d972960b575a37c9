using System.Text;
using IqWorkflows.Engine.Values;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IqWorkflows.Server.WorkflowHttp;

/// <summary>What reading a request's body gave. Exactly one of these.</summary>
internal abstract record RequestContent
{
    private RequestContent()
    {
    }

    /// <param name="Value">The body, parsed by its media type; null when there is none.</param>
    /// <param name="Files">Uploaded files.</param>
    public sealed record Read(object? Value, ListValue Files) : RequestContent;

    /// <summary>It goes on in the workflow, by the outcome of this name.</summary>
    public sealed record RefusedByOutcome(string Outcome) : RequestContent;

    /// <summary>It is refused before it reaches a workflow.</summary>
    public sealed record Refused(int StatusCode, string Title, string Detail) : RequestContent;

    /// <summary>Reads the body within the limits.</summary>
    public static async Task<RequestContent> OfAsync(HttpRequest request, EndpointRules rules, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = rules.LargestRequest;
        try
        {
            if (request.ContentLength > rules.LargestRequest)
                return TooLarge(rules);
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
                return await WithoutTypeAsync(request, cancellationToken);
            if (IsForm(type))
                return await FormAsync(request, rules, cancellationToken);
            return await BodyAsync(request, type, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(rules);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException) // a form that is too large, broken, or in an unknown encoding
        {
            return new Refused(400, "The form cannot be read.", exception.Message);
        }
    }

    private static bool IsForm(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static async Task<RequestContent> WithoutTypeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(request, cancellationToken);
        if (bytes.Length == 0)
            return new Read(null, ListValue.Empty);
        return new Refused(415, "The request does not say what its body is.", "Send a Content-Type, for example application/json.");
    }

    private static async Task<RequestContent> BodyAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(request, cancellationToken);
        var isJson = type.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
        var isText = type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || type.SubTypeWithoutSuffix.Equals("xml", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase);
        if (type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            return new Refused(415, $"Bodies of the type {type.MediaType} are not read here.", "Send multipart/form-data, application/json, a text or plain bytes.");
        if (!isJson && !isText)
            return new Read(bytes.Length == 0 ? null : bytes, ListValue.Empty);
        if (TextOf(bytes, type) is not { } text)
            return new Refused(415, $"The text is not in the encoding {type.Charset}, or that is not known here.", "Send UTF-8.");
        if (!isJson)
            return new Read(text, ListValue.Empty);
        if (text.Length == 0)
            return new Read(null, ListValue.Empty);
        return ValueJson.TryParse(text, ObjectOrigin.Given, out var value)
            ? new Read(value, ListValue.Empty)
            : new Refused(400, "The body is not JSON, although its Content-Type says so.", "Correct it, or send another Content-Type.");
    }

    private static async Task<RequestContent> FormAsync(HttpRequest request, EndpointRules rules, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = rules.LargestRequest, BufferBodyLengthLimit = rules.LargestRequest }, cancellationToken);
        var files = new List<object?>();
        foreach (var file in form.Files)
        {
            if (Refusal(file, rules) is { } refusal)
                return refusal;
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            files.Add(new ObjectValue
            {
                ["name"] = file.Name,
                ["fileName"] = Path.GetFileName(file.FileName),
                ["contentType"] = file.ContentType,
                ["length"] = file.Length,
                ["content"] = content.ToArray(),
            });
        }
        var fields = new ObjectValue(ObjectOrigin.Given);
        foreach (var (name, values) in form)
            fields[name] = values.Count == 1 ? values[0] : new ListValue(values) { IsGiven = true };
        return new Read(fields, new ListValue(files));
    }

    private static RequestContent? Refusal(IFormFile file, EndpointRules rules)
    {
        if (file.Length > rules.LargestFile)
            return rules.ExposesLargeFile ? new RefusedByOutcome("File too large") : new Refused(413, "A file is too large.", $"At most {rules.LargestFile} bytes are taken.");
        if (!rules.AllowsExtension(file.FileName))
            return rules.ExposesExtension ? new RefusedByOutcome("Invalid file extension") : new Refused(415, "Files of this kind are not taken here.", "The name of the file ends in a way that is not allowed.");
        if (!rules.AllowsMediaType(file.ContentType))
            return rules.ExposesMediaType ? new RefusedByOutcome("Invalid file MIME type") : new Refused(415, "Files of this kind are not taken here.", "The media type of the file is not allowed.");
        return null;
    }

    private static RequestContent TooLarge(EndpointRules rules) => rules.ExposesLargeRequest
        ? new RefusedByOutcome("Request too large")
        : new Refused(413, "The request is too large.", $"At most {rules.LargestRequest} bytes are taken.");

    private static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private static string? TextOf(byte[] bytes, MediaTypeHeaderValue type)
    {
        try
        {
            var encoding = type.Charset.HasValue
                ? Encoding.GetEncoding(type.Charset.Value.Trim('"'), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException) // an unknown or dangerous encoding, or bytes that are none of it
        {
            return null;
        }
    }
}

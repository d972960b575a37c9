using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Server.WorkflowHttp;

/// <summary>What the endpoints that a request reaches demand of it. Where several are reached, the strictest counts. Only values stated in the definition count: the request is judged before any script runs.</summary>
internal sealed class EndpointRules
{
    private readonly IReadOnlyList<HttpEndpoint> _endpoints;

    public EndpointRules(IReadOnlyList<HttpEndpoint> endpoints, long largestRequest, TimeSpan patience)
    {
        _endpoints = endpoints;
        LargestRequest = Smallest(endpoint => endpoint.RequestSizeLimit) is { } limit ? Math.Min(limit, largestRequest) : largestRequest;
        LargestFile = Smallest(endpoint => endpoint.FileSizeLimit);
        Patience = endpoints.Select(endpoint => Constant(endpoint.RequestTimeout)).OfType<TimeSpan>().Where(timeout => timeout > TimeSpan.Zero).DefaultIfEmpty(patience).Min();
        NeedsKey = endpoints.Any(endpoint => Constant(endpoint.Authorize) is true);
    }

    public bool NeedsKey { get; }

    public long LargestRequest { get; }

    /// <summary>Null when files may be as large as the request.</summary>
    public long? LargestFile { get; }

    public TimeSpan Patience { get; }

    /// <summary>Whether a request that is too large goes on by an outcome of its own instead of being refused.</summary>
    public bool ExposesLargeRequest => All(endpoint => endpoint.ExposeRequestTooLargeOutcome.ValueKind);

    public bool ExposesLargeFile => All(endpoint => endpoint.ExposeFileTooLargeOutcome.ValueKind);

    public bool ExposesExtension => All(endpoint => endpoint.ExposeInvalidFileExtensionOutcome.ValueKind);

    public bool ExposesMediaType => All(endpoint => endpoint.ExposeInvalidFileMimeTypeOutcome.ValueKind);

    /// <summary>Whether a file of this name may come in.</summary>
    public bool AllowsExtension(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        return _endpoints.All(endpoint =>
            !Texts(endpoint.BlockedFileExtensions).Any(blocked => Same(blocked.TrimStart('.'), extension.TrimStart('.')))
            && (Texts(endpoint.AllowedFileExtensions) is not { Count: > 0 } allowed || allowed.Exists(one => Same(one.TrimStart('.'), extension.TrimStart('.')))));
    }

    /// <summary>Whether a file of this media type may come in.</summary>
    public bool AllowsMediaType(string mediaType) =>
        _endpoints.All(endpoint => Texts(endpoint.AllowedMimeTypes) is not { Count: > 0 } allowed || allowed.Exists(one => Same(one, mediaType)));

    private bool All(Func<HttpEndpoint, System.Text.Json.JsonValueKind> kind) =>
        _endpoints.Count > 0 && _endpoints.All(endpoint => kind(endpoint) == System.Text.Json.JsonValueKind.True);

    private long? Smallest(Func<HttpEndpoint, Input> input) => _endpoints
        .Select(endpoint => Constant(input(endpoint)) switch
        {
            int number => number,
            long number => number,
            double number => (long)number,
            string text when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            _ => (long?)null,
        })
        .Where(limit => limit > 0).Min();

    private static List<string> Texts(Input input) =>
        Constant(input) is ListValue list ? [.. list.OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0)] : [];

    private static object? Constant(Input input) => input.Expression is ConstantExpression { Value: { } value } ? Conversion.To(value, input.Type) : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Inputs, outputs and answer of the two activities that send a request.</summary>
public abstract class HttpCall : Activity
{
    public const string Kind = "Elsa.HttpRequest";

    [Input(Description = "Absolute address; its host must be on the operator's list.", Type = "Uri")]
    public Input<string> Url { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Method.", UiHint = "dropdown", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], DefaultValue = "GET")]
    public Input<string> Method { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Text, bytes, or anything else, which becomes JSON.")]
    public Input<object> Content { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Media type; by default it follows from the content.", UiHint = "dropdown", Options = ["text/plain", "text/html", "application/json", "application/xml", "application/x-www-form-urlencoded"])]
    public Input<string> ContentType { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Header Authorization.", Category = "Security", IsSensitive = true)]
    public Input<string> Authorization { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Kept for Elsa's definitions: the header is never checked for its form.", Category = "Security")]
    public Input<bool> DisableAuthorizationHeaderValidation { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Headers by name.", UiHint = "json-editor", Type = "ObjectDictionary", Category = "Advanced")]
    public Input<object> RequestHeaders { get; private set; } = null!; // set by the catalogue

    [Output(Type = "Int32", Description = "Status of the answer.")]
    public Output StatusCode { get; private set; } = null!; // set by the catalogue

    [Output(Description = "Body of the answer, parsed by its media type.")]
    public Output ParsedContent { get; private set; } = null!; // set by the catalogue

    [Output(Type = "HttpHeaders", Description = "Headers of the answer.")]
    public Output ResponseHeaders { get; private set; } = null!; // set by the catalogue

    [Output(Type = "HttpResponse", Description = "The answer.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var url = step.Get(Url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return new StepResult.Faulted($"'{url}' is not an absolute address beginning with http:// or https://.");
        var (content, contentType) = HttpContent.Of(step.Get(Content), step.Get(ContentType));
        var headers = HttpContent.Headers(step.Get(RequestHeaders)).ToList();
        if (step.Get(Authorization) is { Length: > 0 } authorization)
            headers.Add(new("Authorization", authorization));
        var requestId = step.NextId();
        step.Emit(new Effect.CallHttp(requestId, step.NextBookmark, (step.Get(Method) ?? "GET").ToUpperInvariant(), address.AbsoluteUri, contentType, headers, content));
        return new StepResult.Waiting(new Await(new StimulusKey(Kind, requestId)));
    }

    /// <param name="step">Where and when.</param>
    /// <param name="tag">Unused.</param>
    /// <param name="payload">An object: either statusCode, headers and content, or error ("connect", "timeout", "refused") and message.</param>
    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        var answer = payload as ObjectValue ?? [];
        if (answer.TryGet("error", out var error))
        {
            var message = answer.TryGet("message", out var told) ? TextForm.Of(told) : null;
            return error switch
            {
                "timeout" => TimedOut(step, message ?? "The other side did not answer in time."),
                "refused" => new StepResult.Faulted(message ?? "The operator does not allow requests to this address."),
                _ => NotConnected(step, message ?? "The other side cannot be reached."),
            };
        }
        var status = answer.TryGet("statusCode", out var code) && code is int number ? number : 0;
        step.Set(StatusCode, status);
        step.Set(ResponseHeaders, answer.TryGet("headers", out var headers) ? headers : null);
        step.Set(ParsedContent, answer.TryGet("content", out var content) ? content : null);
        step.Set(Result, answer);
        return Answered(step, status, status.ToString(CultureInfo.InvariantCulture));
    }

    protected abstract StepResult Answered(Step step, int status, string text);

    protected abstract StepResult NotConnected(Step step, string message);

    protected abstract StepResult TimedOut(Step step, string message);
}

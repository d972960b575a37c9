using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Answers the HTTP request that set this run going; the answer goes out after the step is saved.</summary>
[Activity("Elsa", "HTTP", "Answers the HTTP request.", DisplayName = "HTTP response")]
public sealed class WriteHttpResponse : Activity
{
    [Input(Description = "Status.", UiHint = "dropdown", Type = "HttpStatusCode", DefaultValue = "OK")]
    public Input<object> StatusCode { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Text, bytes, or anything else, which becomes JSON.")]
    public Input<object> Content { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Media type; by default it follows from the content.", UiHint = "dropdown", Options = ["text/plain", "text/html", "application/json", "application/xml", "application/octet-stream"])]
    public Input<string> ContentType { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Headers by name.", UiHint = "json-editor", Type = "ObjectDictionary", Category = "Advanced")]
    public Input<object> ResponseHeaders { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        if (step.HttpHandle is not { } handle)
            return new StepResult.Faulted("There is no HTTP context: no request set this run going. Start it with an HttpEndpoint.");
        var (content, contentType) = HttpContent.Of(step.Get(Content), step.Get(ContentType));
        var status = step.Get(StatusCode) is int code and >= 100 and <= 599 ? code : 200;
        step.Emit(new Effect.AnswerHttp(handle, status, contentType, HttpContent.Headers(step.Get(ResponseHeaders)), content));
        return StepResult.Done;
    }
}

using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Waits for an HTTP request, or starts the workflow when it comes. The server holds the request until it is answered or times out.</summary>
[Activity("Elsa", "HTTP", "Waits for an HTTP request.", DisplayName = "HTTP endpoint", Kind = ActivityKind.Trigger, MayWait = true)]
public sealed class HttpEndpoint : Trigger
{
    public const string Kind = "Elsa.HttpEndpoint";

    [Input(Description = "Path below the base path.")]
    public Input<string> Path { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Methods it answers.", UiHint = "checklist", Type = "String[]", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], DefaultValue = "[\"GET\"]")]
    public Input<ListValue> SupportedMethods { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether the caller must be signed in.", Category = "Security")]
    public Input<bool> Authorize { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Policy the caller must meet.", Category = "Security")]
    public Input<string> Policy { get; private set; } = null!; // set by the catalogue

    [Input(Description = "How long the request is held, as hh:mm:ss.")]
    public Input<TimeSpan> RequestTimeout { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Largest request in bytes.", Category = "Upload", Type = "Int64?")]
    public Input<object> RequestSizeLimit { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Largest file in bytes.", Category = "Upload", Type = "Int64?")]
    public Input<object> FileSizeLimit { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Extensions of files that are allowed.", UiHint = "multitext", Category = "Upload", Type = "String[]")]
    public Input<ListValue> AllowedFileExtensions { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Extensions of files that are refused.", UiHint = "multitext", Category = "Upload", Type = "String[]")]
    public Input<ListValue> BlockedFileExtensions { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Media types of files that are allowed.", UiHint = "multitext", Category = "Upload", Type = "String[]")]
    public Input<ListValue> AllowedMimeTypes { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether a request that is too large goes on by an outcome of its own.", Category = "Upload", UiHint = "checkbox", Type = "Boolean")]
    public JsonElement ExposeRequestTooLargeOutcome { get; private set; }

    [Input(Description = "Whether a file that is too large goes on by an outcome of its own.", Category = "Upload", UiHint = "checkbox", Type = "Boolean")]
    public JsonElement ExposeFileTooLargeOutcome { get; private set; }

    [Input(Description = "Whether a file with a refused extension goes on by an outcome of its own.", Category = "Upload", UiHint = "checkbox", Type = "Boolean")]
    public JsonElement ExposeInvalidFileExtensionOutcome { get; private set; }

    [Input(Description = "Whether a file with a refused media type goes on by an outcome of its own.", Category = "Upload", UiHint = "checkbox", Type = "Boolean")]
    public JsonElement ExposeInvalidFileMimeTypeOutcome { get; private set; }

    [Output(Description = "Body of the request, parsed by its media type.")]
    public Output ParsedContent { get; private set; } = null!; // set by the catalogue

    [Output(Type = "FormFile[]", Description = "Uploaded files.")]
    public Output Files { get; private set; } = null!; // set by the catalogue

    [Output(Type = "FormFile", Description = "First uploaded file.")]
    public Output File { get; private set; } = null!; // set by the catalogue

    [Output(Type = "RouteData", Description = "Values of the path.")]
    public Output RouteData { get; private set; } = null!; // set by the catalogue

    [Output(Type = "ObjectDictionary", Description = "Values of the query.")]
    public Output QueryStringData { get; private set; } = null!; // set by the catalogue

    [Output(Type = "HttpHeaders", Description = "Headers of the request.")]
    public Output Headers { get; private set; } = null!; // set by the catalogue

    [Output(Type = "HttpRequest", Description = "The request.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) =>
        step.IsStartTrigger
            ? Resume(step, null, step.TriggerPayload)
            : new StepResult.Waiting([.. Keys(step.Get(Path), step.Get(SupportedMethods)).Select(key => new Await(key))]);

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        if (payload is not ObjectValue request || Member(request, "handle") is not string handle)
            return new StepResult.Faulted("There is no HTTP context: what woke this was not a request.");
        step.HttpHandle = handle;
        if (Member(request, "refusal") is string refusal)
            return new StepResult.Completed([refusal]);
        step.Set(RouteData, Member(request, "route"));
        step.Set(QueryStringData, Member(request, "query"));
        step.Set(Headers, Member(request, "headers"));
        step.Set(ParsedContent, Member(request, "content"));
        step.Set(Files, Member(request, "files"));
        step.Set(File, Member(request, "files") is ListValue { Count: > 0 } files ? files[0] : null);
        step.Set(Result, request);
        return StepResult.Done;
    }

    public override IEnumerable<StartTrigger> StartTriggers(TriggerIndexing indexing) =>
        Keys(indexing.Evaluate(Path), indexing.Evaluate(SupportedMethods)).Select(key => new StartTrigger(indexing.ActivityId, key));

    /// <summary>What a request with this method and path template wakes.</summary>
    public static StimulusKey Key(string method, string path) => new(Kind, $"{method.ToLowerInvariant()} {Normalised(path)}");

    /// <summary>Lower case, without slashes at the ends. Names of parameters stay as they are, since scripts ask for them by name.</summary>
    public static string Normalised(string path)
    {
        var depth = 0;
        path = path.Trim().Trim('/');
        return string.Create(path.Length, path, (letters, trimmed) =>
        {
            for (var i = 0; i < trimmed.Length; i++)
            {
                depth += trimmed[i] == '{' ? 1 : trimmed[i] == '}' ? -1 : 0;
                letters[i] = depth > 0 ? trimmed[i] : char.ToLowerInvariant(trimmed[i]);
            }
        });
    }

    private static IEnumerable<StimulusKey> Keys(string? path, ListValue? methods) =>
        (methods is { Count: > 0 } ? methods.Select(method => TextForm.Of(method) ?? "GET") : ["GET"]).Select(method => Key(method, path ?? ""));

    private static object? Member(ObjectValue request, string name) => request.TryGet(name, out var value) ? value : null;
}

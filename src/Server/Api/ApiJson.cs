using System.Text.Json;
using System.Text.Json.Serialization;
using IqWorkflows.Engine.Values;
using Microsoft.AspNetCore.Mvc;

namespace IqWorkflows.Server.Api;

/// <summary>The JSON of the API. A member nobody knows is a mistake of the caller and told, not dropped.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(StartInstanceRequest))]
[JsonSerializable(typeof(StartedInstance))]
[JsonSerializable(typeof(PublishEventRequest))]
[JsonSerializable(typeof(PublishedEvent))]
[JsonSerializable(typeof(CompleteTaskRequest))]
[JsonSerializable(typeof(SkipIncidentRequest))]
[JsonSerializable(typeof(RevertRequest))]
[JsonSerializable(typeof(WrittenDefinition))]
[JsonSerializable(typeof(IReadOnlyList<ShownProblem>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Page<ListedDefinition>))]
[JsonSerializable(typeof(IReadOnlyList<ListedVersion>))]
[JsonSerializable(typeof(Page<ListedInstance>))]
[JsonSerializable(typeof(ShownInstanceDetails))]
[JsonSerializable(typeof(Page<ListedTask>))]
[JsonSerializable(typeof(IReadOnlyList<ListedRun>))]
[JsonSerializable(typeof(IReadOnlyList<ListedFailure>))]
[JsonSerializable(typeof(TriedAgain))]
[JsonSerializable(typeof(OpenCaseRequest))]
[JsonSerializable(typeof(OpenedCase))]
[JsonSerializable(typeof(RecordEventRequest))]
[JsonSerializable(typeof(RecordFactsRequest))]
[JsonSerializable(typeof(CompleteCaseTaskRequest))]
[JsonSerializable(typeof(PauseCaseRequest))]
[JsonSerializable(typeof(CloseCaseRequest))]
[JsonSerializable(typeof(ReopenCaseRequest))]
[JsonSerializable(typeof(ReassignCaseRequest))]
[JsonSerializable(typeof(SaveCentreRequest))]
[JsonSerializable(typeof(SaveStaffRequest))]
[JsonSerializable(typeof(ChangedCase))]
[JsonSerializable(typeof(ShownCaseDetails))]
[JsonSerializable(typeof(IReadOnlyList<ShownCaseTask>))]
[JsonSerializable(typeof(IReadOnlyList<ShownAwaitedEvent>))]
[JsonSerializable(typeof(IReadOnlyList<ShownReason>))]
[JsonSerializable(typeof(MessageDayRequest))]
[JsonSerializable(typeof(IReadOnlyList<ListedMessage>))]
[JsonSerializable(typeof(Page<ListedMessage>))]
[JsonSerializable(typeof(ShownMessage))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>A workflow value as JSON.</summary>
    public static System.Text.Json.JsonElement Of(object? value) => System.Text.Json.JsonElement.Parse(ValueJson.ToJson(value), new JsonDocumentOptions { MaxDepth = 1024 });

    /// <summary>JSON as a workflow value; missing is null.</summary>
    public static object? ValueOf(System.Text.Json.JsonElement? json) => json is { ValueKind: not JsonValueKind.Undefined } given ? Readable(() => ValueJson.Read(given)) : null;

    /// <summary>Reads texts that came as JSON. Half a character is valid JSON, but no text; what is no UTF-8 is found out only here.</summary>
    /// <exception cref="BadHttpRequestException">There is one.</exception>
    public static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception) when (exception.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            throw new BadHttpRequestException("A text of the request is no UTF-8, or holds half a character (a surrogate without its other half).", exception);
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Instances;

/// <summary>Elsa's routes that start an instance.</summary>
internal static class StartEndpoints
{
    public static void MapStarting(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync);
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", DispatchAsync);
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync);
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, HttpContext http, StartVersion start, InstanceDoor door)
    {
        switch (await StartAsync(definitionId, http, start, door))
        {
            case StartAnswer.Started started:
                http.Response.Headers["x-elsa-workflow-instance-id"] = started.InstanceId;
                var shown = await door.EnterAsync(Caller.Of(http), started.InstanceId, isChange: false, http.RequestAborted);
                return Answer.Json(new JsonObject { ["workflowState"] = shown is null ? new JsonObject() : InstanceJson.State(shown) });
            case StartAnswer.Refused { Reason.Code: "definition-unknown" }:
                return Answer.NotFound($"There is no definition {definitionId}.");
            case null:
                return Answer.Bad("This correlation id belongs to a case that you may not change.");
            default:
                http.Response.Headers["x-elsa-workflow-cannot-start"] = "true";
                return Answer.Json(new JsonObject { ["workflowState"] = new JsonObject() });
        }
    }

    private static async Task<IResult> DispatchAsync(string definitionId, HttpContext http, StartVersion start, InstanceDoor door) =>
        await StartAsync(definitionId, http, start, door) switch
        {
            StartAnswer.Started started => Answer.Json(new JsonObject { ["workflowInstanceId"] = started.InstanceId }),
            StartAnswer.Refused { Reason.Code: "definition-unknown" } => Answer.NotFound($"There is no definition {definitionId}."),
            StartAnswer.Refused refused => Answer.Bad(refused.Reason.ToString()),
            _ => Answer.Bad("This correlation id belongs to a case that you may not change."),
        };

    /// <returns>Null when the caller may not start anything for that case.</returns>
    private static async Task<StartAnswer?> StartAsync(string definitionId, HttpContext http, StartVersion start, InstanceDoor door)
    {
        var body = await RequestBody.ReadOrEmptyAsync(http.Request);
        var correlationId = body.Text("correlationId");
        if (!await door.MayAsync(Caller.Of(http), correlationId, isChange: true, http.RequestAborted))
            return null;
        var input = body["input"] is JsonObject given ? ValueJson.Read(System.Text.Json.JsonElement.Parse(given.ToJsonString())) as ObjectValue : null;
        return await start.RunAsync(
            new StartRequest(definitionId, input ?? [], correlationId, TriggerActivityId: body.Text("triggerActivityId")),
            VersionOptions.Parse(body.Text("versionOptions") ?? "Published") ?? VersionOptions.Published, http.RequestAborted);
    }

    /// <summary>What scripts of a definition may call, for the hints of the editor.</summary>
    private static async Task<IResult> TypesAsync(string definitionId, HttpContext http, DefinitionShelf shelf)
    {
        var text = new StringBuilder("""
            declare function getVariable(name: string): any;
            declare function setVariable(name: string, value: any): void;
            declare function getInput(name: string): any;
            declare function getOutputFrom(activity: string, output?: string): any;
            declare function getLastResult(): any;
            declare function getFact(name: string): any;
            declare function getCorrelationId(): string;
            declare function getWorkflowInstanceId(): string;
            declare function getWorkflowDefinitionId(): string;

            """.ReplaceLineEndings("\n"));
        if (await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is { } row && WorkflowDefinition.Read(row.Document).Definition is { } definition)
        {
            foreach (var name in definition.Variables.Select(variable => Capital(variable.Name)).Where(IsName).Distinct())
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"declare function get{name}(): any;\ndeclare function set{name}(value: any): void;\n");
            foreach (var name in definition.Inputs.Select(input => Capital(input.Name)).Where(IsName).Distinct())
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"declare function get{name}(): any;\n");
        }
        return Results.Text(text.ToString(), "text/plain");
    }

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static bool IsName(string name) => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');
}

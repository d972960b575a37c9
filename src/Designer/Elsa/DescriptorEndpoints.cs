using System.Text.Json.Nodes;
using IqWorkflows.Designer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Elsa;

/// <summary>What Studio asks to know what may be drawn.</summary>
internal static class DescriptorEndpoints
{
    private const string Core = "Elsa.Workflows.Core";

    private static readonly string[] s_variableTypes =
    [
        "Object Primitives", "String Primitives", "Boolean Primitives", "Int16 Primitives", "Int32 Primitives", "Int64 Primitives", "Single Primitives", "Double Primitives", "Decimal Primitives", "Guid Primitives",
        "DateTime Primitives", "DateTimeOffset Primitives", "TimeSpan Primitives", "StringDictionary Lookups", "ObjectDictionary Lookups", "JSON Dynamic", "JsonElement Dynamic", "JsonNode Dynamic",
        "JsonObject Dynamic", "JsonArray Dynamic", "HttpHeaders HTTP", "RouteData HTTP", "HttpStatusCode HTTP",
    ];

    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        api.MapGet("/package/version", () => Answer.Json(new JsonObject { ["packageVersion"] = "3.8.2" }));
        api.MapGet("/features/installed", () => Answer.List([Feature()]));
        api.MapGet("/features/installed/{fullName}", (string fullName) => fullName == "Elsa.RealTimeWorkflowUpdates" ? Answer.Json(Feature()) : Answer.NotFound($"There is no feature {fullName} here."));
        api.MapGet("/descriptors/activities", async (HttpContext http, ActivityList activities) =>
            Results.Text(await activities.JsonAsync(Caller.LanguageOf(http.Request), http.RequestAborted), "application/json"));
        api.MapPost("/descriptors/activities/{type}/options/{input}", () => Answer.Json(new JsonObject { ["items"] = new JsonObject() }));
        api.MapGet("/descriptors/expression-descriptors", () => Answer.List(Expressions()));
        api.MapGet("/descriptors/workflow-activation-strategies", () => Answer.List(ActivationStrategies()));
        api.MapGet("/descriptors/incident-strategies", () => Answer.List(
        [
            Strategy($"Elsa.Workflows.IncidentStrategies.FaultStrategy, {Core}", "Fault", "The instance stops; somebody may retry or skip what failed."),
            Strategy($"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, {Core}", "Continue with incidents", "Other branches go on; what failed waits for somebody."),
        ]));
        api.MapGet("/descriptors/log-persistence-strategies", () => Answer.List(
        [
            Strategy($"Elsa.Workflows.LogPersistence.Strategies.Include, {Core}", "Include", "Values are written into the journal."),
            Strategy($"Elsa.Workflows.LogPersistence.Strategies.Exclude, {Core}", "Exclude", "Values are kept out of the journal."),
            Strategy($"Elsa.Workflows.LogPersistence.Strategies.Inherit, {Core}", "Inherit", "As whatever is around it says."),
        ]));
        // Every step is saved as a whole here; there is nothing to choose.
        api.MapGet("/descriptors/commit-strategies/workflows", () => Answer.List([]));
        api.MapGet("/descriptors/commit-strategies/activities", () => Answer.List([]));
        api.MapGet("/descriptors/output-converters", () => Answer.List([]));
        api.MapGet("/descriptors/storage-drivers", () => Answer.List(
        [
            Driver($"Elsa.Workflows.WorkflowInstanceStorageDriver, {Core}", "Workflow Instance", 5),
            Driver($"Elsa.Workflows.MemoryStorageDriver, {Core}", "Memory", 0),
        ]));
        api.MapGet("/descriptors/variables", () => Answer.List(new JsonArray([.. s_variableTypes.Select(type => type.Split(' ')).Select(type => (JsonNode)new JsonObject
        {
            ["typeName"] = type[0],
            ["displayName"] = type[0],
            ["category"] = type[1],
            ["description"] = null,
        })])));
    }

    private static JsonObject Feature() => new()
    {
        ["name"] = "RealTimeWorkflowUpdates",
        ["namespace"] = "Elsa",
        ["fullName"] = "Elsa.RealTimeWorkflowUpdates",
        ["displayName"] = "Real-time workflow updates",
        ["description"] = "Whoever looks at an instance sees it go on.",
    };

    /// <summary>Studio breaks on a drawing that uses one it was not told of; those that cannot run here are not offered.</summary>
    private static JsonArray Expressions() =>
    [
        Expression("Literal", "Literal", false), Expression("Object", "Object", false, "json"), Expression("Variable", "Variable", true), Expression("Input", "Input", true), Expression("Output", "Output", false),
        Expression("JavaScript", "JavaScript", true, "javascript"), Expression("Liquid", "Liquid", false, "liquid"), Expression("CSharp", "C#", false, "csharp"), Expression("Python", "Python", false, "python"),
        Expression("Delegate", "Delegate", false), Expression("Secret", "Secret", false),
    ];

    private static JsonArray ActivationStrategies() =>
    [
        Strategy($"Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, {Core}", "Always", "Instances may start at any time."),
        Strategy("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "Singleton", "One instance at a time."),
        Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime", "Correlated singleton", "One instance at a time with the same correlation id."),
        Strategy("Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy, Elsa.Workflows.Runtime", "Correlation", "One instance of any workflow at a time with the same correlation id."),
    ];

    private static JsonObject Expression(string type, string displayName, bool isBrowsable, string? language = null) => new JsonObject
    {
        ["type"] = type,
        ["displayName"] = displayName,
        ["isSerializable"] = true,
        ["isBrowsable"] = isBrowsable,
        ["properties"] = language is null ? new JsonObject() : new JsonObject { ["MonacoLanguage"] = language },
    };

    private static JsonObject Strategy(string typeName, string displayName, string description) =>
        new JsonObject { ["typeName"] = typeName, ["displayName"] = displayName, ["description"] = description };

    private static JsonObject Driver(string typeName, string displayName, int priority) =>
        new JsonObject { ["typeName"] = typeName, ["displayName"] = displayName, ["priority"] = priority, ["deprecated"] = false };
}

using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Server.Api;

/// <summary>The wish to start an instance.</summary>
/// <param name="DefinitionId">Its published version is started.</param>
/// <param name="Input">An object of values by input name.</param>
/// <param name="CorrelationId">What ties the instance to a case or an object elsewhere.</param>
internal sealed record StartInstanceRequest(string DefinitionId, JsonElement? Input = null, string? CorrelationId = null);

/// <summary>The instance was started, and has run until it waits or ended.</summary>
internal sealed record StartedInstance(string InstanceId, InstanceStatus Status, InstanceSubStatus SubStatus);

/// <summary>An event.</summary>
/// <param name="Name">Upper and lower case differ.</param>
/// <param name="CorrelationId">Reaches only instances with this correlation id; null reaches all.</param>
/// <param name="Payload">What the waiting activities receive: any JSON.</param>
internal sealed record PublishEventRequest(string Name, string? CorrelationId = null, JsonElement? Payload = null);

/// <summary>What an event set going.</summary>
/// <param name="Started">Ids of instances it started.</param>
/// <param name="Resumed">Ids of instances that awaited it.</param>
/// <param name="IsKept">Whether nobody awaited it and it is kept for a while.</param>
internal sealed record PublishedEvent(IReadOnlyList<string> Started, IReadOnlyList<string> Resumed, bool IsKept);

/// <summary>A task is done.</summary>
/// <param name="Result">Any JSON.</param>
internal sealed record CompleteTaskRequest(JsonElement? Result = null);

/// <summary>An incident is to be passed over.</summary>
/// <param name="Outcome">The outcome to follow; null means Done.</param>
internal sealed record SkipIncidentRequest(string? Outcome = null);

/// <summary>The wish to go back to an older version.</summary>
/// <param name="Version">Number of the version whose content is wanted.</param>
internal sealed record RevertRequest(int Version);

/// <summary>A definition was written.</summary>
internal sealed record WrittenDefinition(string DefinitionId, string VersionId, int Version, bool IsLatest, bool IsPublished, IReadOnlyList<ShownProblem> Problems);

/// <summary>A problem of a definition.</summary>
internal sealed record ShownProblem(string Severity, string Code, string Place, string? ActivityId, string Message, string Remedy)
{
    public static IReadOnlyList<ShownProblem> Of(IReadOnlyList<Problem> problems) =>
    [
        .. problems.Select(problem => new ShownProblem(
            problem.Severity == ProblemSeverity.Error ? "error" : "warning", problem.Code, problem.Place, problem.ActivityId, problem.Message, problem.Remedy)),
    ];
}

/// <summary>A definition in a list.</summary>
/// <param name="DefinitionId">Stable across versions.</param>
/// <param name="Name">Name of the latest version.</param>
/// <param name="LatestVersion">Its number.</param>
/// <param name="PublishedVersion">The version that runs, or null.</param>
internal sealed record ListedDefinition(string DefinitionId, string? Name, int LatestVersion, int? PublishedVersion);

/// <summary>A version in a list.</summary>
internal sealed record ListedVersion(string VersionId, int Version, string? Name, bool IsLatest, bool IsPublished, DateTimeOffset CreatedAt);

/// <summary>An instance in a list.</summary>
internal sealed record ListedInstance(
    string Id,
    string DefinitionId,
    string VersionId,
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    string? Name,
    string? CorrelationId,
    string? ParentId,
    int OpenIncidents,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt);

/// <summary>Part of a list.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Given as <c>after</c>, it brings the next part; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An instance with everything known of it.</summary>
internal sealed record ShownInstanceDetails(
    ListedInstance Instance,
    JsonElement Outputs,
    JsonElement Variables,
    IReadOnlyList<ShownBookmark> Bookmarks,
    IReadOnlyList<ShownIncident> Incidents,
    IReadOnlyList<ShownEntry> Journal);

/// <summary>A place where an instance waits.</summary>
internal sealed record ShownBookmark(int Number, string ActivityId, string Kind, string Text, DateTimeOffset? DueAt);

/// <summary>A fault that somebody should look at.</summary>
internal sealed record ShownIncident(int Number, string ActivityId, string ActivityType, string Message, DateTimeOffset At, bool IsResolved);

/// <summary>A line of the journal.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Event">What happened to the activity.</param>
/// <param name="ActivityId">Which; null for a note about a whole step.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Execution">Number of the execution within the instance.</param>
/// <param name="Outcomes">Outcomes of a completion.</param>
/// <param name="Values">Inputs or outputs, where they are kept.</param>
/// <param name="Message">What went wrong, or a note.</param>
internal sealed record ShownEntry(
    int Step,
    DateTimeOffset At,
    string Event,
    string? ActivityId,
    string? ActivityType,
    int? Execution,
    IReadOnlyList<string> Outcomes,
    JsonElement? Values,
    string? Message);

/// <summary>A task that a workflow handed out.</summary>
internal sealed record ListedTask(string Id, string InstanceId, string Name, JsonElement Payload, string State, DateTimeOffset CreatedAt);

/// <summary>How the server is.</summary>
internal sealed record Health(string Status);

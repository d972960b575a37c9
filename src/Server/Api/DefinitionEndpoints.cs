using System.Text.Json;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Engine.Definitions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>Definitions over HTTP.</summary>
internal static class DefinitionEndpoints
{
    private const string Tag = "Definitions";

    // A little more than the largest definition that is read, so that the reader can say what is wrong with one that is too large.
    private const int LargestDocument = 40 * 1024 * 1024;

    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        api.MapGet("/definitions", ListAsync).WithTags(Tag).WithSummary("Lists definitions by id.").Produces<Page<ListedDefinition>>().ProducesProblem(400);
        Document(api.MapPost("/definitions", ImportAsync)).WithSummary("Takes a definition in: as a draft, or published at once with ?publish=true.");
        api.MapGet("/definitions/{definitionId}", ShowAsync).WithTags(Tag).WithSummary("The document: the published version, else the latest, or the version asked for.").Produces<JsonElement>().ProducesProblem(404);
        Document(api.MapPut("/definitions/{definitionId}/draft", SaveDraftAsync)).WithSummary("Saves a definition without publishing it.").ProducesProblem(400);
        api.MapGet("/definitions/{definitionId}/versions", VersionsAsync).WithTags(Tag).WithSummary("Lists all versions.").Produces<IReadOnlyList<ListedVersion>>().ProducesProblem(404);
        Change(api.MapPost("/definitions/{definitionId}/publish", PublishAsync)).WithSummary("Makes the latest version, or the one named, the version that runs.").ProducesProblem(422);
        Change(api.MapPost("/definitions/{definitionId}/retract", RetractAsync)).WithSummary("Takes the published version back: nothing new starts, what runs goes on.");
        Change(api.MapPost("/definitions/{definitionId}/revert", RevertAsync)).WithSummary("Makes a new draft with the content of an older version.");
        api.MapDelete("/definitions/{definitionId}/versions/{version:int}", DeleteAsync).WithTags(Tag).WithSummary("Deletes a version that no instance runs or ran.").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static RouteHandlerBuilder Document(RouteHandlerBuilder endpoint) => endpoint.WithTags(Tag)
        .Accepts<JsonElement>("application/json", "*/*").WithMetadata(new RequestSizeLimitAttribute(LargestDocument)).Produces<WrittenDefinition>().ProducesProblem(413).ProducesProblem(422);

    private static RouteHandlerBuilder Change(RouteHandlerBuilder endpoint) => endpoint.WithTags(Tag).Produces<WrittenDefinition>().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> ListAsync(IqRuntime runtime, CancellationToken cancellationToken, int? limit = null, string? after = null)
    {
        if (ListQuery.Limit(limit) is not { } most)
            return ListQuery.BadLimit();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Definitions.AsNoTracking().Where(row => row.IsLatest);
        if (after is not null)
            rows = rows.Where(row => row.DefinitionId.CompareTo(after) > 0);
        var items = await rows.OrderBy(row => row.DefinitionId).Take(most + 1)
            .Select(row => new ListedDefinition(
                row.DefinitionId,
                row.Name,
                row.Version,
                db.Definitions.Where(other => other.DefinitionId == row.DefinitionId && other.IsPublished).Select(other => (int?)other.Version).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        return Results.Ok(new Page<ListedDefinition>(items.Count > most ? items[..most] : items, items.Count > most ? items[most - 1].DefinitionId : null));
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, ImportDefinition import, ILoggerFactory logs, CancellationToken cancellationToken, bool publish = false) =>
        Answer(await import.RunAsync(await BodyAsync(request, cancellationToken), publish ? PublishCare.NoErrors : null, cancellationToken), logs);

    private static async Task<IResult> SaveDraftAsync(string definitionId, HttpRequest request, SaveDraft save, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var document = await BodyAsync(request, cancellationToken);
        if (WorkflowDefinition.Read(document).Definition is { DefinitionId: var given } && given != definitionId)
            return Problems.BadRequest($"The document belongs to '{given}', not to '{definitionId}'.", "Put the same definitionId into the document and the address.");
        return Answer(await save.RunAsync(document, cancellationToken), logs);
    }

    private static async Task<IResult> PublishAsync(string definitionId, PublishDefinition publish, IqRuntime runtime, ILoggerFactory logs, CancellationToken cancellationToken, int? version = null)
    {
        string? versionId = null;
        if (version is not null)
        {
            await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
            versionId = await db.Definitions.Where(row => row.DefinitionId == definitionId && row.Version == version).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
            if (versionId is null)
                return Problems.Of(new Obstacle("version-unknown", definitionId, $"{version}"));
        }
        return Answer(await publish.RunAsync(definitionId, versionId, cancellationToken), logs);
    }

    private static async Task<IResult> RetractAsync(string definitionId, RetractDefinition retract, ILoggerFactory logs, CancellationToken cancellationToken) =>
        Answer(await retract.RunAsync(definitionId, cancellationToken), logs);

    private static async Task<IResult> RevertAsync(string definitionId, RevertRequest request, RevertDefinition revert, ILoggerFactory logs, CancellationToken cancellationToken) =>
        Answer(await revert.RunAsync(definitionId, request.Version, cancellationToken), logs);

    private static async Task<IResult> DeleteAsync(string definitionId, int version, DeleteVersion delete, ILoggerFactory logs, CancellationToken cancellationToken) =>
        Answer(await delete.RunAsync(definitionId, version, cancellationToken), logs);

    private static async Task<IResult> ShowAsync(string definitionId, IqRuntime runtime, CancellationToken cancellationToken, int? version = null)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId);
        var row = version is null
            ? await rows.OrderByDescending(row => row.IsPublished).ThenByDescending(row => row.IsLatest).FirstOrDefaultAsync(cancellationToken)
            : await rows.FirstOrDefaultAsync(row => row.Version == version, cancellationToken);
        if (row is null)
            return Problems.Of(version is null ? new Obstacle("definition-unknown", definitionId) : new Obstacle("version-unknown", definitionId, $"{version}"));
        var definition = WorkflowDefinition.Read(row.Document).Definition ?? throw new InvalidDataException($"Version {row.Id} of definition {definitionId} can no longer be read.");
        // The columns know better than the document what is published.
        return Results.Bytes(definition.Write(new DefinitionStamp(row.Id, row.DefinitionId, row.Version, row.IsLatest, row.IsPublished, row.CreatedAt)), "application/json");
    }

    private static async Task<IResult> VersionsAsync(string definitionId, IqRuntime runtime, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var versions = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version).Take(1000)
            .Select(row => new ListedVersion(row.Id, row.Version, row.Name, row.IsLatest, row.IsPublished, row.CreatedAt)).ToListAsync(cancellationToken);
        return versions.Count == 0 ? Problems.Of(new Obstacle("definition-unknown", definitionId)) : Results.Ok<IReadOnlyList<ListedVersion>>(versions);
    }

    private static IResult Answer(DefinitionAnswer answer, ILoggerFactory logs)
    {
        switch (answer)
        {
            case DefinitionAnswer.Done { Version: { } version } done:
                logs.CreateLogger("IqWorkflows.Server.Definitions").DefinitionWritten(done.DefinitionId, version.Version, version.IsPublished);
                return Results.Ok(new WrittenDefinition(done.DefinitionId, version.Id, version.Version, version.IsLatest, version.IsPublished, ShownProblem.Of(done.Problems)));
            case DefinitionAnswer.Done:
                return Results.NoContent();
            case DefinitionAnswer.Faulty faulty:
                return Problems.Of(faulty.Problems);
            case DefinitionAnswer.Refused { Reason.Code: "not-published" } refused:
                return Results.Problem(statusCode: 409, title: $"Nothing is published under {refused.Reason.Args[0]}.", detail: "There is nothing to take back.", extensions: [new("code", "not-published")]);
            case DefinitionAnswer.Refused refused:
                return Problems.Of(refused.Reason);
            default:
                throw new InvalidOperationException($"Nobody knows the answer {answer}.");
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}

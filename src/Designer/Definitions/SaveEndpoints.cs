using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Designer.Pages;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Elsa's routes that take a drawing: save, which is also how the editor publishes, and import.</summary>
internal static class SaveEndpoints
{
    // A little more than the largest definition that is read, so that the reader can say what is wrong with one that is too large.
    private const int LargestDocument = 40 * 1024 * 1024;

    // So much is read and thrown away, so that whoever sent too much hears why: a connection that breaks tells nothing, and Studio ends at it.
    private const int LargestHeard = 256 * 1024 * 1024;

    public static void MapSaving(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions", SaveAsync).WithMetadata(new RequestSizeLimitAttribute(LargestHeard));
        api.MapPost("/workflow-definitions/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(LargestHeard));
        api.MapPut("/workflow-definitions/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(LargestHeard));
        api.MapPost("/workflow-definitions/{definitionId}/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(LargestHeard));
    }

    private static async Task<IResult> SaveAsync(HttpContext http, SaveDrawing save, DefinitionShelf shelf)
    {
        if (await IsTooLargeAsync(http))
            return TooLarge();
        if (await RequestBody.ReadAsync(http.Request) is not { } body || body["model"] is not JsonObject model)
            return Answer.Bad("The request has no model.");
        return await TakeAsync(model, body.Flag("publish") == true, http, save, shelf, (answer, row) => new JsonObject
        {
            ["workflowDefinition"] = row,
            ["alreadyPublished"] = false,
            ["consumingWorkflowCount"] = 0,
            ["validationErrors"] = new JsonArray([.. answer.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => (JsonNode)ProblemText.Sentence(problem, Caller.LanguageOf(http.Request)))]),
        });
    }

    private static async Task<bool> IsTooLargeAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestDocument;
        if (http.Request.ContentLength is not > LargestDocument)
            return false;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        return true;
    }

    private static IResult TooLarge() => Answer.Bad("This is larger than the 40 MB that a definition may have. Nothing of it is saved; what was there before is untouched.");

    private static async Task<IResult> ImportAsync(HttpContext http, SaveDrawing save, DefinitionShelf shelf)
    {
        if (await IsTooLargeAsync(http))
            return TooLarge();
        if (await RequestBody.ReadAsync(http.Request) is not { } model)
            return Answer.Bad("This file is no workflow definition: it is no JSON object.");
        if (model["root"] is not JsonObject)
            return Answer.Bad("This file is no workflow definition: it has no root.");
        return await TakeAsync(model, publish: false, http, save, shelf, (_, row) => row);
    }

    private static async Task<IResult> TakeAsync(
        JsonObject model, bool publish, HttpContext http, SaveDrawing save, DefinitionShelf shelf, Func<DrawingAnswer.Saved, JsonObject, JsonObject> shape)
    {
        var caller = Caller.Of(http);
        var basedOn = (model["customProperties"] as JsonObject)?[StudioDocument.Revision] is JsonValue value && value.TryGetValue(out long revision) ? revision : (long?)null;
        var drawing = new Drawing(
            model.Text("definitionId"), basedOn, caller.Viewer is null ? null : caller.Who, publish,
            before => System.Text.Encoding.UTF8.GetBytes(Tidying.Definition(model, before is null ? null : StudioDocument.Parse(before)).ToJsonString(Answer.Compact)),
            ActivityList.IsBuiltIn);
        switch (await save.RunAsync(drawing, http.RequestAborted))
        {
            case DrawingAnswer.Saved saved:
                var row = await shelf.FindVersionAsync(saved.VersionId, http.RequestAborted) ?? throw new InvalidOperationException($"Version {saved.VersionId} is gone right after it was saved.");
                return Answer.Json(shape(saved, await shelf.ShowAsync(row, http.RequestAborted)));
            case DrawingAnswer.NotPublished refused:
                return Answer.Bad([$"Saved as draft, but not published. All problems with links: /designer/check/{refused.DefinitionId}", .. Errors(refused.Problems, http.Request)]);
            case DrawingAnswer.Kept { Fate: DrawingFate.Stale } kept:
                return Answer.Bad($"Somebody else has saved this definition since you opened it. Your drawing is kept: /designer/drawings/{kept.DefinitionId}. Reload the page to see theirs.");
            case DrawingAnswer.Kept { Fate: DrawingFate.Emptied } kept:
                return Answer.Bad($"Not saved: every activity would be gone. The drawing before is untouched; the empty one is kept, if it was meant: /designer/drawings/{kept.DefinitionId}");
            case DrawingAnswer.Kept kept:
                return Answer.Bad([$"Not saved. What was sent is kept: /designer/drawings/{kept.DefinitionId}", .. Errors(kept.Problems, http.Request)]);
            case var answer:
                throw new InvalidOperationException($"Nobody knows the answer {answer}.");
        }
    }

    internal static IEnumerable<string> Errors(IEnumerable<Problem> problems, HttpRequest request) =>
        problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => ProblemText.Sentence(problem, Caller.LanguageOf(request)));
}

using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Elsa's route that lets all who use a definition as an activity use its published version.</summary>
internal static class References
{
    public static async Task<IResult> UpdateAsync(string definitionId, HttpContext http, DefinitionShelf shelf, SaveDrawing save)
    {
        if (await shelf.FindAsync(definitionId, "Published", http.RequestAborted) is not { ActivityType: { } type } published)
            return Answer.Bad($"Nothing of {definitionId} is published that could be used as an activity.");
        var wanted = (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("consumingWorkflowIds");
        var (affected, sentences) = (new JsonArray(), new List<string>());
        foreach (var id in await shelf.ConsumersAsync(definitionId, http.RequestAborted))
        {
            if ((wanted.Count > 0 && !wanted.Contains(id)) || await shelf.FindAsync(id, "Latest", http.RequestAborted) is not { } consumer)
                continue;
            var document = StudioDocument.Parse(consumer.Document);
            if (!Update(document, type, published))
                continue;
            var drawing = new Drawing(id, null, Caller.Of(http) is { Viewer: not null } caller ? caller.Who : null, consumer.IsPublished, _ => Encoding.UTF8.GetBytes(document.ToJsonString(Answer.Compact)), ActivityList.IsBuiltIn);
            if (await save.RunAsync(drawing, http.RequestAborted) is DrawingAnswer.Saved)
                affected.Add(consumer.Name ?? id);
            else
                sentences.Add($"{consumer.Name ?? id} is changed as a draft but not published: /designer/check/{id}");
        }
        return sentences.Count > 0 ? Answer.Bad(sentences) : Answer.Json(new JsonObject { ["affectedWorkflows"] = affected });
    }

    private static bool Update(JsonObject document, string type, DefinitionRow published)
    {
        var isChanged = false;
        foreach (var box in Boxes.Below(document).Where(box => box.TextOf("type") == type && box.TextOf("workflowDefinitionVersionId") != published.Id))
        {
            (box["version"], box["workflowDefinitionVersionId"]) = (published.Version, published.Id);
            (box["latestAvailablePublishedVersion"], box["latestAvailablePublishedVersionId"]) = (published.Version, published.Id);
            isChanged = true;
        }
        return isChanged;
    }
}

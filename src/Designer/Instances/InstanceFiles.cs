using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Instances;

/// <summary>Elsa's routes that give instances out as files and take them in again.</summary>
internal static class InstanceFiles
{
    /// <summary>Where our own state travels: Elsa's cannot be run by this engine, nor ours by Elsa.</summary>
    private const string State = "iq:state";

    private const int MostFiles = 1000;
    private const int LargestFile = 8 * 1024 * 1024;

    public static void MapInstanceFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/export", ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync);
        api.MapPost("/bulk-actions/import/workflow-instances", ImportAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ExportAsync(string id, HttpContext http, InstanceDoor door) =>
        await door.EnterAsync(Caller.Of(http), id, isChange: false, http.RequestAborted) is { } shown
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(Whole(shown), Answer.Compact), "application/json", $"workflow-instance-{id}.json")
            : InstanceEndpoints.Unknown(id);

    private static async Task<IResult> ExportManyAsync(HttpContext http, InstanceDoor door)
    {
        var buffer = new MemoryStream();
        var count = 0;
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("ids").Distinct().Take(MostFiles))
            {
                if (await door.EnterAsync(Caller.Of(http), id, isChange: false, http.RequestAborted) is not { } shown)
                    continue;
                using var entry = zip.CreateEntry($"workflow-instance-{id}.json").Open();
                await JsonSerializer.SerializeAsync(entry, Whole(shown), Answer.Compact, http.RequestAborted);
                count++;
            }
        }
        return count == 0 ? Answer.NotFound("None of these instances exists.") : Results.File(buffer.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static async Task<IResult> ImportAsync(HttpContext http, ImportInstance import)
    {
        if (!http.Request.HasFormContentType)
            return Answer.Bad("Files are sent as a form.");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = LargestFile }, http.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException)
        {
            return Answer.Bad("These files cannot be read as a form, or are too large.");
        }
        var (imported, sentences) = (0, new List<string>());
        foreach (var file in form.Files.Take(MostFiles))
        {
            if (await ReadAsync(file, http.RequestAborted) is not { } instance)
                sentences.Add($"{file.FileName} is no instance that was exported from a server of this kind.");
            else if (await import.RunAsync(instance, http.RequestAborted) is { } reason)
                sentences.Add($"{file.FileName} stays out: {Sentence(reason.Code, instance)}");
            else
                imported++;
        }
        return sentences.Count > 0 ? Answer.Bad([$"{imported} taken in.", .. sentences]) : Answer.Json(new JsonObject { ["count"] = imported });
    }

    private static string Sentence(string code, ImportedInstance instance) => code switch
    {
        "instance-exists" => $"there is an instance {instance.Id} already.",
        "version-unknown" => $"version {instance.VersionId} of its definition is not here; import the definition first.",
        "instance-of-case" => "it belongs to a case, and cases are not moved as files.",
        _ => "its state is not one of that version.",
    };

    private static async Task<ImportedInstance?> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = file.OpenReadStream();
            var json = await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject;
            var state = json?.TextOf(State) is { } text ? Convert.FromBase64String(text) : null;
            return json?.TextOf("id") is { Length: > 0 and <= 64 } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && json.TextOf("definitionVersionId") is { } versionId && state is not null && DateTimeOffset.TryParse(json.TextOf("createdAt"), System.Globalization.CultureInfo.InvariantCulture, out var created)
                ? new ImportedInstance(id, versionId, state, created.ToUniversalTime())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException) // the last: a member that stands there twice
        {
            return null;
        }
    }

    private static JsonObject Whole(ShownInstance shown)
    {
        var json = InstanceJson.Whole(shown);
        json[State] = Convert.ToBase64String(shown.Row.State);
        return json;
    }
}

using System.IO.Compression;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Elsa's routes that give definitions out as files.</summary>
internal static class ExchangeEndpoints
{
    public static void MapExchange(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(string definitionId, HttpContext http, DefinitionShelf shelf, string? versionOptions, bool includeConsumingWorkflows = false)
    {
        if (await shelf.FindAsync(definitionId, versionOptions, http.RequestAborted) is not { } row)
            return Answer.NotFound($"There is no definition {definitionId}.");
        if (!includeConsumingWorkflows)
            return Results.File(ExportedFile.Bytes(row), "application/json", ExportedFile.NameOf(row));
        var rows = new List<DefinitionRow> { row };
        foreach (var id in await shelf.ConsumersAsync(definitionId, http.RequestAborted))
        {
            if (await shelf.FindAsync(id, versionOptions, http.RequestAborted) is { } consumer)
                rows.Add(consumer);
        }
        return Zipped(rows);
    }

    private static async Task<IResult> ExportManyAsync(HttpContext http, DefinitionShelf shelf)
    {
        var rows = new List<DefinitionRow>();
        foreach (var id in (await RequestBody.ReadOrEmptyAsync(http.Request)).Texts("ids").Distinct())
        {
            if (await shelf.FindVersionAsync(id, http.RequestAborted) is { } row)
                rows.Add(row);
        }
        return rows.Count == 0 ? Answer.NotFound("None of these versions exists.") : Zipped(rows);
    }

    private static IResult Zipped(IEnumerable<DefinitionRow> rows)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var group in rows.GroupBy(ExportedFile.NameOf))
            {
                foreach (var row in group)
                {
                    using var entry = zip.CreateEntry(group.Count() == 1 ? group.Key : $"{row.DefinitionId}-{row.Version}.json").Open();
                    entry.Write(ExportedFile.Bytes(row));
                }
            }
        }
        return Results.File(buffer.ToArray(), "application/zip", "workflow-definitions.zip");
    }
}

using System.Text.Json.Nodes;
using IqWorkflows.Casework;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Instances;

/// <summary>The list of instances, by Elsa's filters.</summary>
internal static class InstanceList
{
    private const int MostOnPage = 1000;

    public static async Task<IResult> AnswerAsync(HttpContext http, IqRuntime runtime)
    {
        var filter = await RequestBody.ReadOrEmptyAsync(http.Request);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var rows = Filtered(InstanceDoor.Visible(db, Caller.Of(http)), filter);
        var version = filter.Number("version");
        if (version is not null)
            rows = rows.Where(row => db.Definitions.Any(definition => definition.Id == row.VersionId && definition.Version == version));
        var total = await rows.CountAsync(http.RequestAborted);
        var size = Math.Clamp(filter.Number("pageSize") ?? MostOnPage, 1, MostOnPage);
        var page = await Sorted(rows, filter.Text("orderBy"), filter.Text("orderDirection") == "Ascending").Skip(Math.Max(filter.Number("page") ?? 0, 0) * size).Take(size)
            .Select(row => new { Row = row, Version = db.Definitions.Where(definition => definition.Id == row.VersionId).Select(definition => (int?)definition.Version).FirstOrDefault() })
            .ToListAsync(http.RequestAborted);
        return Answer.Json(new JsonObject { ["items"] = new JsonArray([.. page.Select(line => (JsonNode)InstanceJson.Summary(line.Row, line.Version ?? 0))]), ["totalCount"] = total });
    }

    private static IQueryable<InstanceRow> Filtered(IQueryable<InstanceRow> rows, JsonObject filter)
    {
        var definitionIds = filter.Texts("definitionIds").Concat(filter.Text("definitionId") is { } one ? [one] : []).ToList();
        if (definitionIds.Count > 0)
            rows = rows.Where(row => definitionIds.Contains(row.DefinitionId));
        if (filter.Text("correlationId") is { } correlationId)
            rows = rows.Where(row => row.CorrelationId == correlationId);
        var statuses = Parsed<InstanceStatus>(filter, "statuses", "status");
        if (statuses.Count > 0)
            rows = rows.Where(row => statuses.Contains(row.Status));
        var subStatuses = Parsed<InstanceSubStatus>(filter, "subStatuses", "subStatus");
        if (subStatuses.Count > 0)
            rows = rows.Where(row => subStatuses.Contains(row.SubStatus));
        if (filter.Flag("hasIncidents") is { } hasIncidents)
            rows = rows.Where(row => row.OpenIncidents > 0 == hasIncidents);
        if (filter.Text("searchTerm")?.Trim() is { Length: > 0 } term)
            rows = rows.Where(row => row.Id == term || row.CorrelationId == term || row.DefinitionId == term || (row.Name != null && row.Name.Contains(term)));
        foreach (var limit in filter["timestampFilters"] as JsonArray ?? [])
            rows = Limited(rows, limit as JsonObject ?? []);
        return rows;
    }

    private static IQueryable<InstanceRow> Limited(IQueryable<InstanceRow> rows, JsonObject limit)
    {
        if (!DateTimeOffset.TryParse(limit.Text("timestamp"), System.Globalization.CultureInfo.InvariantCulture, out var moment))
            return rows;
        return (limit.Text("column"), limit.Text("operator")) switch
        {
            ("CreatedAt", "Is") => rows.Where(row => row.CreatedAt == moment),
            ("CreatedAt", "IsNot") => rows.Where(row => row.CreatedAt != moment),
            ("CreatedAt", "LessThan") => rows.Where(row => row.CreatedAt < moment),
            ("CreatedAt", "LessThanOrEqual") => rows.Where(row => row.CreatedAt <= moment),
            ("CreatedAt", "GreaterThan") => rows.Where(row => row.CreatedAt > moment),
            ("CreatedAt", "GreaterThanOrEqual") => rows.Where(row => row.CreatedAt >= moment),
            ("UpdatedAt", "LessThan" or "LessThanOrEqual") => rows.Where(row => row.UpdatedAt <= moment),
            ("UpdatedAt", "GreaterThan" or "GreaterThanOrEqual") => rows.Where(row => row.UpdatedAt >= moment),
            ("FinishedAt", "LessThan" or "LessThanOrEqual") => rows.Where(row => row.FinishedAt <= moment),
            ("FinishedAt", "GreaterThan" or "GreaterThanOrEqual") => rows.Where(row => row.FinishedAt >= moment),
            _ => rows,
        };
    }

    private static List<T> Parsed<T>(JsonObject filter, string many, string one)
        where T : struct, Enum =>
        [.. filter.Texts(many).Concat(filter.Text(one) is { } single ? [single] : []).Select(text => Enum.TryParse<T>(text, out var value) ? value : (T?)null).OfType<T>()];

    private static IQueryable<InstanceRow> Sorted(IQueryable<InstanceRow> rows, string? by, bool isAscending) => (by, isAscending) switch
    {
        ("Name", true) => rows.OrderBy(row => row.Name).ThenBy(row => row.Id),
        ("Name", false) => rows.OrderByDescending(row => row.Name).ThenBy(row => row.Id),
        ("LastExecuted" or "UpdatedAt", true) => rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id),
        ("LastExecuted" or "UpdatedAt", false) => rows.OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id),
        ("Finished", true) => rows.OrderBy(row => row.FinishedAt).ThenBy(row => row.Id),
        ("Finished", false) => rows.OrderByDescending(row => row.FinishedAt).ThenBy(row => row.Id),
        (_, true) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
        _ => rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id),
    };
}

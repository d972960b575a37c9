using IqWorkflows.Casework;
using IqWorkflows.Designer.Elsa;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Definitions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Definitions;

/// <summary>Reads definitions for Studio.</summary>
internal sealed class DefinitionShelf(IqRuntime runtime, ActivityList activities)
{
    private const int MostWithoutPage = 1000;

    /// <summary>The version of a definition that is asked for; of several the newest.</summary>
    public async Task<DefinitionRow?> FindAsync(string definitionId, string? versionOptions, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var which = VersionOptions.Parse(versionOptions) ?? VersionOptions.Latest;
        var marks = await db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version)
            .Select(row => new VersionRow(row.Id, row.Version, row.IsLatest, row.IsPublished)).ToListAsync(cancellationToken);
        return marks.Find(which.Includes) is { } mark ? await db.Definitions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == mark.Id, cancellationToken) : null;
    }

    public async Task<DefinitionRow?> FindVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Definitions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == versionId, cancellationToken);
    }

    /// <summary>The whole definition as Studio reads it.</summary>
    public async Task<System.Text.Json.Nodes.JsonObject> ShowAsync(DefinitionRow row, CancellationToken cancellationToken) =>
        StudioDocument.Of(row, await RevisionAsync(row.DefinitionId, cancellationToken), await activities.KnownAsync(cancellationToken));

    /// <summary>What the query of a list asks for, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<DefinitionRow> Rows, int Total)> ListAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = Sorted(Filtered(db, query), query["OrderBy"], query["OrderDirection"] == "Descending");
        var total = await rows.CountAsync(cancellationToken);
        var hasPage = int.TryParse(query["PageSize"], out var size) && size > 0;
        size = hasPage ? Math.Min(size, MostWithoutPage) : MostWithoutPage;
        var page = int.TryParse(query["Page"], out var number) && number > 0 ? number : 0;
        return (await rows.Skip(page * size).Take(size).ToListAsync(cancellationToken), total);
    }

    public async Task<bool> IsNameUniqueAsync(string name, string? definitionId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Definitions.AnyAsync(row => row.Name == name && row.IsLatest && !row.IsSystem && row.DefinitionId != definitionId, cancellationToken);
    }

    /// <summary>Definitions whose latest version uses this one as an activity.</summary>
    public async Task<IReadOnlyList<string>> ConsumersAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var types = await db.Definitions.Where(row => row.DefinitionId == definitionId && row.ActivityType != null).Select(row => row.ActivityType!).Distinct().ToListAsync(cancellationToken);
        if (types.Count == 0)
            return [];
        // Which of the others name it is found by their text first: reading every drawing would take long.
        var candidates = db.Definitions.AsNoTracking().Where(row => row.IsLatest && row.DefinitionId != definitionId);
        var consumers = new List<string>();
        foreach (var type in types)
        {
            var needle = $"\"{type}\"";
            foreach (var row in await candidates.Where(row => row.Document.Contains(needle)).Select(row => new { row.DefinitionId, row.Document }).ToListAsync(cancellationToken))
            {
                if (WorkflowDefinition.Read(row.Document).Definition?.Activities.Any(activity => activity.Type == type) == true)
                    consumers.Add(row.DefinitionId);
            }
        }
        return [.. consumers.Distinct(StringComparer.Ordinal)];
    }

    private async Task<int> RevisionAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var saved = await db.Drawings.Where(row => row.DefinitionId == definitionId && (row.Fate == DrawingFate.Saved || row.Fate == DrawingFate.Shrunk || row.Fate == DrawingFate.Unknown))
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return (int)saved;
    }

    private static IQueryable<DefinitionRow> Filtered(IqDb db, IQueryCollection query)
    {
        var rows = db.Definitions.AsNoTracking();
        var which = VersionOptions.Parse(query["versionOptions"]) ?? VersionOptions.All;
        rows = which switch
        {
            _ when which == VersionOptions.Latest => rows.Where(row => row.IsLatest),
            _ when which == VersionOptions.Published => rows.Where(row => row.IsPublished),
            _ when which == VersionOptions.LatestOrPublished => rows.Where(row => row.IsLatest || row.IsPublished),
            _ when which == VersionOptions.LatestAndPublished => rows.Where(row => row.IsLatest && row.IsPublished),
            _ when which == VersionOptions.Draft => rows.Where(row => !row.IsPublished),
            _ when int.TryParse(which.ToString(), out var version) => rows.Where(row => row.Version == version),
            _ => rows,
        };
        if (Values(query, "DefinitionIds") is { Count: > 0 } definitionIds)
            rows = rows.Where(row => definitionIds.Contains(row.DefinitionId));
        if (Values(query, "Ids") is { Count: > 0 } ids)
            rows = rows.Where(row => ids.Contains(row.Id));
        if (bool.TryParse(query["IsSystem"], out var isSystem))
            rows = rows.Where(row => row.IsSystem == isSystem);
        if (query["SearchTerm"].ToString().Trim() is { Length: > 0 } term)
        {
            var folded = term.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // the database folds, not this machine
            rows = rows.Where(row => row.Id == term || row.DefinitionId.ToLower().Contains(folded) || (row.Name != null && row.Name.ToLower().Contains(folded)));
#pragma warning restore CA1304, CA1311, CA1862
        }
        return rows;
    }

    private static IQueryable<DefinitionRow> Sorted(IQueryable<DefinitionRow> rows, string? by, bool isDescending) => (by, isDescending) switch
    {
        ("Created", false) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
        ("Created", true) => rows.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id),
        ("Version", false) => rows.OrderBy(row => row.Version).ThenBy(row => row.Id),
        ("Version", true) => rows.OrderByDescending(row => row.Version).ThenBy(row => row.Id),
        (_, true) => rows.OrderByDescending(row => row.Name).ThenBy(row => row.Id),
        _ => rows.OrderBy(row => row.Name).ThenBy(row => row.Id),
    };

    private static List<string> Values(IQueryCollection query, string name) => [.. query[name].OfType<string>().Where(value => value.Length > 0)];
}

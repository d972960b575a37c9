using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Instances.Moving;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Running.Moving;
using IqWorkflows.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Pages;

/// <summary>Which versions running cases go by; moves them to the published one, and back.</summary>
internal static class VersionPages
{
    private const int MostShown = 200;
    private const int MostBatches = 20;

    /// <summary>So many characters of an id tell one run from another.</summary>
    private const int Enough = 8;

    public static void MapVersions(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/versions", AllAsync);
        pages.MapGet("/versions/{definitionId}", OneAsync);
        pages.MapPost("/versions/{definitionId}/move", MoveAsync).DisableAntiforgery();
        pages.MapPost("/versions/{definitionId}/undo/{batch}", UndoAsync).DisableAntiforgery();
    }

    private static string PathOf(string definitionId) => $"/designer/versions/{Uri.EscapeDataString(definitionId)}";

    private static async Task<IResult> AllAsync(HttpContext http, IqRuntime runtime)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var counts = await db.Instances.Where(row => row.Status == InstanceStatus.Running).GroupBy(row => new { row.DefinitionId, row.VersionId })
            .Select(group => new { group.Key.DefinitionId, group.Key.VersionId, Count = group.Count() }).ToListAsync(http.RequestAborted);
        var ids = counts.Select(count => count.VersionId).ToList();
        var versions = await db.Definitions.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.DefinitionId, row.Version, row.IsPublished }).ToListAsync(http.RequestAborted);
        var rows = counts.Join(versions, count => count.VersionId, version => version.Id, (count, version) => (Version: version, count.Count)).OrderBy(row => row.Version.Name).ThenBy(row => row.Version.Version);
        return PageEndpoints.Page(http, text => Frame.Html(text, text["Versions"], "/designer/versions", "", $"""
            <main class="iq-page"><h1>{text["Versions"]}</h1><p class="iq-muted">{text["Versions.Text"]}</p>
            <table><thead><tr><th scope="col">{text["Workflow"]}</th><th scope="col">{text["Version"]}</th><th scope="col">{text["State"]}</th><th scope="col">{text["Running"]}</th></tr></thead><tbody>
            {string.Concat(rows.Select(row => $"""<tr><td><a href="{PathOf(row.Version.DefinitionId)}">{Frame.Encoded(row.Version.Name ?? row.Version.DefinitionId)}</a></td><td data-label="{text["Version"]}">{row.Version.Version}</td><td>{text[row.Version.IsPublished ? "Published" : "Older"]}</td><td data-label="{text["Running"]}">{row.Count}</td></tr>"""))}
            </tbody></table></main>
            """));
    }

    private static async Task<IResult> OneAsync(string definitionId, HttpContext http, IqRuntime runtime, MoveInstances move)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var published = await db.Definitions.Where(row => row.DefinitionId == definitionId && row.IsPublished).Select(row => new { row.Id, row.Name, row.Version }).FirstOrDefaultAsync(http.RequestAborted);
        if (published is null)
            return Results.LocalRedirect("/designer/versions");
        var older = db.Instances.Where(row => row.DefinitionId == definitionId && row.Status == InstanceStatus.Running && row.VersionId != published.Id);
        var total = await older.CountAsync(http.RequestAborted);
        var current = await db.Instances.CountAsync(row => row.DefinitionId == definitionId && row.Status == InstanceStatus.Running && row.VersionId == published.Id, http.RequestAborted);
        var shown = await older.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(MostShown).Select(row => new
        {
            row.Id,
            row.CorrelationId,
            row.CreatedAt,
            Version = db.Definitions.Where(version => version.Id == row.VersionId).Select(version => version.Version).FirstOrDefault(),
            Waits = db.Bookmarks.Where(bookmark => bookmark.InstanceId == row.Id).Select(bookmark => bookmark.ActivityId).ToList(),
            Moments = db.Timers.Where(timer => timer.InstanceId == row.Id).Select(timer => timer.DueAt).ToList(),
        }).ToListAsync(http.RequestAborted);
        var ids = shown.ConvertAll(one => one.Id);
        var visible = await Instances.InstanceDoor.Visible(db, Caller.Of(http)).Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(http.RequestAborted);
        var fates = new Dictionary<string, InstanceFate>(StringComparer.Ordinal);
        foreach (var one in shown)
            fates[one.Id] = await move.PreviewAsync(one.Id, http.RequestAborted);
        var names = await NamesAsync(db, definitionId, http.RequestAborted);
        var batches = await db.InstanceMoves.Where(row => row.DefinitionId == definitionId).GroupBy(row => row.Batch)
            .Select(group => new { Batch = group.Key, At = group.Min(row => row.At), Count = group.Count(), Standing = group.Count(row => row.UndoneAt == null) }).OrderByDescending(batch => batch.At).Take(MostBatches).ToListAsync(http.RequestAborted);
        return PageEndpoints.Page(http, text => Frame.Html(text, $"{text["Versions"]}: {Frame.Encoded(published.Name ?? definitionId)}", "/designer/versions", "", $"""
            <main class="iq-page"><h1>{Frame.Encoded(published.Name ?? definitionId)}</h1>
            {Said(text, http.Request.Query)}
            <p>{text.Of("Versions.Counts", published.Version, current, total)}</p>
            {(shown.Count == 0 ? $"""<p class="iq-status">{text["Versions.None"]}</p>""" : $"""
            <form method="post" action="{PathOf(definitionId)}/move">
            <table><thead><tr><th scope="col"><span class="iq-hidden">{text["Choose"]}</span></th><th scope="col">{text["Case"]}</th><th scope="col">{text["Version"]}</th><th scope="col">{text["WaitsAt"]}</th><th scope="col">{text["Fate"]}</th></tr></thead><tbody>
            {string.Concat(shown.Select(one => $"""
                <tr><td class="iq-pick">{(fates[one.Id].Fate == MoveFate.Moves ? $"""<input type="checkbox" name="instance" value="{Frame.Encoded(one.Id)}" aria-label="{Frame.Encoded(NameOf(one.Id, one.CorrelationId, visible))}" checked />""" : "")}</td>
                <td>{LinkOf(one.Id, one.CorrelationId, visible)} <span class="iq-muted">{text.Of("Since", text.Day(one.CreatedAt))}</span></td><td data-label="{text["Version"]}">{one.Version}</td><td data-label="{text["WaitsAt"]}">{Frame.Encoded(string.Join(", ", one.Waits.Distinct().Select(id => NameOf(names, id))))}</td><td>{Told(text, fates[one.Id], names)}{(fates[one.Id].Fate == MoveFate.Moves ? string.Concat(one.Moments.Order().Select(moment => " " + text.Of("Fate.Moment", text.Moment(moment)))) : "")}</td></tr>
                """))}
            </tbody></table>
            <p><button name="which" value="chosen">{text["MoveChosen"]}</button> <button class="iq-first" name="which" value="all">{(total > shown.Count ? text.Of("MoveAll", total) : text.Of("MoveAllThatCan", fates.Values.Count(fate => fate.Fate == MoveFate.Moves)))}</button></p></form>
            """)}
            {(batches.Count == 0 ? "" : $"""
            <h2>{text["Batches"]}</h2><table><tbody>
            {string.Concat(batches.Select(batch => $"""<tr><td>{text.Moment(batch.At)}</td><td>{text.Of("Batch.Count", batch.Count, batch.Count - batch.Standing)}</td><td>{(batch.Standing == 0 ? "" : $"""<form method="post" action="{PathOf(definitionId)}/undo/{Uri.EscapeDataString(batch.Batch)}"><button>{text["Undo"]}</button></form>""")}</td></tr>"""))}
            </tbody></table>
            """)}
            </main>
            """));
    }

    private static async Task<IResult> MoveAsync(string definitionId, HttpContext http, IqRuntime runtime, MoveInstances move, CaseDoor door)
    {
        var form = await PageForm.ReadAsync(http.Request);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var chosen = form["instance"].OfType<string>().ToList();
        var running = db.Instances.Where(row => row.DefinitionId == definitionId && row.Status == InstanceStatus.Running && !db.Definitions.Any(version => version.Id == row.VersionId && version.IsPublished));
        if (form["which"] != "all")
            running = running.Where(row => chosen.Contains(row.Id));
        var ids = await running.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(http.RequestAborted);
        var (_, fates) = await move.RunAsync(ids, Caller.Of(http).Who, http.RequestAborted);
        List<string> moved = [.. fates.Where(fate => fate.Fate == MoveFate.Moves).Select(fate => fate.InstanceId)];
        await LogAsync(moved, http, runtime, door);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{PathOf(definitionId)}?moved={moved.Count}&left={fates.Count - moved.Count}"));
    }

    private static async Task<IResult> UndoAsync(string definitionId, string batch, HttpContext http, IqRuntime runtime, UndoMoves undo, CaseDoor door)
    {
        var (back, goneOn) = await undo.RunAsync(batch, http.RequestAborted);
        await LogAsync(back, http, runtime, door);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{PathOf(definitionId)}?back={back.Count}&gone={goneOn.Count}"));
    }

    private static async Task LogAsync(IReadOnlyList<string> instances, HttpContext http, IqRuntime runtime, CaseDoor door)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        foreach (var caseId in await db.Instances.Where(row => instances.Contains(row.Id) && db.Cases.Any(one => one.Id == row.CorrelationId)).Select(row => row.CorrelationId!).Distinct().ToListAsync(http.RequestAborted)) // asked for
            await door.LogMoveAsync(Caller.Of(http).Who, caseId, http.RequestAborted);
    }

    /// <summary>What the versions that run call their boxes; the latest name of a box counts.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(IqDb db, string definitionId, CancellationToken cancellationToken)
    {
        var documents = await db.Definitions.Where(row => row.DefinitionId == definitionId && (row.IsPublished || db.Instances.Any(instance => instance.VersionId == row.Id && instance.Status == InstanceStatus.Running)))
            .OrderByDescending(row => row.Version).Select(row => row.Document).ToListAsync(cancellationToken);
        return documents.SelectMany(Boxes.Names).GroupBy(name => name.Key).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
    }

    private static string NameOf(IReadOnlyDictionary<string, string> names, string? id) => id is null ? "" : names.GetValueOrDefault(id, id);

    // A designer moves cases of all centres, but learns the number of those only that they may see.
    private static string NameOf(string id, string? correlationId, List<string> visible) => visible.Contains(id) && correlationId is not null ? correlationId : id.Length > Enough ? id[^Enough..] : id;

    private static string LinkOf(string id, string? correlationId, List<string> visible) => visible.Contains(id) && correlationId is not null
        ? $"""<a href="/designer/instances/{Uri.EscapeDataString(id)}">{Frame.Encoded(correlationId)}</a>"""
        : Frame.Encoded(NameOf(id, correlationId, visible));

    private static string Told(PageText text, InstanceFate fate, IReadOnlyDictionary<string, string> names) => fate.Fate switch
    {
        MoveFate.Moves => text["Fate.Moves"],
        MoveFate.Stays => text["Fate.Stays"],
        _ => $"""<span class="iq-warning">{text["Fate.Cannot"]}</span> {string.Join(" ", fate.Obstacles.Select(obstacle => text.Of($"Obstacle.{obstacle.Kind}", NameOf(names, obstacle.ActivityId))))}""",
    };

    private static string Said(PageText text, IQueryCollection query)
    {
        int Number(string name) => int.TryParse(query[name], out var number) ? number : 0;
        var said = query.ContainsKey("moved") ? text.Of("Said.Moved", Number("moved"), Number("left"))
            : query.ContainsKey("back") ? text.Of("Said.Back", Number("back"), Number("gone"))
            : null;
        return said is null ? "" : $"""<p class="iq-status" role="status">{said}</p>""";
    }
}

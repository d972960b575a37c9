using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Storage.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Pages;

/// <summary>Drawings of the last days: look at one, bring it back.</summary>
internal static class DrawingPages
{
    private const int MostShown = 200;

    public static void MapDrawings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/drawings/{definitionId}", ListAsync);
        pages.MapGet("/drawings/{definitionId}/{drawing:long}", DownloadAsync);
        pages.MapPost("/drawings/{definitionId}/{drawing:long}", BringBackAsync);
    }

    private static async Task<IResult> ListAsync(string definitionId, HttpContext http, IqRuntime runtime)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var name = await db.Definitions.Where(row => row.DefinitionId == definitionId && row.IsLatest).Select(row => row.Name).FirstOrDefaultAsync(http.RequestAborted);
        var drawings = await db.Drawings.Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Id).Take(MostShown)
            .Select(row => new { row.Id, row.At, row.Version, row.Fate, Who = db.Accounts.Where(account => account.Id == row.Who).Select(account => account.Name).FirstOrDefault() }).ToListAsync(http.RequestAborted);
        var path = $"/designer/drawings/{Uri.EscapeDataString(definitionId)}";
        var isBack = http.Request.Query.ContainsKey("back");
        return PageEndpoints.Page(http, text => Frame.Html(text, $"{text["Drawings"]}: {Frame.Encoded(name ?? definitionId)}", "", "", $"""
            <main class="iq-page"><h1>{text["Drawings"]}: {Frame.Encoded(name ?? definitionId)}</h1>
            {(isBack ? $"""<p class="iq-status" role="status">{text["BroughtBack"]}</p>""" : "")}
            <p class="iq-muted">{text["Drawings.Text"]} <a href="/designer/workflows/{Uri.EscapeDataString(definitionId)}">{text["OpenInStudio"]}</a></p>
            <table><thead><tr><th scope="col">{text["When"]}</th><th scope="col">{text["Who"]}</th><th scope="col">{text["Version"]}</th><th scope="col">{text["State"]}</th><th scope="col"><span class="iq-hidden">{text["Do"]}</span></th></tr></thead><tbody>
            {string.Concat(drawings.Select(one => $"""
                <tr><td>{text.Moment(one.At)}</td><td>{Frame.Encoded(one.Who ?? "–")}</td><td data-label="{text["Version"]}">{one.Version}</td><td>{text[$"Fate.{one.Fate}"]}</td>
                <td><form method="post" action="{path}/{one.Id}"><button>{text["BringBack"]}</button> <a href="{path}/{one.Id}">{text["Download"]}</a></form></td></tr>
                """))}
            </tbody></table></main>
            """));
    }

    private static async Task<IResult> DownloadAsync(string definitionId, long drawing, HttpContext http, IqRuntime runtime)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var packed = await db.Drawings.Where(row => row.Id == drawing && row.DefinitionId == definitionId).Select(row => row.Document).SingleOrDefaultAsync(http.RequestAborted);
        return packed is null ? Results.NotFound() : Results.File(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Packing.Unpack(packed))), "application/json", $"{drawing}.json");
    }

    private static async Task<IResult> BringBackAsync(string definitionId, long drawing, HttpContext http, BringBackDrawing bring) =>
        await bring.RunAsync(definitionId, drawing, Caller.Of(http).Who, http.RequestAborted)
            ? Results.LocalRedirect($"/designer/drawings/{Uri.EscapeDataString(definitionId)}?back")
            : Results.NotFound();
}

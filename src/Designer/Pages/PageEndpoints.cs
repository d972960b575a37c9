using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Pages;

/// <summary>The pages at <c>/designer</c>.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("", (HttpContext http) => Page(http, text => StudioPage.Html(text, "/designer", text["Workflows"], "elsa-workflow-definition-list")));
        pages.MapGet("/workflows/{definitionId}", WorkflowAsync);
        pages.MapGet("/instances", (HttpContext http) => Page(http, text => StudioPage.Html(text, "/designer/instances", text["Instances"], "elsa-workflow-instance-list")));
        pages.MapGet("/instances/{id}", (string id, HttpContext http) => Page(http, text =>
            StudioPage.Html(text, "/designer/instances", $"{text["Instance"]} {Frame.Encoded(id)}", "elsa-workflow-instance-viewer", "instance-id", id)));
        pages.MapCheck();
        pages.MapDrawings();
        pages.MapVersions();
        pages.MapTrials();
        // Where Studio's own links lead, which know other hosts.
        pages.MapGet("/workflows/definitions/{definitionId}/edit", (string definitionId) => Results.LocalRedirect($"/designer/workflows/{Uri.EscapeDataString(definitionId)}"));
        pages.MapGet("/workflows/definitions", () => Results.LocalRedirect("/designer"));
        pages.MapGet("/workflows/instances", () => Results.LocalRedirect("/designer/instances"));
        pages.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect($"/designer/instances/{Uri.EscapeDataString(id)}"));
        pages.MapGet("/signed-in", (HttpContext http) => Page(http, text => Frame.Html(text, text["SignedIn"], "", "", $"<main class=\"iq-page\"><h1>{text["SignedIn"]}</h1><p>{text["SignedIn.Text"]}</p></main>")));
    }

    public static IResult Page(HttpContext http, Func<PageText, string> html)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(html(new PageText(Caller.LanguageOf(http.Request))), "text/html; charset=utf-8");
    }

    private static async Task<IResult> WorkflowAsync(string definitionId, HttpContext http, DefinitionShelf shelf)
    {
        if (await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is not { } row)
            return Results.LocalRedirect("/designer");
        return Page(http, text => StudioPage.Html(
            text, "/designer", Frame.Encoded(row.Name ?? row.DefinitionId), "elsa-workflow-definition-editor", "definition-id", definitionId,
            $"""<nav class="iq-about" aria-label="{Frame.Encoded(row.Name ?? row.DefinitionId)}"><a href="/designer/check/{Uri.EscapeDataString(definitionId)}">{text["Check"]}</a><a href="/designer/try/{Uri.EscapeDataString(definitionId)}">{text["Try"]}</a><a href="/designer/drawings/{Uri.EscapeDataString(definitionId)}">{text["Drawings"]}</a></nav>"""));
    }
}

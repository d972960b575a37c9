using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Engine.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Pages;

/// <summary>What is wrong with definitions, with links to where it can be mended.</summary>
internal static class CheckPages
{
    private const int MostOnOnePage = 300;

    public static void MapCheck(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/check", AllAsync);
        pages.MapGet("/check/{definitionId}", OneAsync);
    }

    private static async Task<IResult> AllAsync(HttpContext http, CheckDefinition check, IqRuntime runtime)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var ids = await db.Definitions.Where(row => row.IsLatest && !row.IsSystem).OrderBy(row => row.Name).Select(row => row.DefinitionId).Take(MostOnOnePage).ToListAsync(http.RequestAborted);
        var found = new List<CheckedDefinition>();
        foreach (var id in ids)
        {
            if (await check.RunAsync(id, http.RequestAborted) is { } one)
                found.Add(one);
        }
        return PageEndpoints.Page(http, text => Frame.Html(text, text["Check"], "/designer/check", "", $"""
            <main class="iq-page"><h1>{text["Check"]}</h1>
            <table><thead><tr><th scope="col">{text["Workflow"]}</th><th scope="col">{text["Version"]}</th><th scope="col">{text["State"]}</th><th scope="col">{text["Found"]}</th></tr></thead><tbody>
            {string.Concat(found.Select(one => $"""<tr><td><a href="/designer/check/{Uri.EscapeDataString(one.DefinitionId)}">{Frame.Encoded(one.Name ?? one.DefinitionId)}</a></td><td data-label="{text["Version"]}">{one.Version}</td><td>{text[one.IsPublished ? "Published" : "Draft"]}</td><td>{Counted(text, one.Problems)}</td></tr>"""))}
            </tbody></table></main>
            """));
    }

    private static async Task<IResult> OneAsync(string definitionId, HttpContext http, CheckDefinition check, DefinitionShelf shelf)
    {
        if (await check.RunAsync(definitionId, http.RequestAborted) is not { } found)
            return Results.LocalRedirect("/designer/check");
        var names = await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is { } row ? Boxes.Names(row.Document) : new Dictionary<string, string>();
        var name = Frame.Encoded(found.Name ?? definitionId);
        return PageEndpoints.Page(http, text => Frame.Html(text, $"{text["Check"]}: {name}", "/designer/check", "", $"""
            <main class="iq-page"><h1>{name}</h1>
            <p class="iq-muted">{text.Of("VersionNumber", found.Version)} · {text[found.IsPublished ? "Published" : "Draft"]} · <a href="/designer/workflows/{Uri.EscapeDataString(definitionId)}">{text["OpenInStudio"]}</a></p>
            {(found.Problems.Count == 0 ? $"""<p class="iq-status">{text["NothingFound"]}</p>""" : Listed(text, definitionId, found.Problems, names, Caller.LanguageOf(http.Request)))}
            </main>
            """));
    }

    private static string Listed(PageText text, string definitionId, IReadOnlyList<Problem> problems, IReadOnlyDictionary<string, string> names, Language language) => string.Concat(problems.OrderByDescending(problem => problem.Severity).GroupBy(problem => problem.ActivityId ?? "").Select(group => $"""
        <h2>{(group.Key.Length == 0 ? text["WholeDefinition"] : $"<a href=\"/designer/workflows/{Uri.EscapeDataString(definitionId)}#{Uri.EscapeDataString(group.Key)}\">{Frame.Encoded(names.GetValueOrDefault(group.Key, group.Key))}</a>")}</h2>
        <ul>{string.Concat(group.Select(problem => $"""<li><span class="{Class(problem)}">{text[problem.Severity == ProblemSeverity.Error ? "Error" : "Warning"]}</span> {Frame.Encoded(ProblemText.Kind(problem, language))} <span lang="en">{Frame.Encoded(problem.Message)} {Frame.Encoded(problem.Remedy)}</span> <span class="iq-muted iq-place">{Frame.Encoded(problem.Place)}</span></li>"""))}</ul>
        """));

    private static string Counted(PageText text, IReadOnlyList<Problem> problems)
    {
        var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        return problems.Count == 0 ? text["NothingFound"] : $"""<span class="{(errors > 0 ? "iq-error" : "iq-warning")}">{text.Of("Counted", errors, problems.Count - errors)}</span>""";
    }

    private static string Class(Problem problem) => problem.Severity == ProblemSeverity.Error ? "iq-error" : "iq-warning";
}

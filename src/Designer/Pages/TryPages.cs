using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Designer.Definitions;
using IqWorkflows.Designer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Designer.Pages;

/// <summary>Tries a definition with an invented case whose clock is moved by hand.</summary>
internal static class TryPages
{
    private const int ForecastDays = 90;

    private static readonly string[] s_consents = ["BERATUNG_DOKU", "EMAIL_KONTAKT"];

    public static void MapTrials(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/try/{definitionId}", ShowAsync);
        pages.MapPost("/try/{definitionId}", PlayAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(string definitionId, HttpContext http, DefinitionShelf shelf, IqRuntime runtime) =>
        await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is { } row
            ? PageEndpoints.Page(http, text => Html(text, definitionId, row.Name ?? definitionId, new TryForm(runtime.Clock.GetUtcNow(), TryForm.Facts, []), ""))
            : Results.LocalRedirect("/designer");

    private static async Task<IResult> PlayAsync(string definitionId, HttpContext http, DefinitionShelf shelf, IqRuntime runtime, TryDefinition trial)
    {
        var form = TryForm.Read(await PageForm.ReadAsync(http.Request), runtime.Clock.GetUtcNow());
        if (await shelf.FindAsync(definitionId, "Latest", http.RequestAborted) is not { } row || await trial.RunAsync(definitionId, form.Begins, form.Given, s_consents, form.Read(), http.RequestAborted) is not { } tried)
            return Results.LocalRedirect("/designer");
        var language = Caller.LanguageOf(http.Request);
        return PageEndpoints.Page(http, text => Html(text, definitionId, row.Name ?? definitionId, form, Told(text, tried, new TimelineText(runtime.Rules, language), language, Boxes.Names(row.Document))));
    }

    private static string Html(PageText text, string definitionId, string name, TryForm form, string told) => Frame.Html(text, $"{text["Try"]}: {Frame.Encoded(name)}", "", "", $"""
        <main class="iq-page"><h1>{text["Try"]}: {Frame.Encoded(name)}</h1>
        <p class="iq-muted">{text["Try.Text"]} <a href="/designer/workflows/{Uri.EscapeDataString(definitionId)}">{text["OpenInStudio"]}</a></p>
        <form method="post" class="iq-try">
        <input type="hidden" name="begins" value="{form.Begins.UtcTicks.ToString(CultureInfo.InvariantCulture)}" />
        <details{(told.Length == 0 ? " open" : "")}><summary>{text["Sample"]}</summary>
        <label>{text["Sample.Facts"]}<textarea name="sample" rows="9">{Frame.Encoded(form.Sample)}</textarea></label></details>
        {(told.Length == 0 ? "" : $"""<details><summary>{text.Of("Try.Steps", form.Steps.Count)}</summary><label>{text["Try.StepsLabel"]}<textarea name="steps" rows="5">{Frame.Encoded(string.Join('\n', form.Steps))}</textarea></label></details>""")}
        {(told.Length == 0 ? $"""<p><button class="iq-first">{text["Try.Start"]}</button></p>""" : $"""
        <p><label>{text["Try.Days"]} <input name="days" type="number" min="1" max="400" value="14" /></label> <button class="iq-first" name="do" value="wait">{text["Try.Wait"]}</button> <button>{text["Try.Again"]}</button></p>
        {told}
        """)}
        </form></main>
        """);

    private static string Told(PageText text, Tried tried, TimelineText timeline, Language language, IReadOnlyDictionary<string, string> names) => $"""
        <p class="iq-status" role="status">{text.Of("Try.Now", WebText(text.Moment(tried.Now)))}</p>
        {string.Concat(tried.Problems.Select(problem => $"""<p class="iq-error">{Frame.Encoded(problem)}</p>"""))}
        <h2>{text["Try.Tasks"]}</h2>
        {(tried.Tasks.Count + tried.Events.Count == 0 ? $"""<p class="iq-muted">{text["Try.Nothing"]}</p>""" : $"""
        <label>{text["Try.Given"]}<textarea name="given" rows="3"></textarea></label>
        <table><tbody>
        {string.Concat(tried.Tasks.Select(task => $"""<tr><td>{Frame.Encoded(task.Title.In(language))}{(task.DueOn is { } due ? $" · {text.Of("Try.Due", due.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture))}" : "")}</td><td>{string.Concat(task.Outcomes.Select(outcome => $"""<button name="do" value="task {Frame.Encoded(task.ActivityId)} {Frame.Encoded(outcome.Name)}">{Frame.Encoded(outcome.Text.In(language))}</button> """))}</td></tr>"""))}
        {string.Concat(tried.Events.Select(one => $"""<tr><td>{text["Try.Event"]} {Frame.Encoded(one.Title.In(language))}</td><td><button name="do" value="event {Frame.Encoded(one.Name)}">{text["Try.Record"]}</button></td></tr>"""))}
        </tbody></table>
        """)}
        <h2>{text["Try.Timeline"]}</h2><pre>{Frame.Encoded(string.Join('\n', timeline.Lines(tried.Timeline)))}</pre>
        <h2>{text.Of("Try.Coming", ForecastDays)}</h2><pre>{Frame.Encoded(string.Join('\n', timeline.Forecast(tried.Coming, ForecastDays)))}</pre>
        <h2>{text["Try.Journal"]}</h2>
        <table><tbody>{string.Concat(tried.Journal.Select(entry => $"<tr><td>{text.Moment(entry.At)}</td><td>{Frame.Encoded(names.GetValueOrDefault(entry.Activity, entry.Activity))}</td><td>{text[$"Journal.{entry.Event}"]}{(entry.Message is null ? "" : ": " + Frame.Encoded(entry.Message))}</td></tr>"))}</tbody></table>
        """;

    private static string WebText(string html) => System.Net.WebUtility.HtmlDecode(html);
}

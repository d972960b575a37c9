namespace IqWorkflows.Designer.Pages;

/// <summary>A page that holds one of Studio's elements.</summary>
internal static class StudioPage
{
    private const string Styles = """
            <link rel="stylesheet" href="_content/MudBlazor/MudBlazor.min.css" />
            <link rel="stylesheet" href="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css" />
            <link rel="stylesheet" href="_content/Radzen.Blazor/css/material-base.css" />
            <link rel="stylesheet" href="_content/Elsa.Studio.Shell/css/shell.css" />
            <link rel="stylesheet" href="Elsa.Studio.Host.CustomElements.styles.css" />

        """;

    private static readonly string s_scripts = string.Concat(new[]
    {
        "assets/designer.js", "_content/BlazorMonaco/jsInterop.js", "_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js", "_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js",
        "_content/MudBlazor/MudBlazor.min.js", "_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js", "_content/Radzen.Blazor/Radzen.Blazor.js", "_framework/blazor.webassembly.js",
    }.Select(script => $"<script src=\"{script}\"></script>\n"));

    /// <param name="text">The texts.</param>
    /// <param name="place">Path of the place in the menu.</param>
    /// <param name="title">Title of the page, as HTML.</param>
    /// <param name="element">Studio's element.</param>
    /// <param name="idAttribute">Its attribute for <paramref name="id"/>; null for those that show everything.</param>
    /// <param name="id">What it shows.</param>
    /// <param name="links">More links about what is shown, as HTML.</param>
    public static string Html(PageText text, string place, string title, string element, string? idAttribute = null, string? id = null, string links = "") => Frame.Html(text, title, place, Styles, $"""
        <div class="iq-bar" hidden></div>
        {links}
        <main id="studio" class="iq-studio" data-element="{element}" data-id-attribute="{idAttribute}" data-id="{Frame.Encoded(id)}"><p class="iq-loading" role="status">{text["Loading"]}</p></main>
        <dialog id="iq-sign-in" aria-labelledby="iq-sign-in-title">
            <h2 id="iq-sign-in-title">{text["SignedOut"]}</h2>
            <p>{text["SignedOut.Text"]}</p>
            <a href="/anmelden?back=/designer/signed-in" target="_blank" rel="opener">{text["SignInAgain"]}</a>
        </dialog>
        <template id="iq-unsaved"><p>{text["Unsaved"]}</p><button type="button" data-do="send">{text["Unsaved.Send"]}</button><button type="button" data-do="drop">{text["Unsaved.Drop"]}</button></template>
        <template id="iq-refused"><p></p><button type="button" data-do="close">{text["Close"]}</button></template>
        <div id="blazor-error-ui">{text["StudioFailed"]} <a href="" class="reload">{text["Reload"]}</a><a class="dismiss">✕</a></div>
        {s_scripts}
        """);
}

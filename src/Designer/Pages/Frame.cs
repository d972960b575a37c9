using System.Net;

namespace IqWorkflows.Designer.Pages;

/// <summary>What stands around every page of the designer. It is thin: Studio wants the room.</summary>
internal static class Frame
{
    /// <summary>Studio draws inline styles, adds a script and compiles WebAssembly; the desk allows none of that. Nothing leaves this host.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; connect-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static readonly (string Path, string Key)[] s_places = [("/designer", "Workflows"), ("/designer/instances", "Instances"), ("/designer/check", "Check"), ("/designer/versions", "Versions")];

    /// <param name="text">The texts.</param>
    /// <param name="title">Title of the page, as HTML.</param>
    /// <param name="place">Path of the place in the menu.</param>
    /// <param name="head">What else belongs into the head.</param>
    /// <param name="body">The page, as HTML.</param>
    public static string Html(PageText text, string title, string place, string head, string body)
    {
        var menu = string.Concat(s_places.Select(one =>
            $"""<a href="{one.Path}"{(one.Path == place ? " aria-current=\"page\"" : "")}>{text[one.Key]}</a>"""));
        return $"""
            <!DOCTYPE html>
            <html lang="{text.Code}">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title} – IqWorkflows</title>
                <base href="/designer/" />
                <link rel="icon" href="data:," />
                <link rel="stylesheet" href="/desk/fonts.css" />
            {head}    <link rel="stylesheet" href="/designer/assets/designer.css" />
            </head>
            <body>
                <header class="iq-top">
                    <a class="iq-brand" href="/designer">IqWorkflows</a>
                    <nav aria-label="{text["Menu"]}">{menu}</nav>
                    <a class="iq-desk" href="/konto">{text["Desk"]}</a>
                </header>
                {body}
            </body>
            </html>
            """;
    }

    public static string Encoded(string? value) => WebUtility.HtmlEncode(value ?? "");
}

using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Hosting;

/// <summary>Whoever asks Elsa's API or opens a page of the designer.</summary>
/// <param name="Who">Account, or <c>api</c> for whoever holds the key of the server.</param>
/// <param name="Viewer">The person; null: a program with the key.</param>
internal sealed record Caller(string Who, Viewer? Viewer)
{
    public const string KeyHolder = "api";

    /// <summary>Somebody who was let in and of whom no more is known: a person who sees no case.</summary>
    public static Caller Unnamed { get; } = new("", new Viewer("", "", new HashSet<string>(), null, null, null, []));

    public static Caller Of(HttpContext http) =>
        (Caller?)http.Items[typeof(Caller)] ?? throw new InvalidOperationException("This endpoint lacks the door of the designer.");

    /// <summary>As the person chose on the desk, else as the browser says; German unless English is asked for before it.</summary>
    public static Language LanguageOf(HttpRequest request)
    {
        var chosen = request.Cookies["iq-language"]
            ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => language is "de" or "en");
        return chosen == "en" ? Language.English : Language.German;
    }
}

using System.Security.Claims;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Steps;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Who may open a page; a page that has none of these is for everybody who has signed in.</summary>
/// <param name="May">Decides for whoever has signed in; null: nobody need have.</param>
internal sealed record Door(Func<Viewer, bool>? May);

/// <summary>What every request to the desk passes: headers, language, who it is, whether they may, and whether the form is one of ours.</summary>
internal sealed partial class Gate(IqRuntime runtime, AccountBook accounts, IAntiforgery antiforgery, ILogger<Gate> logger) : IEndpointFilter
{
    public const string LanguageCookie = "iq-language";
    public const string KeysCookie = "iq-keys";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var needed = http.GetEndpoint()?.Metadata.GetMetadata<Door>();
        try
        {
            var visit = await BeginAsync(http);
            if (HttpMethods.IsPost(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http))
                return Message(visit, "FormExpired", StatusCodes.Status400BadRequest);
            if (needed is not { May: null })
            {
                if (visit.Viewer is null)
                    return Results.LocalRedirect(await accounts.AnyAsync(http.RequestAborted) ? "/anmelden?back=" + Uri.EscapeDataString(HttpMethods.IsGet(http.Request.Method) ? visit.Path : "/") : "/erster-start");
                if (needed?.May is { } may && !may(visit.Viewer))
                    return Message(visit, "NotAllowed", StatusCodes.Status403Forbidden);
            }
            return await next(context);
        }
        catch (Exception exception) when (exception is DatabaseUnavailableException or WriterStoppedException)
        {
            return Message(Of(http), "Unavailable", StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BadHttpRequestException) // the edge: people get a page, the log gets the reason
        {
            LogFailed(http.Request.Method, http.Request.Path, exception);
            return Message(Of(http), "Failed", StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>The visit that the gate began.</summary>
    public static Visit Of(HttpContext http) => (Visit?)http.Items[typeof(Visit)] ?? new Visit(null, new Words(Language.German), default, "/", "");

    public static RazorComponentResult<MessagePage> Message(Visit visit, string message, int status) =>
        new(new { Visit = visit, Model = message }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Tells the browser what it may do with our pages. That nobody keeps them is said by whoever makes the token of the form.</summary>
    public static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }

    public async Task<Visit> BeginAsync(HttpContext http)
    {
        SetHeaders(http.Response.Headers);
        var viewer = http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? await accounts.ViewerAsync(id, http.User.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType), http.RequestAborted)
            : null;
        var visit = new Visit(
            viewer, new Words(LanguageOf(http.Request)), GermanDay.Of(runtime.Clock.GetUtcNow()), http.Request.Path + http.Request.QueryString.ToString(),
            antiforgery.GetAndStoreTokens(http).RequestToken ?? "")
        {
            HasKeys = http.Request.Cookies[KeysCookie] != "off",
        };
        http.Items[typeof(Visit)] = visit;
        return visit;
    }

    /// <summary>As the person chose, else as the browser says; German unless English is asked for before it.</summary>
    private static Language LanguageOf(HttpRequest request)
    {
        var chosen = request.Cookies[LanguageCookie]
            ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
                .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => language is "de" or "en");
        return chosen == "en" ? Language.English : Language.German;
    }

    [LoggerMessage(EventId = 6000, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(string method, string path, Exception exception);
}

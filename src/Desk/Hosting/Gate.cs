using System.Security.Claims;
using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.SignIn;
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
internal sealed partial class Gate(IqRuntime runtime, AccountBook accounts, IAntiforgery antiforgery, KeptForms kept, ILogger<Gate> logger) : IEndpointFilter
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
            var isForAll = needed is { May: null };
            if (HttpMethods.IsPost(http.Request.Method) && (!await IsOursAsync(http) || (!isForAll && visit.Viewer is null)))
                return await LateFormAsync(http, visit, isForAll);
            if (!isForAll)
            {
                if (visit.Viewer is null)
                    return Results.LocalRedirect(await accounts.AnyAsync(http.RequestAborted) ? "/anmelden?back=" + Uri.EscapeDataString(visit.Path) : "/erster-start");
                if (needed?.May is { } may && !may(visit.Viewer))
                    return Message(visit, "NotAllowed", StatusCodes.Status403Forbidden);
                if (visit.Viewer.MustSetUpTwoFactor && !http.Request.Path.StartsWithSegments(TwoFactorEndpoints.Path, StringComparison.Ordinal))
                    return Results.LocalRedirect(TwoFactorEndpoints.Path);
                if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query[KeptForms.Query].ToString() is { Length: > 0 and <= 64 } id
                    && await kept.FindAsync(visit.Viewer.AccountId, id, http.RequestAborted) is { } typed)
                    return await FilledAsync(http, await next(context), typed, visit);
            }
            return await next(context);
        }
        catch (Exception exception) when (exception is DatabaseTroubleException or WriterStoppedException || runtime.Database.IsUnreadable(exception))
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

    /// <summary>Whether a form comes from a page of ours.</summary>
    /// <exception cref="BadHttpRequestException">It cannot be read, or is too large.</exception>
    private async Task<bool> IsOursAsync(HttpContext http)
    {
        try
        {
            // Not the question of the same name, which fails on a cookie that is none of ours.
            await antiforgery.ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException exception)
        {
            return exception.InnerException switch
            {
                BadHttpRequestException bad => throw new BadHttpRequestException(bad.Message, bad.StatusCode, bad),
                InvalidDataException or IOException => throw new BadHttpRequestException("The form is broken, or has too many or too long fields.", exception),
                _ => false,
            };
        }
        catch (NotSupportedException exception)
        {
            throw new BadHttpRequestException("The form is in an encoding that is not read here; send UTF-8.", exception);
        }
        catch (ArgumentNullException)
        {
            return false; // a cookie that is none of ours, which was found out when the token of the page was made
        }
    }

    /// <summary>A form whose token or sign-in is over. What was typed into it is kept: until the person has signed in again, or for the page it stood on.</summary>
    private async Task<IResult> LateFormAsync(HttpContext http, Visit visit, bool isForAll)
    {
        if (isForAll || await kept.ReadAsync(http) is not { } form)
        {
            return isForAll || visit.Viewer is not null ? Message(visit, "FormExpired", StatusCodes.Status400BadRequest)
                : Results.LocalRedirect(await accounts.AnyAsync(http.RequestAborted) ? "/anmelden?back=%2F" : "/erster-start");
        }
        if (visit.Viewer is { } viewer)
            return viewer.AccountId == form.Owner ? Results.LocalRedirect(await kept.PutAsideAsync(form, http.RequestAborted)) : Message(visit, "FormExpired", StatusCodes.Status400BadRequest);
        return DeskHosting.Page<SignInPage>(http, new SignInPage.SignInModel("", form.Page, null) { Kept = kept.Seal(form) }, StatusCodes.Status401Unauthorized);
    }

    /// <summary>Lets the page write itself, and puts into it what was typed.</summary>
    private static async Task<IResult> FilledAsync(HttpContext http, object? answer, KeptForm typed, Visit visit)
    {
        if (answer is not IResult result)
            return Results.Empty;
        var body = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        try
        {
            await result.ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = body;
        }
        http.Response.ContentLength = null;
        var html = Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length));
        await http.Response.WriteAsync(FormFilling.Fill(html, typed, visit.Words), http.RequestAborted);
        return Results.Empty;
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

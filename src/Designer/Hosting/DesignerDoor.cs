using System.Security.Claims;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Designer.Elsa;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace IqWorkflows.Designer.Hosting;

/// <summary>Lets in designers who have signed in on the desk, and programs that have the key.</summary>
internal sealed class DesignerDoor(DesignerOptions options, AccountBook accounts)
{
    private static readonly string[] s_schemes = ["ApiKey ", "Bearer "];

    /// <summary>Before every endpoint of Elsa's API.</summary>
    public async ValueTask<object?> ApiAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (await RefusalAsync(http) is { } refusal)
            return refusal;
        return await next(context);
    }

    /// <summary>Before the hub. The socket itself carries no key: whoever knows the id that was agreed upon was let in before.</summary>
    public async Task HubAsync(HttpContext http, RequestDelegate next)
    {
        if (await RefusalAsync(http) is { } refusal && !(HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("id")))
            await refusal.ExecuteAsync(http);
        else
            await next(http);
    }

    /// <summary>Before every page: whoever has not signed in is sent to do so, and comes back.</summary>
    public async ValueTask<object?> PageAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await ViewerAsync(http) is not { } viewer)
            return Results.LocalRedirect("/anmelden?back=" + Uri.EscapeDataString(HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString.ToString() : "/designer"));
        if (!viewer.Is(Role.Designer) || viewer.MustSetUpTwoFactor)
            return Results.LocalRedirect("/");
        if (!IsFromHere(http.Request))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        http.Items[typeof(Caller)] = new Caller(viewer.AccountId, viewer);
        return await next(context);
    }

    private async Task<IResult?> RefusalAsync(HttpContext http)
    {
        if (KeyOf(http.Request) is { } key)
        {
            if (!options.AcceptsKey(key))
                return Answer.Problem(StatusCodes.Status401Unauthorized, "This key is not known.");
            http.Items[typeof(Caller)] = new Caller(Caller.KeyHolder, null);
            return null;
        }
        if (await ViewerAsync(http) is not { } viewer)
            return Answer.Problem(StatusCodes.Status401Unauthorized, "Sign in on the desk, or send the key of the server.");
        if (!viewer.Is(Role.Designer) || viewer.MustSetUpTwoFactor)
            return Answer.Problem(StatusCodes.Status403Forbidden, "This account may not draw procedures.");
        if (!IsFromHere(http.Request))
            return Answer.Problem(StatusCodes.Status403Forbidden, "This request comes from a page of another server.");
        http.Items[typeof(Caller)] = new Caller(viewer.AccountId, viewer);
        return null;
    }

    private async Task<Viewer?> ViewerAsync(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        ? await accounts.ViewerAsync(id, http.User.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType), http.RequestAborted)
        : null;

    // A cookie goes with every request, also with one that another page makes; the browser then says from where.
    private static bool IsFromHere(HttpRequest request)
    {
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0)
            return true;
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && origin.Scheme == request.Scheme && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static string? KeyOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        foreach (var scheme in s_schemes)
        {
            if (authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return authorization[scheme.Length..].Trim();
        }
        if (request.Headers.TryGetValue("X-Api-Key", out var given))
            return given.ToString();
        // Browsers cannot send headers with a socket.
        return request.Path.StartsWithSegments("/elsa/hubs") && request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null;
    }
}

using Microsoft.Net.Http.Headers;

namespace IqWorkflows.Server.Access;

/// <summary>Asks every request to the API for the key.</summary>
internal static class KeyCheck
{
    private const string Scheme = "ApiKey ";
    private const string KeyHeader = "X-Api-Key";

    /// <summary>Everything below this path needs the key.</summary>
    public static void UseApiKey(this WebApplication app, PathString below, ApiKey key) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(below) || IsMet(context.Request, key))
        {
            await next(context);
            return;
        }
        await RefuseAsync(context);
    });

    /// <summary>Whether the request carries the key.</summary>
    public static bool IsMet(HttpRequest request, ApiKey key)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return key.Accepts(authorization[Scheme.Length..].Trim());
        return request.Headers.TryGetValue(KeyHeader, out var given) && key.Accepts(given.ToString());
    }

    public static async Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "ApiKey";
        await Results.Problem(
            statusCode: StatusCodes.Status401Unauthorized,
            title: "An API key is needed.",
            detail: "Send the key that was printed at the first start, as 'Authorization: ApiKey <key>' or 'X-Api-Key: <key>'.").ExecuteAsync(context);
    }
}

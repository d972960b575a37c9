using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.Keys;

/// <summary>The list of keys, where single letters can be switched off (WCAG 2.1.4).</summary>
internal static class KeysEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/tasten", (HttpContext http) => DeskHosting.Page<KeysPage>(http, Gate.Of(http).HasKeys)).For(viewer => viewer.WorksWithCases);
        desk.MapPost("/tasten", (Delegate)SwitchAsync).For(viewer => viewer.WorksWithCases);
    }

    private static async Task<IResult> SwitchAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        http.Response.Cookies.Append(Gate.KeysCookie, form["keys"] == "off" ? "off" : "on", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(400) });
        return Results.LocalRedirect("/tasten");
    }
}

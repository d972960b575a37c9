using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Somebody has signed in: writes it down, takes their language, and leads them back to where they were, with what they had typed.</summary>
internal sealed class SignInEnd(AccountBook accounts, KeptForms kept)
{
    public async Task<IResult> LeadAsync(HttpContext http, DeskAccount account, string back, string? keptForm)
    {
        await accounts.MarkSignInAsync(account.Row.Id, http.RequestAborted);
        if (account.Row.Language is { } language)
            SetLanguage(http, language);
        return Results.LocalRedirect(keptForm is { Length: > 0 } && await kept.GiveAsync(account.Row.Id, keptForm, http.RequestAborted) is { } page ? page : back);
    }

    public static void SetLanguage(HttpContext http, string language) => http.Response.Cookies.Append(
        Gate.LanguageCookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps });
}

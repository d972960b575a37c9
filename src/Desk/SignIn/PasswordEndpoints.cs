using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Choosing a password without having one: by invitation, or because it was forgotten. Each link works once and for a time.</summary>
internal static class PasswordEndpoints
{
    private const int LongestTyped = 254;

    public static void MapPasswords(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/einladung", (HttpContext http, AccountKeys keys) => ShowAsync(http, keys, "InvitationGone")).ForAll();
        desk.MapPost("/einladung", TakeAsync).ForAll();
        desk.MapGet("/passwort-neu", (HttpContext http, AccountKeys keys) => ShowAsync(http, keys, "SignIn.ResetGone")).ForAll();
        desk.MapPost("/passwort-neu", TakeAsync).ForAll();
        desk.MapGet("/passwort-vergessen", (HttpContext http) => DeskHosting.Page<ForgottenPage>(http, new ForgottenPage.ForgottenModel(false, "", null))).ForAll();
        desk.MapPost("/passwort-vergessen", ForgottenAsync).ForAll();
    }

    /// <summary>The answer is the same whether or not there is such an account.</summary>
    private static async Task<IResult> ForgottenAsync(HttpContext http, AccountKeys keys, DeskAddress desk, AccountLimits limits)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var typed = form["who"].ToString().Trim();
        if (typed.Length is 0 or > LongestTyped)
            return DeskHosting.Page<ForgottenPage>(http, new ForgottenPage.ForgottenModel(false, typed.Length == 0 ? "" : typed[..LongestTyped], visit["SignIn.WhoMissing"]), StatusCodes.Status422UnprocessableEntity);
        if (!limits.MayAskReset(http, typed))
            return DeskLimits.TooMany(http);
        var address = await desk.FindAsync(http.RequestAborted);
        await keys.AskResetAsync(typed, (account, token) => AccountMails.Reset(account, address, token), http.RequestAborted);
        return DeskHosting.Page<ForgottenPage>(http, new ForgottenPage.ForgottenModel(true, "", null));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AccountKeys keys, string gone)
    {
        var token = http.Request.Query["token"].ToString();
        return await AccountOfAsync(http, keys, token) is { } name
            ? DeskHosting.Page<InvitationPage>(http, new InvitationPage.InvitationModel(token, name, null, http.Request.Path))
            : Gate.Message(Gate.Of(http), gone, StatusCodes.Status410Gone);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, AccountKeys keys, SignInManager<DeskAccount> signIn, SignInEnd end)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var (token, password) = (form["invitation"].ToString(), form["password"].ToString());
        var gone = http.Request.Path == "/einladung" ? "InvitationGone" : "SignIn.ResetGone";
        if (await AccountOfAsync(http, keys, token) is not { } name)
            return Gate.Message(visit, gone, StatusCodes.Status410Gone);
        if (!PasswordRule.Accepts(password))
            return DeskHosting.Page<InvitationPage>(http, new InvitationPage.InvitationModel(token, name, visit["Account.password-short"], http.Request.Path), StatusCodes.Status422UnprocessableEntity);
        if (await keys.TakeAsync(token, PasswordHash.Of(password), http.RequestAborted) is not { } row)
            return Gate.Message(visit, gone, StatusCodes.Status410Gone);
        // Whoever has a second factor must show it; a link in a mail does not replace it.
        if (row.TwoFactorSince is not null)
            return Results.LocalRedirect("/anmelden?neues-passwort");
        var account = new DeskAccount(row);
        await signIn.SignInAsync(account, isPersistent: false);
        return await end.LeadAsync(http, account, "/", null);
    }

    private static async Task<string?> AccountOfAsync(HttpContext http, AccountKeys keys, string token) =>
        token.Length is 0 or > 100 ? null : (await keys.InvitedAsync(token, http.RequestAborted) ?? await keys.ForgottenAsync(token, http.RequestAborted))?.Name;
}

using System.Text;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using QRCoder;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Setting up, renewing and turning off the second factor of one's own account.</summary>
internal static class TwoFactorEndpoints
{
    /// <summary>What whoever must set it up first may open besides.</summary>
    public const string Path = "/konto/zweifaktor";

    private const string Issuer = "IqWorkflows";

    public static void MapTwoFactor(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, async (HttpContext http, AccountBook accounts, SecretSeal seal) => await PageAsync(http, accounts, seal, null, null));
        desk.MapPost(Path, BeginAsync);
        desk.MapGet(Path + "/bild.svg", PictureAsync);
        desk.MapPost(Path + "/an", TurnOnAsync);
        desk.MapPost(Path + "/aus", TurnOffAsync);
        desk.MapPost(Path + "/ersatzcodes", RenewCodesAsync);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, AccountKeys keys, SecretSeal seal)
    {
        await keys.BeginTwoFactorAsync(Me(http), seal.Seal(OneTimeCode.NewKey()), http.RequestAborted);
        return Results.LocalRedirect(Path);
    }

    /// <summary>The secret as a picture for the camera of the phone.</summary>
    private static async Task<IResult> PictureAsync(HttpContext http, AccountBook accounts, SecretSeal seal)
    {
        if (await accounts.FindAsync(Me(http), http.RequestAborted) is not { TwoFactorSince: null, AuthenticatorKey: { } sealedKey } account || seal.Open(sealedKey) is not { } key)
            return Results.NotFound();
        var address = $"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{account.Name}")}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits={OneTimeCode.Digits}";
        using var generator = new QRCodeGenerator();
        using var drawn = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(drawn);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(picture.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute), "image/svg+xml", Encoding.UTF8);
    }

    private static async Task<IResult> TurnOnAsync(HttpContext http, AccountBook accounts, AccountKeys keys, AppCodes codes, SecretSeal seal, UserManager<DeskAccount> users, SignInManager<DeskAccount> signIn)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await accounts.FindAsync(Me(http), http.RequestAborted) is not { TwoFactorSince: null, AuthenticatorKey: { } sealedKey })
            return Results.LocalRedirect(Path);
        var code = string.Concat(form["code"].ToString().Where(letter => !char.IsWhiteSpace(letter)));
        if (!await codes.IsRightAsync(Me(http), sealedKey, code, http.RequestAborted))
            return await PageAsync(http, accounts, seal, new Problem(Gate.Of(http)["SignIn.CodeWrong"], "code"), null);
        if (await keys.ConfirmTwoFactorAsync(Me(http), sealedKey, http.RequestAborted) is not { } recovery)
            return Results.LocalRedirect(Path);
        // All other sign-ins have ended; this one goes on.
        if (await users.FindByIdAsync(Me(http)) is { } account)
            await signIn.SignInAsync(account, isPersistent: false);
        return await PageAsync(http, accounts, seal, null, recovery);
    }

    private static async Task<IResult> RenewCodesAsync(HttpContext http, AccountBook accounts, AccountKeys keys, SecretSeal seal, UserManager<DeskAccount> users) =>
        await WrongPasswordAsync(http, users, "newCodesPassword") is { } problem
            ? await PageAsync(http, accounts, seal, problem, null)
            : await PageAsync(http, accounts, seal, null, await keys.RenewRecoveryCodesAsync(Me(http), http.RequestAborted));

    private static async Task<IResult> TurnOffAsync(HttpContext http, AccountBook accounts, AccountKeys keys, SecretSeal seal, UserManager<DeskAccount> users)
    {
        if (await WrongPasswordAsync(http, users, "password") is { } problem)
            return await PageAsync(http, accounts, seal, problem, null);
        await keys.EndTwoFactorAsync(Me(http), http.RequestAborted);
        return Results.LocalRedirect("/konto?gespeichert");
    }

    /// <summary>Whoever finds an open desk shall not change how one signs in. Wrong passwords count as they do when signing in.</summary>
    private static async Task<Problem?> WrongPasswordAsync(HttpContext http, UserManager<DeskAccount> users, string field)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var account = await users.FindByIdAsync(Me(http)) ?? throw new InvalidOperationException("The account of the visit is gone.");
        if (await users.IsLockedOutAsync(account))
            return new Problem(visit["LockedOut"], field);
        var password = form["password"].ToString();
        if (password.Length <= PasswordRule.Longest && await users.CheckPasswordAsync(account, password))
            return null;
        await users.AccessFailedAsync(account);
        return new Problem(visit["Account.current-wrong"], field);
    }

    private static async Task<IResult> PageAsync(HttpContext http, AccountBook accounts, SecretSeal seal, Problem? problem, IReadOnlyList<string>? recovery)
    {
        var account = await accounts.FindAsync(Me(http), http.RequestAborted) ?? throw new InvalidOperationException("The account of the visit is gone.");
        var key = account is { TwoFactorSince: null, AuthenticatorKey: { } sealedKey } ? seal.Open(sealedKey) : null;
        var state = account.TwoFactorSince is not null ? TwoFactorPage.TwoFactorState.On : key is not null ? TwoFactorPage.TwoFactorState.Waiting : TwoFactorPage.TwoFactorState.Off;
        var model = new TwoFactorPage.TwoFactorModel(state, Gate.Of(http).Viewer!.MustSetUpTwoFactor && state != TwoFactorPage.TwoFactorState.On, problem) // the gate lets nobody else in
        {
            Key = key,
            Since = account.TwoFactorSince,
            CodesLeft = (account.RecoveryHashes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            Codes = recovery,
        };
        return DeskHosting.Page<TwoFactorPage>(http, model, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string Me(HttpContext http) => Gate.Of(http).Viewer!.AccountId; // the gate lets nobody else in
}

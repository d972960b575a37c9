using System.Net;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.SignIn;

/// <summary>Coming in and going out: first administrator, signing in, password, language.</summary>
internal static class SignInEndpoints
{
    private const int MostCentres = 200;
    private const int LongestName = 100;

    // Verified when there is no such account, so that the time an answer takes tells nobody which accounts there are.
    private static readonly Lazy<string> s_nobodysPassword = new(() => PasswordHash.Of("nobody has this password"));

    public static void MapSignIn(this IEndpointRouteBuilder desk)
    {
        desk.MapGet("/anmelden", ShowSignInAsync).ForAll();
        desk.MapPost("/anmelden", SignInAsync).ForAll();
        desk.MapPost("/anmelden/code", EnterCodeAsync).ForAll();
        desk.MapPost("/abmelden", SignOutAsync).ForAll();
        desk.MapGet("/erster-start", ShowFirstStartAsync).ForAll();
        desk.MapPost("/erster-start", FirstStartAsync).ForAll();
        desk.MapPost("/sprache", ChooseLanguageAsync).ForAll();
        desk.MapGet("/konto", async (HttpContext http, AccountBook accounts) => DeskHosting.Page<AccountPage>(http, new AccountPage.AccountModel(http.Request.Query.ContainsKey("gespeichert"), [], await HasTwoFactorAsync(http, accounts))));
        desk.MapPost("/konto", ChangePasswordAsync);
    }

    private static async Task<IResult> ShowSignInAsync(HttpContext http, AccountBook accounts)
    {
        if (!await accounts.AnyAsync(http.RequestAborted))
            return Results.LocalRedirect("/erster-start");
        if (Gate.Of(http).Viewer is not null)
            return Results.LocalRedirect("/");
        var notice = http.Request.Query.ContainsKey("neues-passwort") ? "SignIn.PasswordNew" : null;
        return DeskHosting.Page<SignInPage>(http, new SignInPage.SignInModel("", BackOf(http.Request.Query["back"]), null) { Notice = notice });
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignInManager<DeskAccount> signIn, UserManager<DeskAccount> users, AccountLimits limits, SignInEnd end)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var (name, password) = (form["name"].ToString(), form["password"].ToString());
        if (!limits.MaySignIn(http, name))
            return DeskLimits.TooMany(http);
        var account = name.Length <= LongestName && password.Length <= PasswordRule.Longest ? await users.FindByNameAsync(name) : null;
        if (account?.Row.ClosedAt is not null)
            account = null;
        if (account is null)
            users.PasswordHasher.VerifyHashedPassword(new DeskAccount(new AccountRow()), s_nobodysPassword.Value, password.Length <= PasswordRule.Longest ? password : "");
        var result = account is null ? SignInResult.Failed : await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
            return DeskHosting.Page<CodePage>(http, new CodePage.CodeModel(BackOf(form["back"]), form[KeptForms.Field], null));
        if (!result.Succeeded)
        {
            var model = new SignInPage.SignInModel(name.Length > LongestName ? "" : name, BackOf(form["back"]), visit[result.IsLockedOut ? "LockedOut" : "SignInWrong"]) { Kept = form[KeptForms.Field] };
            return DeskHosting.Page<SignInPage>(http, model, StatusCodes.Status422UnprocessableEntity);
        }
        return await end.LeadAsync(http, account!, BackOf(form["back"]), form[KeptForms.Field]); // it succeeded for somebody
    }

    /// <summary>The password was right; now the code of the app, or one of the recovery codes.</summary>
    private static async Task<IResult> EnterCodeAsync(HttpContext http, SignInManager<DeskAccount> signIn, UserManager<DeskAccount> users, AccountKeys keys, SignInEnd end)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account || account.Row.ClosedAt is not null)
            return Results.LocalRedirect("/anmelden?back=" + Uri.EscapeDataString(BackOf(form["back"])));
        var code = string.Concat(form["code"].ToString().Where(letter => !char.IsWhiteSpace(letter)));
        SignInResult result;
        if (code.Length <= OneTimeCode.Digits || await users.IsLockedOutAsync(account))
        {
            result = await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        }
        else if (code.Length <= LongestName && await keys.UseRecoveryCodeAsync(account.Row.Id, code, http.RequestAborted))
        {
            await signIn.SignInAsync(account, isPersistent: false);
            await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            result = SignInResult.Success;
        }
        else
        {
            await users.AccessFailedAsync(account);
            result = await users.IsLockedOutAsync(account) ? SignInResult.LockedOut : SignInResult.Failed;
        }
        return result.Succeeded
            ? await end.LeadAsync(http, account, BackOf(form["back"]), form[KeptForms.Field])
            : DeskHosting.Page<CodePage>(
                http, new CodePage.CodeModel(BackOf(form["back"]), form[KeptForms.Field], visit[result.IsLockedOut ? "LockedOut" : "SignIn.CodeWrong"]), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignInManager<DeskAccount> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/anmelden");
    }

    private static async Task<IResult> ShowFirstStartAsync(HttpContext http, AccountBook accounts, IqRuntime runtime) =>
        await accounts.AnyAsync(http.RequestAborted)
            ? Results.LocalRedirect("/anmelden")
            : DeskHosting.Page<FirstStartPage>(http, await FirstStartOf(http, runtime, new Dictionary<string, string>(), []));

    private static async Task<IResult> FirstStartAsync(HttpContext http, AccountBook accounts, IqRuntime runtime, DeskOptions options, SignInManager<DeskAccount> signIn, UserManager<DeskAccount> users, SettingBook settings)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        string Typed(string field) => form[field].ToString();
        string? TypedOrNull(string field) => Typed(field).Trim() is { Length: > 0 } typed ? typed : null;
        var password = Typed("password");
        var problems = new List<Problem>();
        if (AsksKey(http) && !options.AcceptsKey(Typed("key")))
            problems.Add(new Problem(visit["Account.key-wrong"], "key"));
        if (!PasswordRule.Accepts(password))
            problems.Add(new Problem(visit["Account.password-short"], "password"));
        var centre = Typed("centre");
        var wanted = new NewAccount(Typed("name"), Typed("fullName"), Typed("mail"), [Role.Operator, Role.Designer, Role.Lead, Role.Counsellor])
        {
            CentreId = centre.Length > 0 ? centre : null,
            NewCentre = centre.Length > 0 ? null : new CentreRow { Id = "zentrale", Name = Typed("centreName"), Land = Typed("land"), Phone = TypedOrNull("phone"), Address = TypedOrNull("address") },
            PasswordHash = problems.Count == 0 ? PasswordHash.Of(password) : "-",
            OnlyAsFirst = true,
        };
        if (problems.Count == 0)
            problems.AddRange((await accounts.AddAsync(wanted, http.RequestAborted)).Problems.Select(reason => ProblemOf(visit, reason)));
        if (problems.Count > 0)
        {
            var typed = form.Where(pair => pair.Key is not ("password" or "key" or Visit.TokenField)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            return DeskHosting.Page<FirstStartPage>(http, await FirstStartOf(http, runtime, typed, problems), StatusCodes.Status422UnprocessableEntity);
        }
        if (await users.FindByNameAsync(wanted.Name) is { } account)
        {
            await signIn.SignInAsync(account, isPersistent: false);
            await accounts.MarkSignInAsync(account.Row.Id, http.RequestAborted);
            // Whoever is here came by an address that works; strangers never decide where links in mails lead.
            await settings.SetAddressAsync(new Actor(account.Row.Id, true, null), $"{http.Request.Scheme}://{http.Request.Host}", http.RequestAborted);
        }
        return Results.LocalRedirect("/erster-start/mail");
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, UserManager<DeskAccount> users, SignInManager<DeskAccount> signIn)
    {
        var (form, visit) = (await http.Request.ReadFormAsync(http.RequestAborted), Gate.Of(http));
        var account = await users.FindByIdAsync(visit.Viewer!.AccountId) ?? throw new InvalidOperationException("The account of the visit is gone.");
        var problem = await ChangeAsync();
        if (problem is not null)
            return DeskHosting.Page<AccountPage>(http, new AccountPage.AccountModel(false, [problem], account.Row.TwoFactorSince is not null), StatusCodes.Status422UnprocessableEntity);
        await signIn.RefreshSignInAsync(account); // all other sign-ins end with the old password
        return Results.LocalRedirect("/konto?gespeichert");

        async Task<Problem?> ChangeAsync()
        {
            if (!PasswordRule.Accepts(form["password"].ToString()))
                return new Problem(visit["Account.password-short"], "password");
            if (await users.IsLockedOutAsync(account))
                return new Problem(visit["LockedOut"], "current");
            if ((await users.ChangePasswordAsync(account, form["current"].ToString(), form["password"].ToString())).Succeeded)
                return null;
            await users.AccessFailedAsync(account);
            return new Problem(visit["Account.current-wrong"], "current");
        }
    }

    private static async Task<bool> HasTwoFactorAsync(HttpContext http, AccountBook accounts) =>
        await accounts.FindAsync(Gate.Of(http).Viewer!.AccountId, http.RequestAborted) is { TwoFactorSince: not null }; // the gate lets nobody else in

    private static async Task<IResult> ChooseLanguageAsync(HttpContext http, AccountBook accounts)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var language = form["language"] == "en" ? "en" : "de";
        SignInEnd.SetLanguage(http, language);
        if (Gate.Of(http).Viewer is { } viewer)
            await accounts.SetLanguageAsync(viewer.AccountId, language, http.RequestAborted);
        return Results.LocalRedirect(BackOf(form["back"]));
    }

    private static async Task<FirstStartPage.FirstStartModel> FirstStartOf(HttpContext http, IqRuntime runtime, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Problem> problems)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var centres = await db.Centres.AsNoTracking().OrderBy(centre => centre.Name).Take(MostCentres).Select(centre => new { centre.Id, centre.Name }).ToListAsync(http.RequestAborted);
        var visit = Gate.Of(http);
        return new FirstStartPage.FirstStartModel(
            AsksKey(http), [.. centres.Select(centre => (centre.Id, centre.Name))], [.. Enum.GetNames<Land>().Where(land => visit.Words.Has("Land." + land)).Select(land => (land, visit["Land." + land])).OrderBy(land => land.Item2, StringComparer.Ordinal)], typed, problems);
    }

    /// <summary>From another machine, or through a proxy, only the key of the server shows that somebody may become the first administrator.</summary>
    private static bool AsksKey(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || http.Request.Headers.ContainsKey("X-Forwarded-For") || http.Request.Headers.ContainsKey("Forwarded");

    private static Problem ProblemOf(Visit visit, Obstacle reason) => new(
        visit["Account." + reason.Code],
        reason.Code switch
        {
            "name-unusable" or "name-taken" or "staff-taken" => "name",
            "full-name-missing" => "fullName",
            "mail-unusable" => "mail",
            "centre-incomplete" => "centreName",
            "centre-long" => "address",
            "centre-unknown" => "centre",
            _ => null,
        });

    /// <summary>A way back within this server, never to another. Pages give it escaped, so it is plain ASCII, and a header takes nothing else.</summary>
    internal static string BackOf(string? back) => back is ['/', ..] && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) && back.All(letter => letter is > ' ' and <= '~') ? back : "/";
}

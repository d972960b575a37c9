using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

public sealed partial class TwoFactorTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task With_the_app_set_up_the_password_alone_lets_nobody_in_and_each_code_counts_once()
    {
        var (key, _) = await SetUpAsync("anna");
        using var browser = _desk.Browser();
        await browser.GetAsync("/anmelden");

        var asked = await browser.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password), ("back", "/faelle"));
        Assert.Contains("Zweiter Schritt", asked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mein-tag")).Status);
        await browser.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password), ("back", "/faelle"));
        // The code that turned it on was used then.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/anmelden/code", ("code", CodeOf(key)), ("back", "/faelle"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/anmelden/code", ("code", "<script>"), ("back", "/faelle"))).Status);
        _desk.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("/faelle", (await browser.PostAsync("/anmelden/code", ("code", CodeOf(key)), ("back", "/faelle"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/mein-tag")).Status);

        using var thief = _desk.Browser();
        await thief.GetAsync("/anmelden");
        await thief.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.PostAsync("/anmelden/code", ("code", CodeOf(key)))).Status);
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once_kept_as_hashes_and_each_lets_in_once()
    {
        var (_, codes) = await SetUpAsync("anna");
        using var browser = _desk.Browser();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.DoesNotContain(codes[0], (await _desk.AccountAsync("anna")).RecoveryHashes!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/", await EnterAsync(codes[0].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Null(await EnterAsync(codes[0]));
        Assert.Equal("/", await EnterAsync(codes[1]));
        using var anna = _desk.Browser();
        Assert.Equal(8, (await _desk.AccountAsync("anna")).RecoveryHashes!.Split(' ').Length);

        async Task<string?> EnterAsync(string code)
        {
            using var other = _desk.Browser();
            await other.GetAsync("/anmelden");
            await other.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password));
            return (await other.PostAsync("/anmelden/code", ("code", code))).Location;
        }
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account()
    {
        var (key, _) = await SetUpAsync("anna");
        using var browser = _desk.Browser();
        await browser.GetAsync("/anmelden");
        await browser.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password));
        for (var attempt = 0; attempt < 5; attempt++)
            await browser.PostAsync("/anmelden/code", ("code", attempt % 2 == 0 ? "000000" : "AAAA-AAAA-AAAA-AAAA"));
        _desk.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("gesperrt", (await browser.PostAsync("/anmelden/code", ("code", CodeOf(key)))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_sealed_in_the_database_and_its_picture_is_shown_only_while_it_is_set_up()
    {
        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync("/konto/zweifaktor");
        await anna.PostAsync("/konto/zweifaktor");
        var picture = await anna.GetAsync("/konto/zweifaktor/bild.svg");
        var row = await _desk.AccountAsync("anna");

        Assert.Contains("<svg", picture.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", picture.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyOf(row.AuthenticatorKey!), row.AuthenticatorKey, StringComparison.Ordinal);
        Assert.Contains("stimmt nicht", (await anna.PostAsync("/konto/zweifaktor/an", ("code", "123"))).Text, StringComparison.Ordinal);
        await anna.GetAsync("/konto/zweifaktor");
        await anna.PostAsync("/konto/zweifaktor/an", ("code", CodeOf(KeyOf(row.AuthenticatorKey!))));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/konto/zweifaktor/bild.svg")).Status);
        // Sent again, nothing is shown or changed.
        await anna.GetAsync("/konto/zweifaktor");
        Assert.Equal("/konto/zweifaktor", (await anna.PostAsync("/konto/zweifaktor/an", ("code", CodeOf(KeyOf(row.AuthenticatorKey!))))).Location);
    }

    [Fact]
    public async Task Turning_it_on_ends_all_other_sign_ins_and_turning_it_off_needs_the_password()
    {
        using var elsewhere = await _desk.AsAsync("anna");
        using var anna = await _desk.AsAsync("anna");
        await SetUpAsync(anna, "anna");

        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/mein-tag")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/konto/zweifaktor")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anna.PostAsync("/konto/zweifaktor/aus", ("password", "falsch"))).Status);
        Assert.NotNull((await _desk.AccountAsync("anna")).TwoFactorSince);
        Assert.Equal("/konto?gespeichert", (await anna.PostAsync("/konto/zweifaktor/aus", ("password", RunningDesk.Password))).Location);
        Assert.Null((await _desk.AccountAsync("anna")).TwoFactorSince);
        Assert.Null((await _desk.AccountAsync("anna")).RecoveryHashes);
    }

    [Fact]
    public async Task A_role_that_asks_for_it_opens_nothing_else_until_it_is_set_up()
    {
        using var otto = await _desk.AsAsync("otto");
        await otto.GetAsync("/verwaltung/einstellungen");
        await otto.PostAsync("/verwaltung/einstellungen/zweifaktor", ("role", Role.Lead), ("role", "erfunden"));
        using var lea = await _desk.AsAsync("lea");
        using var anna = await _desk.AsAsync("anna");

        Assert.Equal("/konto/zweifaktor", (await lea.GetAsync("/faelle")).Location);
        Assert.Equal("/konto/zweifaktor", (await lea.GetAsync("/konto")).Location);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/faelle")).Status);
        await SetUpAsync(lea, "lea");
        Assert.Equal(HttpStatusCode.OK, (await lea.GetAsync("/faelle")).Status);
        Assert.Equal("LEITUNG", Assert.Single(await new SettingBook(_desk.Runtime).TwoFactorRolesAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task An_operator_resets_it_when_the_phone_is_lost_and_the_person_is_told()
    {
        await SetUpAsync("anna");
        var id = (await _desk.AccountAsync("anna")).Id;
        using var otto = await _desk.AsAsync("otto");
        await otto.GetAsync($"/verwaltung/konten/{id}");

        Assert.Equal($"/verwaltung/konten/{id}?zweifaktor", (await otto.PostAsync($"/verwaltung/konten/{id}/zweifaktor")).Location);

        using var anna = await _desk.AsAsync("anna");
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/mein-tag")).Status);
        var mail = Assert.Single(await _desk.MailsAsync());
        Assert.Contains("otto hat den zweiten Faktor", mail.Text, StringComparison.Ordinal);
        Assert.Contains("zweiter Faktor", (await otto.GetAsync($"/verwaltung/konten/{id}")).Text, StringComparison.Ordinal);
    }

    private async Task<(string Key, List<string> Codes)> SetUpAsync(string name)
    {
        using var browser = await _desk.AsAsync(name);
        return await SetUpAsync(browser, name);
    }

    private async Task<(string Key, List<string> Codes)> SetUpAsync(Browser browser, string name)
    {
        await browser.GetAsync("/konto/zweifaktor");
        Assert.Equal("/konto/zweifaktor", (await browser.PostAsync("/konto/zweifaktor")).Location);
        await browser.GetAsync("/konto/zweifaktor");
        var key = KeyOf((await _desk.AccountAsync(name)).AuthenticatorKey!); // made by the post before
        var shown = await browser.PostAsync("/konto/zweifaktor/an", ("code", CodeOf(key)));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        return (key, [.. Code().Matches(shown.Html).Select(code => code.Groups[1].Value)]);
    }

    private string KeyOf(string sealedKey) => _desk.Services.GetRequiredService<SecretSeal>().Open(sealedKey)!; // sealed by the same house

    private string CodeOf(string key) => OneTimeCode.Of(key, OneTimeCode.StepOf(_desk.Clock.GetUtcNow()));

    [GeneratedRegex("<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</code>")]
    private static partial Regex Code();
}

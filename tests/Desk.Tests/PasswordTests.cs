using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

public sealed partial class PasswordTests : IAsyncLifetime
{
    private const string NewPassword = "drei rote Regenschirme";

    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task The_answer_is_the_same_whether_or_not_there_is_an_account()
    {
        using var browser = _desk.Browser();
        await browser.GetAsync("/passwort-vergessen");

        var known = await browser.PostAsync("/passwort-vergessen", ("who", "Anna"));
        var byMail = await browser.PostAsync("/passwort-vergessen", ("who", "ben@beispiel.de"));
        var unknown = await browser.PostAsync("/passwort-vergessen", ("who", "niemand@beispiel.de"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [known.Status, byMail.Status, unknown.Status]);
        Assert.Equal(Without(known), Without(unknown));
        Assert.Equal(["anna@beispiel.de", "ben@beispiel.de"], (await _desk.MailsAsync()).Select(mail => mail.Address).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("long")]
    public async Task An_empty_or_endless_name_is_asked_for_again(string typed)
    {
        using var browser = _desk.Browser();
        await browser.GetAsync("/passwort-vergessen");

        var refused = await browser.PostAsync("/passwort-vergessen", ("who", typed == "long" ? new string('a', 5000) : typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Empty(await _desk.MailsAsync());
    }

    [Fact]
    public async Task The_link_sets_a_new_password_once_and_ends_all_sign_ins()
    {
        using var anna = await _desk.AsAsync("anna");
        var path = await AskAsync("anna");
        using var browser = _desk.Browser();

        Assert.Contains("anna", (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/passwort-neu", ("invitation", TokenOf(path)), ("password", "kurz"))).Status);
        Assert.Equal("/", (await browser.PostAsync("/passwort-neu", ("invitation", TokenOf(path)), ("password", NewPassword))).Location);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/mein-tag")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await anna.GetAsync("/mein-tag")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(path)).Status);
        await browser.GetAsync("/konto");
        Assert.Equal(HttpStatusCode.Gone, (await browser.PostAsync("/passwort-neu", ("invitation", TokenOf(path)), ("password", NewPassword + "2"))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync("/passwort-neu?token=%3Cscript%3E")).Status);
    }

    [Fact]
    public async Task The_link_expires_after_an_hour_and_a_newer_one_replaces_it()
    {
        var first = await AskAsync("anna");
        var second = await AskAsync("anna");
        using var browser = _desk.Browser();

        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(second)).Status);
        _desk.Clock.Advance(AccountKeys.ResetLasts);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(second)).Status);
    }

    [Fact]
    public async Task A_locked_account_gets_no_link()
    {
        var care = _desk.Services.GetRequiredService<AccountCare>();
        Assert.Empty(await care.CloseAsync(Actor.CommandLine, (await _desk.AccountAsync("anna")).Id, CancellationToken.None));
        using var browser = _desk.Browser();
        await browser.GetAsync("/passwort-vergessen");

        await browser.PostAsync("/passwort-vergessen", ("who", "anna"));

        Assert.Empty(await _desk.MailsAsync());
    }

    [Fact]
    public async Task The_link_leads_where_an_operator_said_and_not_where_the_request_came_from()
    {
        var operators = new Actor((await _desk.AccountAsync("otto")).Id, true, null);
        Assert.True(await _desk.Services.GetRequiredService<SettingBook>().SetAddressAsync(operators, "https://tisch.beispiel.de/", CancellationToken.None));
        await AskAsync("anna");

        Assert.Contains("https://tisch.beispiel.de/passwort-neu?token=", Assert.Single(await _desk.MailsAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_sent_the_mail_keeps_no_key_in_the_outbox()
    {
        await AskAsync("anna");

        await _desk.Services.GetRequiredService<DeliverOutbox>().RunAsync(CancellationToken.None);

        var mail = Assert.Single(await _desk.MailsAsync());
        Assert.Equal(Storage.Mail.MessageState.Sent, mail.State);
        Assert.Null(mail.Text);
        Assert.Null(mail.Html);
        Assert.Equal("Neues Passwort für IqWorkflows", mail.Subject);
    }

    [Fact]
    public async Task Too_many_requests_for_one_account_get_a_page_that_says_so()
    {
        using var browser = _desk.Browser();
        await browser.GetAsync("/passwort-vergessen");
        for (var time = 0; time < 3; time++)
            Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/passwort-vergessen", ("who", "anna"))).Status);

        var refused = await browser.PostAsync("/passwort-vergessen", ("who", "ANNA "));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Bitte warten Sie eine Minute", refused.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await _desk.MailsAsync()).Count);
        // Another account is another matter.
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/passwort-vergessen", ("who", "ben"))).Status);
    }

    private async Task<string> AskAsync(string who)
    {
        using var browser = _desk.Browser();
        await browser.GetAsync("/passwort-vergessen");
        var before = (await _desk.MailsAsync()).Select(mail => mail.Id).ToHashSet();
        await browser.PostAsync("/passwort-vergessen", ("who", who));
        return Link().Match((await _desk.MailsAsync()).Single(mail => !before.Contains(mail.Id)).Text!).Value; // it waits to be sent
    }

    private static string TokenOf(string path) => path.Split('=')[1];

    private static string Without(Page page) => Token().Replace(page.Html, "");

    [GeneratedRegex("/passwort-neu\\?token=[0-9a-f]+")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__desk\" value=\"[^\"]+\"")]
    private static partial Regex Token();
}

using System.Net;
using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.Tests;

public sealed class SignInTests
{
    private static readonly (string, string)[] s_first =
        [("fullName", "Ada Beispiel"), ("mail", "ada@beispiel.de"), ("name", "ada"), ("centreName", "Beratung Köln"), ("land", "NW"), ("password", RunningDesk.Password)];

    [Fact]
    public async Task The_first_start_asks_for_an_administrator_once()
    {
        await using var desk = await RunningDesk.EmptyAsync();
        using var browser = desk.Browser();

        Assert.Equal("/erster-start", (await browser.GetAsync("/")).Location);
        Assert.Contains("Erstes Konto einrichten", (await browser.GetAsync("/erster-start")).Text, StringComparison.Ordinal);
        Assert.Equal("/erster-start/mail", (await browser.PostAsync("/erster-start", s_first)).Location);
        Assert.Equal("/mein-tag", (await browser.GetAsync("/")).Location);

        using var late = desk.Browser();
        await late.GetAsync("/anmelden");
        Assert.Equal("/anmelden", (await late.GetAsync("/erster-start")).Location);
        var refused = await late.PostAsync("/erster-start", [.. s_first.Where(field => field.Item1 != "name"), ("name", "eve")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Null(await new AccountBook(desk.Runtime).OfNameAsync("eve", CancellationToken.None));
    }

    [Fact]
    public async Task What_is_wrong_with_the_first_account_is_told_and_what_was_typed_is_kept()
    {
        await using var desk = await RunningDesk.EmptyAsync();
        using var browser = desk.Browser();
        await browser.GetAsync("/erster-start");

        var refused = await browser.PostAsync("/erster-start", ("fullName", "Ada <Beispiel>"), ("mail", "nichts"), ("name", "ada"), ("centreName", ""), ("land", "NW"), ("password", RunningDesk.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Die E-Mail-Adresse braucht ein @", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Die Beratungsstelle braucht einen Namen", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada &lt;Beispiel&gt;\"", refused.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningDesk.Password, refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_also_for_the_right_one()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var browser = desk.Browser();
        await browser.GetAsync("/anmelden");

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/anmelden", ("name", "anna"), ("password", "falsch"))).Status);
        var locked = await browser.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, locked.Status);
        Assert.Contains("für 15 Minuten gesperrt", locked.Text, StringComparison.Ordinal);
        Assert.Equal("/anmelden?back=%2Fmein-tag", (await browser.GetAsync("/mein-tag")).Location);
    }

    [Theory]
    [InlineData("/faelle?q=x", "/faelle?q=x")]
    [InlineData("//boese.example", "/")]
    [InlineData("https://boese.example", "/")]
    [InlineData("/\\boese.example", "/")]
    [InlineData("/faelle?q=M%C3%BCller", "/faelle?q=M%C3%BCller")]
    [InlineData("/faelle?q=Müller", "/")]
    [InlineData("/faelle\r\nx", "/")]
    public async Task Signing_in_leads_back_but_never_to_another_server(string back, string leadsTo)
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var browser = desk.Browser();
        await browser.GetAsync("/anmelden");

        Assert.Equal(leadsTo, (await browser.PostAsync("/anmelden", ("name", "ANNA"), ("password", RunningDesk.Password), ("back", back))).Location);
    }

    [Fact]
    public async Task Signing_out_ends_it_and_a_new_password_ends_it_everywhere_else()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var here = await desk.AsAsync("anna");
        using var elsewhere = await desk.AsAsync("anna");
        await here.GetAsync("/konto");

        Assert.Equal("/konto?gespeichert", (await here.PostAsync("/konto", ("current", RunningDesk.Password), ("password", "noch vier andere Woerter"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/mein-tag")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/mein-tag")).Status);

        await here.GetAsync("/konto");
        Assert.Equal("/anmelden", (await here.PostAsync("/abmelden")).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/mein-tag")).Status);
    }

    [Fact]
    public async Task An_invitation_holds_once_and_for_seven_days()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        var accounts = new AccountBook(desk.Runtime);
        var once = (await accounts.AddAsync(new NewAccount("nina", "Nina", "n@b.de", [Role.Counsellor]) { CentreId = "koeln" }, CancellationToken.None)).Invitation;
        var late = (await accounts.AddAsync(new NewAccount("nils", "Nils", "n@b.de", [Role.Counsellor]) { CentreId = "koeln" }, CancellationToken.None)).Invitation;
        using var browser = desk.Browser();

        Assert.Contains("nina", (await browser.GetAsync($"/einladung?token={once}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/einladung", ("invitation", once!), ("password", "kurz"))).Status);
        Assert.Equal("/", (await browser.PostAsync("/einladung", ("invitation", once!), ("password", RunningDesk.Password))).Location);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync($"/einladung?token={once}")).Status);
        desk.Clock.Advance(AccountBook.InvitationLasts);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync($"/einladung?token={late}")).Status);
    }

    [Fact]
    public async Task The_language_is_the_browsers_until_somebody_chooses()
    {
        await using var desk = await RunningDesk.PeopledAsync();
        using var browser = await desk.AsAsync("anna");
        Assert.Contains("lang=\"de\"", (await browser.GetAsync("/mein-tag")).Html, StringComparison.Ordinal);

        Assert.Equal("/mein-tag", (await browser.PostAsync("/sprache", ("language", "en"), ("back", "/mein-tag"))).Location);

        Assert.Contains("My day", (await browser.GetAsync("/mein-tag")).Text, StringComparison.Ordinal);
    }
}

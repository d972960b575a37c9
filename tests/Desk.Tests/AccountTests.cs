using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Desk.Tests;

public sealed partial class AccountTests : IAsyncLifetime
{
    private static readonly (string, string)[] s_nina = [("name", "nina"), ("fullName", "Nina Beispiel"), ("mail", "nina@beispiel.de"), ("role", Role.Counsellor), ("centre", "koeln")];

    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("anna")]
    [InlineData("vera")]
    [InlineData("kim")]
    [InlineData("dana")]
    public async Task Only_operators_and_leads_look_after_accounts(string who)
    {
        using var browser = await _desk.AsAsync(who);
        var id = (await _desk.AccountAsync("ben")).Id;
        await browser.GetAsync("/konto");

        foreach (var path in new[] { "/verwaltung/konten", "/verwaltung/konten/neu", $"/verwaltung/konten/{id}", "/verwaltung/stellen", "/verwaltung/stellen/neu", "/verwaltung/stellen/koeln", "/verwaltung/einstellungen", "/erster-start/mail" })
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).Status);
        foreach (var path in new[] { "/verwaltung/konten/neu", $"/verwaltung/konten/{id}", $"/verwaltung/konten/{id}/sperren", "/verwaltung/stellen/neu", "/verwaltung/einstellungen", "/verwaltung/einstellungen/zweifaktor" })
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(path, s_nina)).Status);
        Assert.Null((await _desk.AccountAsync("ben")).ClosedAt);
    }

    [Fact]
    public async Task A_lead_invites_for_the_own_centre_and_the_person_chooses_a_password()
    {
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/verwaltung/konten/neu");

        await NameMailServerAsync();

        var added = await lea.PostAsync("/verwaltung/konten/neu", s_nina);
        Assert.StartsWith("/verwaltung/konten/", added.Location, StringComparison.Ordinal);
        Assert.Contains("eingeladen", (await lea.GetAsync(added.Location!)).Text, StringComparison.Ordinal); // asserted just before
        // Sent again, it makes no second account.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lea.PostAsync("/verwaltung/konten/neu", s_nina)).Status);

        var mail = Assert.Single(await _desk.MailsAsync());
        Assert.Equal("nina@beispiel.de", mail.Address);
        using var nina = _desk.Browser();
        var link = Link().Match(mail.Text!).Value; // it waits to be sent
        await nina.GetAsync(link);
        Assert.Equal("/", (await nina.PostAsync("/einladung", ("invitation", link.Split('=')[1]), ("password", RunningDesk.Password))).Location);
        Assert.Equal(HttpStatusCode.OK, (await nina.GetAsync("/mein-tag")).Status);
    }

    [Fact]
    public async Task Without_a_mail_server_the_link_of_an_invitation_is_shown_once()
    {
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/verwaltung/konten/neu");

        var added = await lea.PostAsync("/verwaltung/konten/neu", s_nina);

        Assert.Equal(HttpStatusCode.OK, added.Status);
        var link = Link().Match(added.Text).Value;
        Assert.Equal(Link().Match(Assert.Single(await _desk.MailsAsync()).Text!).Value, link); // it waits to be sent
        var account = await _desk.AccountAsync("nina");
        Assert.DoesNotContain("token=", (await lea.GetAsync("/verwaltung/konten/" + account.Id)).Text, StringComparison.Ordinal);
        var again = await lea.PostAsync($"/verwaltung/konten/{account.Id}/einladen");
        Assert.NotEqual(link, Link().Match(again.Text).Value);
        using var nina = _desk.Browser();
        await nina.GetAsync(Link().Match(again.Text).Value);
        Assert.Equal("/", (await nina.PostAsync("/einladung", ("invitation", Link().Match(again.Text).Value.Split('=')[1]), ("password", RunningDesk.Password))).Location);
    }

    [Theory]
    [InlineData("role", Role.Operator)]
    [InlineData("role", Role.Designer)]
    [InlineData("role", Role.Coordination)]
    [InlineData("role", Role.Provider)]
    [InlineData("role", "erfunden")]
    [InlineData("centre", "bonn")]
    [InlineData("name", "")]
    [InlineData("name", "<script>")]
    [InlineData("fullName", "")]
    [InlineData("mail", "nichts")]
    [InlineData("mail", "a b@c")]
    public async Task A_lead_gives_no_more_than_a_lead_may_and_bad_input_is_named(string field, string value)
    {
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/verwaltung/konten/neu");

        var refused = await lea.PostAsync("/verwaltung/konten/neu", [.. s_nina.Where(one => one.Item1 != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<title>Fehler:", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"<script>", refused.Html, StringComparison.Ordinal);
        Assert.Empty(await _desk.MailsAsync());
    }

    [Fact]
    public async Task A_lead_touches_neither_other_centres_nor_whoever_may_do_more()
    {
        await _desk.AddAsync("olga", Role.Operator, null);
        var eva = (await _desk.AccountAsync("eva")).Id;
        var olga = (await _desk.AccountAsync("olga")).Id;
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/konto");

        foreach (var id in new[] { eva, olga, "erfunden" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await lea.GetAsync($"/verwaltung/konten/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await lea.PostAsync($"/verwaltung/konten/{id}/sperren")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await lea.PostAsync($"/verwaltung/konten/{id}", s_nina)).Status);
        }
        Assert.Null((await _desk.AccountAsync("eva")).ClosedAt);
        var list = await lea.GetAsync("/verwaltung/konten");
        Assert.Contains("anna", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/verwaltung/konten/" + eva, list.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locking_ends_the_sign_in_at_once_and_unlocking_lets_in_again()
    {
        using var anna = await _desk.AsAsync("anna");
        using var otto = await _desk.AsAsync("otto");
        var id = (await _desk.AccountAsync("anna")).Id;
        await otto.GetAsync("/konto");

        await otto.PostAsync($"/verwaltung/konten/{id}/sperren");
        Assert.Equal(HttpStatusCode.Redirect, (await anna.GetAsync("/mein-tag")).Status);
        using var again = _desk.Browser();
        await again.GetAsync("/anmelden");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Status);
        await otto.PostAsync($"/verwaltung/konten/{id}/entsperren");
        Assert.Equal("/", (await again.PostAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Location);

        var page = await otto.GetAsync($"/verwaltung/konten/{id}");
        Assert.Equal(["entsperrt", "gesperrt", "Konto angelegt"], Rows(page.Text).Where(what => what is "entsperrt" or "gesperrt" or "Konto angelegt"));
    }

    [Fact]
    public async Task Ending_the_sign_ins_of_an_account_leaves_the_password()
    {
        using var anna = await _desk.AsAsync("anna");
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/konto");

        await lea.PostAsync($"/verwaltung/konten/{(await _desk.AccountAsync("anna")).Id}/abmelden");

        Assert.Equal(HttpStatusCode.Redirect, (await anna.GetAsync("/mein-tag")).Status);
        using var again = await _desk.AsAsync("anna");
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/mein-tag")).Status);
    }

    [Fact]
    public async Task Changed_roles_count_from_the_next_request_and_each_change_stands_in_the_history()
    {
        using var ben = await _desk.AsAsync("ben");
        using var otto = await _desk.AsAsync("otto");
        var id = (await _desk.AccountAsync("ben")).Id;
        await otto.GetAsync($"/verwaltung/konten/{id}");

        var saved = await otto.PostAsync($"/verwaltung/konten/{id}", ("fullName", "Ben Neu"), ("mail", "ben@beispiel.de"), ("role", Role.Counsellor), ("role", Role.Lead), ("centre", "koeln"), ("deputy", "anna"));

        Assert.Equal($"/verwaltung/konten/{id}?gespeichert", saved.Location);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync("/zahlen")).Status);
        var page = await otto.GetAsync($"/verwaltung/konten/{id}");
        Assert.Equal(["Name", "Rollen", "Vertretung"], Rows(page.Text).Where(what => what is "Rollen" or "Name" or "Vertretung" or "Stelle").Order());
        Assert.Contains("otto", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_operator_stays_and_nobody_locks_or_promotes_themselves()
    {
        using var otto = await _desk.AsAsync("otto");
        using var lea = await _desk.AsAsync("lea");
        var (operators, lead) = ((await _desk.AccountAsync("otto")).Id, (await _desk.AccountAsync("lea")).Id);
        await otto.GetAsync("/konto");
        await lea.GetAsync("/konto");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await otto.PostAsync($"/verwaltung/konten/{operators}/sperren")).Status);
        Assert.Contains("Es muss jemand für den Betrieb bleiben", (await otto.PostAsync($"/verwaltung/konten/{operators}", ("fullName", "otto"), ("mail", "otto@beispiel.de"), ("role", Role.Designer))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lea.PostAsync($"/verwaltung/konten/{lead}", ("fullName", "lea"), ("mail", "lea@beispiel.de"), ("role", Role.Lead), ("role", Role.Counsellor), ("centre", "koeln"))).Status);
        Assert.Equal("operator", (await _desk.AccountAsync("otto")).Roles);
        Assert.Equal("LEITUNG", (await _desk.AccountAsync("lea")).Roles);
    }

    [Fact]
    public async Task Whoever_still_leads_cases_stays_at_the_centre()
    {
        await _desk.OpenCaseAsync();
        using var otto = await _desk.AsAsync("otto");
        var id = (await _desk.AccountAsync("anna")).Id;
        await otto.GetAsync("/konto");

        var refused = await otto.PostAsync($"/verwaltung/konten/{id}", ("fullName", "anna"), ("mail", "anna@beispiel.de"), ("role", Role.Counsellor), ("centre", "bonn"));

        Assert.Contains("führt noch offene Fälle", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Centres_are_added_and_changed_with_their_history()
    {
        using var otto = await _desk.AsAsync("otto");
        await otto.GetAsync("/verwaltung/stellen/neu");

        Assert.Equal("/verwaltung/stellen/essen?gespeichert", (await otto.PostAsync("/verwaltung/stellen/neu", ("centreName", "Essen"), ("id", "essen"), ("land", "NW"))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await otto.PostAsync("/verwaltung/stellen/neu", ("centreName", "Essen"), ("id", "essen"), ("land", "NW"))).Status);
        Assert.Equal("/verwaltung/stellen/essen?gespeichert", (await otto.PostAsync("/verwaltung/stellen/essen", ("centreName", "Essen <Mitte>"), ("phone", "0201 1"), ("land", "BY"))).Location);
        var page = await otto.GetAsync("/verwaltung/stellen/essen");
        Assert.Contains("Essen &lt;Mitte&gt;", page.Html, StringComparison.Ordinal);
        Assert.Contains("Telefon", Rows(page.Text));
        Assert.Equal("NW", (await new Rooms(_desk).CentreAsync("essen")).Land);

        foreach (var (field, value) in new[] { ("centreName", ""), ("id", "Ä b"), ("id", new string('a', 33)), ("land", "XX"), ("ags", "12"), ("mail", "nichts"), ("kind", "ZZ") })
        {
            (string, string)[] good = [("centreName", "Bad"), ("id", "bad"), ("land", "NW")];
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await otto.PostAsync("/verwaltung/stellen/neu", [.. good.Where(one => one.Item1 != field), (field, value)])).Status);
        }
    }

    [Fact]
    public async Task A_lead_changes_the_own_centre_and_no_other()
    {
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync("/verwaltung/stellen/koeln");

        Assert.Equal("/verwaltung/stellen/koeln?gespeichert", (await lea.PostAsync("/verwaltung/stellen/koeln", ("centreName", "Köln"), ("phone", "0221 9"))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await lea.GetAsync("/verwaltung/stellen/bonn")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lea.PostAsync("/verwaltung/stellen/bonn", ("centreName", "Meins"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lea.GetAsync("/verwaltung/stellen/neu")).Status);
    }

    private static IEnumerable<string> Rows(string text) => What().Matches(text).Select(row => row.Groups[1].Value);

    [GeneratedRegex("data-l=\"Was\">([^<]*)<")]
    private static partial Regex What();

    [GeneratedRegex("/einladung\\?token=[0-9a-f]+")]
    private static partial Regex Link();

    private sealed class Rooms(RunningDesk desk)
    {
        public Task<CentreRow> CentreAsync(string id) => desk.Runtime.Writer.WriteAsync(turn => StaffTable.Centre(turn, id)!, CancellationToken.None); // it was made before
    }

    private Task NameMailServerAsync() => new SettingBook(_desk.Runtime).SetMailServerAsync(
        new Actor("pia", true, null), new Casework.Mail.StoredMailServer("127.0.0.1", 9, "none", null, null, "iq@example.org", "IQ").Written(), CancellationToken.None);
}

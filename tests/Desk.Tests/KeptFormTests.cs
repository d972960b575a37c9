using System.Net;
using IqWorkflows.Desk.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

public sealed class KeptFormTests : IAsyncLifetime
{
    private static readonly (string, string)[] s_typed = [("person.name", "O'Brien \"<script>\" Ümit"), ("person.given_name", "Aylin"), ("case.wish", "erste Zeile\nzweite & dritte </textarea> Zeile"), ("counsellor", "ben")];

    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task After_an_expired_sign_in_the_same_page_comes_back_filled()
    {
        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync("/faelle/neu");
        _desk.Clock.Advance(TimeSpan.FromHours(11));

        var asked = await anna.PostWholeAsync("/faelle/neu", s_typed);
        Assert.Equal(HttpStatusCode.Unauthorized, asked.Status);
        Assert.Contains("Ihre Anmeldung war abgelaufen", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aylin", asked.Html, StringComparison.Ordinal);
        // Mistyped once, it is still there.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anna.PostWholeAsync("/anmelden", ("name", "anna"), ("password", "falsch"))).Status);
        var back = (await anna.PostWholeAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Location;

        Assert.StartsWith("/faelle/neu?eingaben=", back, StringComparison.Ordinal);
        var page = await anna.GetAsync(back!); // asserted just before
        Assert.Contains("Ihre Eingaben sind noch da", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"O&#39;Brien &quot;&lt;script&gt;&quot; &#220;mit\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("erste Zeile\nzweite & dritte </textarea> Zeile</textarea>", page.Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"ben\" selected>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<option value=\"anna\" selected>", page.Html, StringComparison.Ordinal);
        Assert.StartsWith("/faelle/IQ-NW-2026-", (await anna.PostWholeAsync("/faelle/neu", s_typed)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_gets_it_and_after_an_hour_nobody_does()
    {
        using var shared = await _desk.AsAsync("anna");
        await shared.GetAsync("/faelle/neu");
        _desk.Clock.Advance(TimeSpan.FromHours(11));
        await shared.PostWholeAsync("/faelle/neu", s_typed);
        Assert.Equal("/", (await shared.PostWholeAsync("/anmelden", ("name", "ben"), ("password", RunningDesk.Password), ("back", "/"))).Location);

        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync("/faelle/neu");
        _desk.Clock.Advance(TimeSpan.FromHours(11));
        await anna.PostWholeAsync("/faelle/neu", s_typed);
        var back = (await anna.PostWholeAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Location!; // it leads back
        using var ben = await _desk.AsAsync("ben");
        Assert.DoesNotContain("Aylin", (await ben.GetAsync(back)).Html, StringComparison.Ordinal);
        Assert.Contains("Aylin", (await anna.GetAsync(back)).Html, StringComparison.Ordinal);
        _desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain("Aylin", (await anna.GetAsync(back)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_alone_leads_back_to_the_filled_page_at_once()
    {
        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync("/faelle/neu");
        var who = (await _desk.AccountAsync("anna")).Id;

        var answer = await anna.PostWithoutTokenAsync("/faelle/neu", [.. s_typed, ("__who", who), ("__page", "/faelle/neu")]);

        Assert.StartsWith("/faelle/neu?eingaben=", answer.Location, StringComparison.Ordinal);
        Assert.Contains("value=\"Aylin\"", (await anna.GetAsync(answer.Location!)).Html, StringComparison.Ordinal); // asserted just before
    }

    [Fact]
    public async Task Forms_of_other_pages_are_not_taken_and_nothing_is_kept_of_them()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _desk.Address };
        var who = (await _desk.AccountAsync("anna")).Id;

        using var answer = await stranger.PostAsync("/faelle/neu", new FormUrlEncodedContent([new("person.name", "untergeschoben"), new("__who", who), new("__page", "/faelle/neu")]));

        Assert.Equal("/anmelden?back=%2F", answer.Headers.Location?.ToString());
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(0, await db.Set<Storage.Accounts.KeptFormRow>().CountAsync());
    }

    [Fact]
    public async Task Passwords_are_never_kept()
    {
        using var anna = await _desk.AsAsync("anna");
        await anna.GetAsync("/konto");
        _desk.Clock.Advance(TimeSpan.FromHours(11));
        await anna.PostWholeAsync("/konto", ("current", RunningDesk.Password), ("password", "noch vier andere Woerter"));
        var back = (await anna.PostWholeAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Location!; // it leads back

        Assert.StartsWith("/konto", back, StringComparison.Ordinal);
        var page = await anna.GetAsync(back);
        Assert.DoesNotContain("Woerter", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningDesk.Password, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_a_case_is_filled_on_the_page_of_the_case_and_shown_when_the_task_is_gone()
    {
        var caseId = await _desk.OpenCaseAsync();
        using var anna = await _desk.AsAsync("anna");
        var file = await anna.GetAsync($"/faelle/{caseId}");
        var action = System.Text.RegularExpressions.Regex.Match(file.Html, "action=\"(/faelle/[^\"]+/aufgaben/[^\"]+)\"").Groups[1].Value;
        var typed = new[] { ("case.goal", "Ein langer Text, der nicht verloren gehen darf"), ("outcome", "Beraten") };
        _desk.Clock.Advance(TimeSpan.FromHours(11));
        await anna.PostWholeAsync(action, typed);
        var back = (await anna.PostWholeAsync("/anmelden", ("name", "anna"), ("password", RunningDesk.Password))).Location!; // it leads back
        Assert.Contains("Ein langer Text, der nicht verloren gehen darf", (await anna.GetAsync(back)).Text, StringComparison.Ordinal);

        var done = await anna.PostAsync(action, ("case.goal", "ANERKENNUNG"), ("outcome", "Beraten"));
        var later = await anna.GetAsync(back);
        Assert.NotEqual(HttpStatusCode.InternalServerError, done.Status);
        Assert.Contains("Ein langer Text, der nicht verloren gehen darf", later.Text, StringComparison.Ordinal);
    }
}

using System.Net;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.Desk.Tests;

public sealed class CaseFileTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test
    private Browser _browser = null!; // opened before each test
    private string _caseId = "";

    private string File => $"/faelle/{_caseId}";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _browser = await _desk.AsAsync("anna");
        _caseId = await _desk.OpenCaseAsync();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task A_case_goes_on_by_its_task_and_its_event()
    {
        Assert.Contains("antworten", (await _browser.GetAsync(File)).Text, StringComparison.Ordinal);
        var task = await TaskAsync();

        Assert.Equal(File + "?gespeichert", (await _browser.PostAsync($"{File}/aufgaben/{task}", ("outcome", "Beraten"), ("case.goal", "ANERKENNUNG"))).Location);
        Assert.Contains($"{File}/ereignisse/ErstberatungGehalten", (await _browser.GetAsync(File)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync($"{File}/ereignisse/ErstberatungGehalten")).Status);
        Assert.Equal(File + "?gespeichert", (await _browser.PostAsync($"{File}/ereignisse/ErstberatungGehalten", ("case.counselled_on", "2026-03-02"), ("source", "CLIENT"))).Location);

        Assert.Contains("protokoll", (await _browser.GetAsync(File)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await _browser.GetAsync($"{File}/ereignisse/ErstberatungGehalten")).Status);
        var shown = await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None);
        Assert.Equal("ERSTBERATUNG", shown!.State);
        Assert.All(shown.Log.Where(entry => entry.Code is "task-completed" or "event-recorded"), entry => Assert.Equal("anna", entry.Who));
    }

    [Fact]
    public async Task The_way_ahead_is_the_usual_one_and_what_happened_is_told_in_words()
    {
        await new SaveStaff(_desk.Runtime).RunAsync(new CentreRow { Id = "koeln", Name = "Beratung am Dom", Land = "NW" }, CancellationToken.None);
        var before = (await _browser.GetAsync(File)).Text;
        await CompleteAsync();
        await _browser.GetAsync($"{File}/ereignisse/ErstberatungGehalten");
        await _browser.PostAsync($"{File}/ereignisse/ErstberatungGehalten", ("case.counselled_on", "2026-03-02"), ("source", "CLIENT"));

        Assert.Contains("Bescheid", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Frist gehemmt", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Nachforderung", before, StringComparison.Ordinal);
        var told = (await _browser.GetAsync(File + "/verlauf")).Text;
        Assert.DoesNotContain("koeln", told, StringComparison.Ordinal);
        Assert.Contains("Beratung am Dom", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_event_keeps_what_was_typed_and_links_to_the_field()
    {
        await CompleteAsync();
        await _browser.GetAsync($"{File}/ereignisse/ErstberatungGehalten");

        var refused = await _browser.PostAsync($"{File}/ereignisse/ErstberatungGehalten", ("case.counselled_on", "2026-03-09"), ("learnedOn", "2026-04-01"), ("source", "AUTHORITY"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<title>Fehler: ", refused.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-03-09\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-04-01\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"#ErstberatungGehalten-case.counselled_on\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"#ErstberatungGehalten-learnedOn\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"AUTHORITY\" selected", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_our_token_changes_nothing()
    {
        await _browser.GetAsync(File);

        var refused = await _browser.PostWithoutTokenAsync($"{File}/aufgaben/{await TaskAsync()}", ("outcome", "Beraten"), ("case.goal", "ANERKENNUNG"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("antworten", (await _browser.GetAsync(File)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_counts_once_and_a_task_that_is_done_says_so()
    {
        await _browser.GetAsync("/faelle/neu");
        (string, string)[] typed = [("person.name", "Doppelt"), ("__once", "einmal")];

        var first = await _browser.PostAsync("/faelle/neu", typed);
        var again = await _browser.PostAsync("/faelle/neu", typed);

        Assert.StartsWith("/faelle/IQ-NW-2026-", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, again.Location);
        var task = await TaskAsync();
        await CompleteAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await _browser.PostAsync($"{File}/aufgaben/{task}", ("outcome", "Beraten"), ("case.goal", "ANERKENNUNG"))).Status);
    }

    [Fact]
    public async Task A_new_case_needs_a_name_and_warns_of_one_that_is_known()
    {
        await _browser.GetAsync("/faelle/neu");
        var nameless = await _browser.PostAsync("/faelle/neu", ("case.wish", "<script>alert(1)</script>"));
        (string, string)[] typed = [("person.name", "Yıldız"), ("person.born_on", "1990-05-17")];
        await _browser.PostAsync("/faelle/neu", typed);

        var known = await _browser.PostAsync("/faelle/neu", typed);
        var other = await _browser.PostAsync("/faelle/neu", [.. typed, ("evenIfKnown", "true")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", nameless.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", nameless.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"#neu-person.name\"", nameless.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.Status);
        Assert.Contains("Diesen Menschen kennen wir vielleicht schon", known.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, other.Status);
    }

    [Fact]
    public async Task My_day_shows_the_tasks_and_links_to_them()
    {
        var page = await _browser.GetAsync("/mein-tag");

        Assert.Contains("Samira Müller", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{File}#aufgabe-", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_has_a_strict_policy_and_nothing_inline()
    {
        foreach (var path in new[] { "/konto", "/mein-tag", "/faelle", "/faelle/neu", File, "/gibt-es-nicht" })
        {
            var page = await _browser.GetAsync(path);

            Assert.Equal("default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Policy);
            Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(" on", string.Concat(System.Text.RegularExpressions.Regex.Matches(page.Html, " on[a-z]+=").Select(match => match.Value)), StringComparison.Ordinal);
            Assert.DoesNotContain("http://", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", page.Html, StringComparison.Ordinal);
        }
        foreach (var file in new[] { "/desk/desk.css", "/desk/fonts.css", "/desk/theme.js", "/desk/kern/kern.min.css", "/desk/kern/fira-sans/FiraSans-Regular.woff2" })
            Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync(file)).Status);
    }

    [Fact]
    public async Task Every_page_is_there_in_english_too()
    {
        await _browser.GetAsync("/konto");
        await _browser.PostAsync("/sprache", ("language", "en"), ("back", "/"));

        foreach (var (path, text) in new[] { ("/konto", "Change password"), ("/mein-tag", "Tasks"), ("/faelle", "Newest case number first."), ("/faelle/neu", "Open case"), (File, "The case has been at") })
            Assert.Contains(text, (await _browser.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    private async Task<string> TaskAsync() => (await new CaseTaskList(_desk.Runtime).RunAsync(_caseId, CancellationToken.None))![0].Row.Id;

    private async Task CompleteAsync()
    {
        await _browser.GetAsync(File);
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.PostAsync($"{File}/aufgaben/{await TaskAsync()}", ("outcome", "Beraten"), ("case.goal", "ANERKENNUNG"))).Status);
    }
}

using System.Net;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Desk.Tests;

public sealed class PrivacyTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test
    private Browser _lead = null!; // opened before each test
    private string _caseId = "";

    private string File => "/datenschutz/fall/" + _caseId;

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _lead = await _desk.AsAsync("lea");
        _caseId = await _desk.OpenCaseAsync();
    }

    public async Task DisposeAsync()
    {
        _lead.Dispose();
        await _desk.DisposeAsync();
    }

    [Theory]
    [InlineData("lea", 200, 200)]
    [InlineData("anna", 403, 403)]
    [InlineData("vera", 403, 403)]
    [InlineData("kim", 403, 403)]
    [InlineData("otto", 403, 403)]
    [InlineData("dana", 403, 403)]
    public async Task Only_leads_see_to_data_protection(string who, int page, int file)
    {
        using var browser = await _desk.AsAsync(who);

        foreach (var path in new[] { "/datenschutz", "/datenschutz/zugriffe" })
            Assert.Equal(page, (int)(await browser.GetAsync(path)).Status);
        foreach (var path in new[] { File, File + "/zugriffe" })
            Assert.Equal(file, (int)(await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_case_of_another_centre_is_not_there_and_the_attempt_is_in_the_log()
    {
        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update cases set centre_id = 'bonn' where id = @id", _caseId), CancellationToken.None);
        await _lead.GetAsync("/datenschutz");

        Assert.Equal(HttpStatusCode.NotFound, (await _lead.GetAsync(File)).Status);
        foreach (var act in new[] { "sperre", "vormerken", "behalten", "loeschen", "auskunft", "ablauf" })
            Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync($"{File}/{act}", ("fallnummer", _caseId), ("gilt", "ja"))).Status);
        var searched = await _lead.PostAsync("/datenschutz/suche", ("fall", _caseId));

        Assert.Contains("Diesen Fall gibt es in Ihrer Beratungsstelle nicht.", searched.Text, StringComparison.Ordinal);
        Assert.Contains("abgewiesen", (await _lead.GetAsync("/datenschutz/zugriffe?person=lea")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_caseId, (await _lead.GetAsync("/datenschutz/zugriffe?person=lea")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_marked_waits_its_time_of_grace_and_is_erased_once_its_number_is_typed()
    {
        Assert.IsType<CaseAnswer.Done>(await new CloseCase(_desk.Runtime).RunAsync(_caseId, "FEHLKONTAKT", "lea", CancellationToken.None));
        var page = await _lead.GetAsync(File);
        Assert.Contains("Jetzt darf nicht gelöscht werden", page.Text, StringComparison.Ordinal);
        Assert.Contains("Name", page.Text, StringComparison.Ordinal);

        Assert.Equal(File + "?erledigt=Marked", (await _lead.PostAsync(File + "/vormerken")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _lead.PostAsync(File + "/vormerken")).Status);
        var early = await _lead.PostAsync(File + "/loeschen", ("fallnummer", _caseId));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
        Assert.Contains("Gelöscht werden darf erst ab", early.Text, StringComparison.Ordinal);

        _desk.Clock.MoveTo(GermanDay.At(new DateOnly(2026, 5, 4), new TimeOnly(10, 0)));
        using var later = await _desk.AsAsync("lea");
        page = await later.GetAsync(File);
        Assert.Contains("Endgültig löschen", page.Text, StringComparison.Ordinal);
        var unsure = await later.PostAsync(File + "/loeschen", ("fallnummer", "<b>ja</b>"));
        Assert.Contains($"Zur Bestätigung schreiben Sie {_caseId}.", unsure.Text, StringComparison.Ordinal);
        Assert.Equal(File + "?erledigt=Erased", (await later.PostAsync(File + "/loeschen", ("fallnummer", _caseId.ToLowerInvariant()))).Location);
        Assert.DoesNotContain("Müller", (await later.GetAsync(File)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legal_hold_keeps_everything_and_is_listed()
    {
        await _lead.GetAsync(File);

        Assert.Equal(File + "?erledigt=Hold", (await _lead.PostAsync(File + "/sperre", ("gilt", "ja"))).Location);

        Assert.Contains("Auf dem Fall liegt eine Löschsperre. Es wird nichts gelöscht", (await _lead.GetAsync(File)).Text, StringComparison.Ordinal);
        Assert.Contains("Samira Müller", (await _lead.GetAsync("/datenschutz")).Text, StringComparison.Ordinal);
        Assert.Equal(File + "?erledigt=Hold", (await _lead.PostAsync(File + "/sperre", ("gilt", "nein"))).Location);
        Assert.Contains("Auf keinem Fall liegt eine Löschsperre.", (await _lead.GetAsync("/datenschutz")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_is_one_file_with_everything_and_a_line_in_the_log()
    {
        await _lead.GetAsync(File);

        var file = await _lead.PostAsync(File + "/auskunft");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.StartsWith("{", file.Html, StringComparison.Ordinal);
        Assert.Contains("Geheimes Anliegen", System.Text.RegularExpressions.Regex.Unescape(file.Html), StringComparison.Ordinal);
        Assert.Contains("lea", (await _lead.GetAsync(File + "/zugriffe")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_kept_is_listed_longest_overdue_first()
    {
        await _desk.Runtime.Writer.WriteAsync(
            turn => turn.Execute("insert into retention_candidates (case_id, rule, erase_from, found_at) values (@case_id, 'no_such_rule', @day, @at)", _caseId, new DateOnly(2026, 1, 1), _desk.Clock.GetUtcNow()), CancellationToken.None);

        var page = await _lead.GetAsync("/datenschutz");

        Assert.Contains("Samira Müller", page.Text, StringComparison.Ordinal);
        Assert.Contains("Do 01.01.2026", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Schreiben Sie die Fallnummer.")]
    [InlineData("<script>x</script>", "Diesen Fall gibt es in Ihrer Beratungsstelle nicht.")]
    public async Task A_wrong_number_is_told_and_kept(string typed, string sentence)
    {
        await _lead.GetAsync("/datenschutz");

        var refused = await _lead.PostAsync("/datenschutz/suche", ("fall", typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>x", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_are_there_in_english_too()
    {
        await _lead.GetAsync("/datenschutz");
        await _lead.PostAsync("/sprache", ("language", "en"), ("back", "/"));

        foreach (var (path, text) in new[] { ("/datenschutz", "What may not be kept any longer"), (File, "What would be erased"), ("/datenschutz/zugriffe", "turned away") })
            Assert.Contains(text, (await _lead.GetAsync(path)).Text, StringComparison.Ordinal);
    }
}

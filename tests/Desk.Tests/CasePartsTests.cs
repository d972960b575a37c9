using System.Net;
using System.Text;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Tests;

public sealed class CasePartsTests : IAsyncLifetime
{
    private static readonly string[] s_parts = ["/verlauf", "/unterlagen", "/nachrichten", "/angaben", "/ablauf", "/verwalten", "/angaben/person/1", "/angaben/note/neu", "/zusammenfassung.pdf"];

    private RunningDesk _desk = null!; // started before each test
    private Browser _anna = null!; // opened before each test
    private string _caseId = "";

    private string File => $"/faelle/{_caseId}";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _anna = await _desk.AsAsync("anna");
        _caseId = await _desk.OpenCaseAsync();
    }

    public async Task DisposeAsync()
    {
        _anna.Dispose();
        await _desk.DisposeAsync();
    }

    [Theory]
    [InlineData("anna", 200)]
    [InlineData("lea", 200)]
    [InlineData("ben", 404)]
    [InlineData("eva", 404)]
    [InlineData("vera", 404)] // the office sees who the client is and nothing of the counselling
    [InlineData("kim", 403)]
    [InlineData("otto", 403)]
    [InlineData("dana", 403)]
    public async Task Each_role_opens_the_parts_of_a_case_that_are_for_it_by_url(string who, int status)
    {
        using var browser = await _desk.AsAsync(who);

        foreach (var part in s_parts)
            Assert.Equal((part, status), (part, (int)(await browser.GetAsync(File + part)).Status));
    }

    [Fact]
    public async Task Whoever_may_not_see_a_case_changes_nothing_in_it()
    {
        using var ben = await _desk.AsAsync("ben");
        await ben.GetAsync("/konto");

        foreach (var path in new[] { "/angaben/note/neu", "/verwalten/ruhen", "/verwalten/abschliessen", "/unterlagen/x/loeschen", "/nachrichten/x/nochmal" })
            Assert.Equal(HttpStatusCode.NotFound, (await ben.PostAsync(File + path, ("note.body", "fremd"), ("until", "2026-12-01"), ("closing", "KEIN_KONTAKT"))).Status);

        var shown = await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None);
        Assert.Empty(shown!.Facts.Of("note"));
        Assert.Equal("ANFRAGE", shown.State);
    }

    [Fact]
    public async Task What_became_of_the_papers_is_said_in_their_list_and_a_change_of_somebody_else_is_not_overwritten()
    {
        await AddAsync("document", ("document.code", "LEBENSLAUF"), ("document.status", "FEHLT"));
        await AddAsync("document", ("document.code", "AUSWEIS"), ("document.status", "FEHLT"));
        await _anna.GetAsync(File + "/unterlagen");

        var saved = await _anna.PostAsync(File + "/unterlagen/stand", ("was:1", "FEHLT"), ("stand:1", "VORHANDEN_ORIGINAL"), ("was:2", "FEHLT"), ("stand:2", "FEHLT"), ("key", "einmal"));
        var late = await _anna.PostAsync(File + "/unterlagen/stand", ("was:1", "FEHLT"), ("stand:1", "KOPIE"), ("was:2", "FEHLT"), ("stand:2", "GIBT_ES_NICHT"));

        Assert.Equal($"{File}/unterlagen?gespeichert", saved.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("wurde inzwischen geändert auf „Original vorhanden“", late.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"KOPIE\" selected", late.Html, StringComparison.Ordinal); // what was chosen is kept
        var facts = (await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None))!.Facts;
        Assert.Equal(["VORHANDEN_ORIGINAL", "FEHLT"], facts.Of("document").Select(document => document.Text("status")));
    }

    [Fact]
    public async Task The_case_says_why_mails_say_nothing_and_where_the_consent_is_recorded()
    {
        await AddAsync("person", ("person.email", "samira@example.org"));

        var before = await _anna.GetAsync(File);
        var form = await _anna.GetAsync(File + "/angaben/consent/neu?consent.purpose=EMAIL_INHALT");
        await AddAsync("consent", ("consent.purpose", "EMAIL_INHALT"), ("consent.text_version", "2026-01"), ("consent.form", "SCHRIFTLICH"), ("consent.given_on", "2026-01-05"));

        Assert.Contains("bitten nur um einen Anruf", before.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"EMAIL_INHALT\" selected", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("bitten nur um einen Anruf", (await _anna.GetAsync(File)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_put_a_form_aside_finds_it_from_the_case()
    {
        await _anna.GetAsync(File + "/angaben/note/neu");
        await _anna.PostAsync(File + "/angaben/note/neu", ("note.body", "angefangen"), ("draft", "keep"));

        Assert.Contains($"{File}/angaben/note/neu\">Notiz</a>", (await _anna.GetAsync(File)).Html, StringComparison.Ordinal);
        using var lea = await _desk.AsAsync("lea");
        Assert.DoesNotContain("Ihre Entwürfe", (await lea.GetAsync(File)).Text, StringComparison.Ordinal);
    }

    private async Task AddAsync(string kind, params (string, string)[] values) => Assert.IsType<CaseAnswer.Done>(await new RecordFacts(_desk.Runtime).RunAsync(
        _caseId, kind, kind != "person", new Submission(values.ToDictionary()), "anna", null, CancellationToken.None));

    [Fact]
    public async Task A_note_is_recorded_and_a_correction_keeps_what_was_known_before()
    {
        await _anna.GetAsync(File + "/angaben/note/neu");
        var empty = await _anna.PostAsync(File + "/angaben/note/neu", ("note.body", ""), ("source", "COUNSELLOR"));
        var added = await _anna.PostAsync(File + "/angaben/note/neu", ("note.body", "Ruft <script>nie</script> an"), ("source", "COUNSELLOR"));
        await _anna.PostAsync(File + "/angaben/person/1", ("was:person.phone", "0221 4711"), ("person.phone", "0221 4712"), ("was:person.name", "Müller"), ("person.name", "Müller"), ("source", "CLIENT"));

        var page = await _anna.GetAsync(File + "/angaben");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        Assert.Contains("Ruft &lt;script&gt;nie", page.Html, StringComparison.Ordinal);
        Assert.Contains("<del>0221 4711</del>", page.Html, StringComparison.Ordinal);
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(1, await db.Set<CaseFactRow>().CountAsync(fact => fact.CaseId == _caseId && fact.Kind == "person" && fact.Field == "name"));
    }

    [Fact]
    public async Task A_field_that_a_colleague_has_changed_is_shown_before_it_is_overwritten()
    {
        using var lea = await _desk.AsAsync("lea");
        await _anna.GetAsync(File + "/angaben/person/1");
        await lea.GetAsync(File + "/angaben/person/1");
        await lea.PostAsync(File + "/angaben/person/1", ("was:person.phone", "0221 4711"), ("person.phone", "0221 9999"), ("source", "CLIENT"));

        var refused = await _anna.PostAsync(File + "/angaben/person/1", ("was:person.phone", "0221 4711"), ("person.phone", "0221 1111"), ("source", "CLIENT"));
        var again = await _anna.PostAsync(File + "/angaben/person/1", ("was:person.phone", "0221 9999"), ("person.phone", "0221 1111"), ("source", "CLIENT"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("0221 9999", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"0221 1111\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
    }

    [Fact]
    public async Task Good_files_are_kept_and_bad_ones_are_refused_with_a_sentence_each()
    {
        await _anna.GetAsync(File + "/unterlagen");

        var answer = await _anna.UploadAsync(File + "/unterlagen", ("Diplom.pdf", "%PDF-1.7 Inhalt"u8.ToArray()), ("Programm.pdf", "MZ kein PDF"u8.ToArray()), ("leer.png", []), ("zu gross.pdf", [.. "%PDF-"u8, .. new byte[20 * 1024 * 1024]]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("„Programm.pdf“ konnten wir nicht annehmen", answer.Text, StringComparison.Ordinal);
        Assert.Contains("„leer.png“ ist leer", answer.Text, StringComparison.Ordinal);
        Assert.Contains("„zu gross.pdf“ ist größer als 20 MB", answer.Text, StringComparison.Ordinal);
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        var kept = await db.Uploads.SingleAsync(upload => upload.CaseId == _caseId);
        Assert.Equal(("Diplom.pdf", "application/pdf", "anna"), (kept.Name, kept.MediaType, kept.AddedBy));
        Assert.Contains($"{File}/unterlagen/{kept.Id}", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_comes_back_as_a_download_and_goes_only_with_a_reason()
    {
        await _anna.GetAsync(File + "/unterlagen");
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.UploadAsync(File + "/unterlagen", ("../Zeugnis \"neu\".exe", [0xFF, 0xD8, 0xFF, 1, 2]))).Status);
        await using var db = await _desk.Runtime.Database.Contexts.CreateDbContextAsync();
        var kept = await db.Uploads.AsNoTracking().SingleAsync(upload => upload.CaseId == _caseId);
        using var vera = await _desk.AsAsync("vera");

        var download = await _anna.DownloadAsync($"{File}/unterlagen/{kept.Id}");
        Assert.Equal(("image/jpeg", 5), (download.MediaType, download.Content.Length));
        Assert.StartsWith("attachment", download.Disposition, StringComparison.Ordinal);
        Assert.EndsWith(".jpg", kept.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("/", kept.Name, StringComparison.Ordinal);
        Assert.Equal("nosniff", download.Sniff);
        Assert.Equal(HttpStatusCode.NotFound, (await vera.GetAsync($"{File}/unterlagen/{kept.Id}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _anna.PostAsync($"{File}/unterlagen/{kept.Id}/loeschen", ("reason", " "))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync($"{File}/unterlagen/{kept.Id}/loeschen", ("reason", "Falsche Person"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.GetAsync($"{File}/unterlagen/{kept.Id}")).Status);
        Assert.Contains("Falsche Person", (await _anna.GetAsync(File + "/unterlagen")).Text, StringComparison.Ordinal);
        Assert.False(await db.UploadContents.AnyAsync(content => content.UploadId == kept.Id));
    }

    [Fact]
    public async Task A_draft_comes_back_for_its_owner_only_and_goes_when_the_form_is_sent()
    {
        var task = (await new CaseTaskList(_desk.Runtime).RunAsync(_caseId, CancellationToken.None))![0].Row.Id;
        using var lea = await _desk.AsAsync("lea");
        await _anna.GetAsync(File + "/angaben/note/neu");

        await _anna.PostAsync(File + "/angaben/note/neu", ("note.body", "Halb getippt"), ("draft", "keep"));
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync($"{File}/aufgaben/{task}", ("case.goal", "ANERKENNUNG"), ("draft", "keep"))).Status);

        Assert.Contains("Halb getippt", (await _anna.GetAsync(File + "/angaben/note/neu")).Text, StringComparison.Ordinal);
        Assert.Contains("Entwurf gespeichert", (await _anna.GetAsync(File)).Text, StringComparison.Ordinal);
        Assert.Contains("<option value=\"ANERKENNUNG\" selected", (await _anna.GetAsync(File)).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Halb getippt", (await lea.GetAsync(File + "/angaben/note/neu")).Text, StringComparison.Ordinal);
        await _anna.PostAsync(File + "/angaben/note/neu", ("note.body", "Ganz getippt"), ("source", "COUNSELLOR"));
        Assert.DoesNotContain("Halb getippt", (await _anna.GetAsync(File + "/angaben/note/neu")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_rests_goes_on_closes_with_a_reason_and_opens_again()
    {
        await _anna.GetAsync(File + "/verwalten");
        var past = await _anna.PostAsync(File + "/verwalten/ruhen", ("until", "2020-01-01"));
        var far = await _anna.PostAsync(File + "/verwalten/ruhen", ("until", "9999-12-31"));
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync(File + "/verwalten/ruhen", ("until", "2030-01-15"))).Status);
        var rests = await _anna.GetAsync(File + "/verwalten");
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync(File + "/verwalten/fortsetzen")).Status);
        var noReason = await _anna.PostAsync(File + "/verwalten/abschliessen", ("closing", ""));
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync(File + "/verwalten/abschliessen", ("closing", "KEIN_KONTAKT"))).Status);
        var closed = await _anna.GetAsync(File + "/verwalten");
        Assert.Equal(HttpStatusCode.Redirect, (await _anna.PostAsync(File + "/verwalten/oeffnen", ("milestone", "ANFRAGE"))).Status);

        Assert.All([past, far, noReason], refused => Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status));
        Assert.Contains("value=\"9999-12-31\"", far.Html, StringComparison.Ordinal); // what was typed stays
        Assert.Contains("/verwalten/fortsetzen", rests.Html, StringComparison.Ordinal);
        Assert.Contains("/verwalten/oeffnen", closed.Html, StringComparison.Ordinal);
        Assert.Equal("ANFRAGE", (await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Only_a_lead_gives_a_case_to_somebody_else_and_only_within_the_centre()
    {
        using var lea = await _desk.AsAsync("lea");
        await lea.GetAsync(File + "/verwalten");
        await _anna.GetAsync(File + "/verwalten");

        Assert.Equal(HttpStatusCode.Forbidden, (await _anna.PostAsync(File + "/verwalten/zuweisen", ("counsellor", "ben"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lea.PostAsync(File + "/verwalten/zuweisen", ("counsellor", "eva"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await lea.PostAsync(File + "/verwalten/zuweisen", ("counsellor", "ben"), ("deputy", "anna"))).Status);

        var shown = await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None);
        Assert.Equal(("ben", "anna"), (shown!.Facts.Value("case.counsellor_id"), shown.Facts.Value("case.deputy_id")));
    }

    [Fact]
    public async Task The_timeline_shows_who_did_what_and_the_accesses_when_asked()
    {
        var all = await _anna.GetAsync(File + "/verlauf");
        var access = await _anna.GetAsync(File + "/verlauf?art=access");

        Assert.Contains("0221 4711", all.Text, StringComparison.Ordinal);
        Assert.Contains("Fall angesehen", access.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0221 4711", access.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diagram_shows_the_place_at_which_the_case_waits()
    {
        var page = await _anna.GetAsync(File + "/ablauf");

        Assert.Contains("class=\"d-course__here\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("role=\"img\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_is_a_pdf() =>
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString((await _anna.DownloadAsync(File + "/zusammenfassung.pdf")).Content), StringComparison.Ordinal);

    [Fact]
    public async Task The_pages_show_a_case_as_its_columns_have_it()
    {
        var columns = (await new ShowCase(_desk.Runtime).RunAsync(_caseId, CancellationToken.None))!.Facts;
        var recorded = (await new ShowCaseFile(_desk.Runtime).OutlineAsync(_caseId, CancellationToken.None))!;

        Assert.Equal(
            columns.Objects.SelectMany(one => one.Values.Select(pair => $"{one.Ref}.{pair.Key} {Cases.Facts.FactText.Of(pair.Value)}")).Order(),
            recorded.Facts.Objects.SelectMany(one => one.Values.Select(pair => $"{one.Ref}.{pair.Key} {Cases.Facts.FactText.Of(pair.Value)}")).Order());
        Assert.Equal(["ANFRAGE"], recorded.Reached.Select(step => step.State));
    }
}

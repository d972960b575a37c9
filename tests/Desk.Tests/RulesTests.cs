using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

public sealed partial class RulesTests : IAsyncLifetime
{
    private const string Text = "/verwaltung/mailtexte/M09.de";
    private const string Authority = "/verwaltung/behoerden/BW_RPS";

    private RunningDesk _desk = null!; // started before each test
    private Browser _lead = null!; // opened before each test

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _lead = await _desk.AsAsync("lea");
    }

    public async Task DisposeAsync()
    {
        _lead.Dispose();
        await _desk.DisposeAsync();
    }

    [Theory]
    [InlineData("otto", 200)]
    [InlineData("lea", 200)]
    [InlineData("anna", 403)]
    [InlineData("vera", 403)]
    [InlineData("kim", 403)]
    [InlineData("dana", 403)]
    public async Task Operators_and_leads_change_rules_and_nobody_else_by_url(string who, int status)
    {
        using var browser = await _desk.AsAsync(who);

        foreach (var path in new[] { "/verwaltung/regeln", "/verwaltung/mailtexte", Text, "/verwaltung/behoerden", Authority, "/verwaltung/behoerden/neu", "/verwaltung/unterlagenlisten/PFLEGE", "/verwaltung/berufe/PFLEGEFACHPERSON", "/verwaltung/anlaesse/M09" })
            Assert.Equal(status, (int)(await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_changed_text_counts_at_once_survives_a_restart_and_can_be_reset()
    {
        var (hash, page) = (_desk.Runtime.Rules.Hash, await _lead.GetAsync(Text));

        var saved = await _lead.PostAsync(Text, Form(page, ("betreff", "Ganz neuer Betreff"), ("text", "Bitte bringen Sie **alles** mit."), ("was", "speichern")));

        Assert.Equal(Text + "?erledigt=Saved", saved.Location);
        var shown = await _lead.GetAsync(Text);
        Assert.Contains("Ganz neuer Betreff", shown.Text, StringComparison.Ordinal);
        Assert.Contains("von lea", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Bitte bringen Sie **alles** mit.", shown.Text, StringComparison.Ordinal);
        Assert.NotEqual(hash, _desk.Runtime.Rules.Hash);
        await _desk.RestartAsync();
        using var again = await _desk.AsAsync("lea");
        shown = await again.GetAsync(Text);
        Assert.Contains("Ganz neuer Betreff", shown.Text, StringComparison.Ordinal);
        Assert.Equal(Text + "?erledigt=Reset", (await again.PostAsync(Text, Form(shown, ("was", "zuruecksetzen")))).Location);
        Assert.Equal(hash, _desk.Runtime.Rules.Hash);
        Assert.Contains("auf Lieferzustand zurückgesetzt", (await again.GetAsync(Text)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Text", "Der Betreff fehlt.")]
    [InlineData("Betreff", "", "Der Text fehlt.")]
    [InlineData("Betreff", "{{#if documents.missing}}offen", "is never closed")]
    [InlineData("Betreff", "{{person.religion}} <script>x</script>", "Nobody knows")]
    [InlineData("{{{case.id}}}", "Text", "Three braces")]
    public async Task A_text_that_is_not_right_is_refused_with_all_that_was_typed(string subject, string body, string sentence)
    {
        var (hash, page) = (_desk.Runtime.Rules.Hash, await _lead.GetAsync(Text));

        var refused = await _lead.PostAsync(Text, Form(page, ("betreff", subject), ("text", body), ("was", "speichern")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("<title>Fehler: ", refused.Html, StringComparison.Ordinal);
        Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        Assert.Contains(body, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>x", refused.Html, StringComparison.Ordinal);
        Assert.Equal(hash, _desk.Runtime.Rules.Hash);
    }

    [Fact]
    public async Task A_preview_shows_what_was_typed_filled_for_the_invented_case_and_keeps_nothing()
    {
        var (hash, page) = (_desk.Runtime.Rules.Hash, await _lead.GetAsync(Text));

        var preview = await _lead.PostAsync(Text, Form(page, ("betreff", "Zu {{case.id}}"), ("text", "Guten Tag, {{client.name}}"), ("was", "vorschau")));

        Assert.Contains("Zu IQ-NW-2026-0001", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Guten Tag, Maria Santos", preview.Text, StringComparison.Ordinal);
        Assert.Equal(hash, _desk.Runtime.Rules.Hash);
        foreach (var language in new[] { "en", "ar", "tr", "uk", "de-x-leicht" })
            Assert.Contains("IQ-NW-2026-0001", (await _lead.GetAsync($"/verwaltung/mailtexte/M09.{language}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_goes_to_the_own_address_and_to_nobody_else()
    {
        var page = await _lead.GetAsync(Text);

        var sent = await _lead.PostAsync(Text, Form(page, ("betreff", "Probe für mich"), ("text", "Hallo"), ("was", "probe")));

        Assert.Contains("Die Probe ist an Ihre Adresse unterwegs", sent.Text, StringComparison.Ordinal);
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_desk.Folder, "mail"), "*.eml", SearchOption.AllDirectories)));
        Assert.Contains("lea@beispiel.de", mail, StringComparison.Ordinal);
        Assert.Equal(0, await _desk.Runtime.Writer.WriteAsync(turn => turn.Number("select count(*) from messages where occasion = 'M09'"), CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_saves_over_somebody_elses_change_is_told_and_loses_nothing()
    {
        var page = await _lead.GetAsync(Text);
        await _lead.PostAsync(Text, Form(page, ("betreff", "Zuerst"), ("text", "Eins"), ("was", "speichern")));

        var late = await _lead.PostAsync(Text, Form(page, ("betreff", "Zu spät"), ("text", "Zwei"), ("was", "speichern")));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Das hat inzwischen jemand anders geändert.", late.Text, StringComparison.Ordinal);
        Assert.Contains("Zu spät", late.Text, StringComparison.Ordinal);
        Assert.Contains("Zuerst", (await _lead.GetAsync(Text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_gets_another_address_and_a_new_one_is_added()
    {
        var page = await _lead.GetAsync(Authority);

        Assert.Equal(Authority + "?erledigt=Saved", (await _lead.PostAsync(Authority, Form(page, [.. Typed(page).Where(one => one.Name != "email"), ("email", "neu@rps.example"), ("was", "speichern")]))).Location);
        var added = await _lead.PostAsync(
            "/verwaltung/behoerden/neu",
            ("stand", "0"), ("name", "Zentrale Stelle Nord"), ("kind", "LAND_HEIL"), ("land", "SH"), ("groups", "nursing"), ("valid_from", "2026-01-01"), ("source", "Auskunft vom 2. März"), ("was", "speichern"));

        Assert.Equal("neu@rps.example", _desk.Runtime.Rules.Authorities.Authorities.Single(authority => authority.Code == "BW_RPS").Email);
        Assert.Equal("/verwaltung/behoerden/EIGEN_ZENTRALE_STELLE_NORD?erledigt=Saved", added.Location);
        Assert.Contains(_desk.Runtime.Rules.Authorities.Authorities, authority => authority.Name == "Zentrale Stelle Nord");
        Assert.NotNull(_desk.Runtime.Rules.Facts.Codes.Find("authority")!.Find("EIGEN_ZENTRALE_STELLE_NORD"));
        Assert.Contains("selbst hinzugefügt", (await _lead.GetAsync("/verwaltung/behoerden?q=Nord")).Text, StringComparison.Ordinal);
        var twice = await _lead.PostAsync(
            "/verwaltung/behoerden/neu",
            ("stand", "0"), ("name", "Zentrale Stelle Nord"), ("kind", "LAND_HEIL"), ("land", "SH"), ("groups", "nursing"), ("valid_from", "2026-01-01"), ("source", "x"), ("was", "speichern"));
        Assert.Contains("Eine Stelle dieses Namens gibt es schon.", twice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_authority_names_each_field_and_keeps_what_was_typed()
    {
        var page = await _lead.GetAsync(Authority);

        var refused = await _lead.PostAsync(Authority, Form(page, ("name", ""), ("kind", "<script>"), ("land", "XX"), ("valid_from", "31.3.2026"), ("fee_to", "viel"), ("source", new string('x', 301)), ("place", "<b>Ort</b>"), ("was", "speichern")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        foreach (var sentence in new[] { "Name fehlt.", "Art der Stelle: wählen Sie etwas aus der Liste.", "Land: wählen Sie", "Gilt ab: das ist kein Tag.", "Gebühr bis (Euro): das ist keine ganze Zahl.", "Quelle: höchstens 300 Zeichen." })
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ort&lt;/b&gt;", refused.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"#valid_from\"", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_papers_gets_a_paper_and_loses_one()
    {
        const string List = "/verwaltung/unterlagenlisten/BQFG";
        var (page, before) = (await _lead.GetAsync(List), Papers());

        await _lead.PostAsync(List, Form(page, [.. Typed(page).Where(one => !one.Name.StartsWith($"documents.{before.Count}.", StringComparison.Ordinal)), ("documents.0.weg", "yes"), ($"documents.{before.Count}.document", "GOOD_STANDING"), ($"documents.{before.Count}.form", "ORIGINAL"), ($"documents.{before.Count}.source", "Praxis"), ("was", "speichern")]));

        Assert.Equal([.. before.Skip(1), "GOOD_STANDING"], Papers());
        List<string> Papers() => [.. _desk.Runtime.Rules.Checklists.Checklists.Single(list => list.Code == "BQFG").Items.Select(item => item.Document)];
    }

    [Fact]
    public async Task The_days_of_a_rung_change_and_the_rung_keeps_its_name()
    {
        const string Occasion = "/verwaltung/anlaesse/M09";
        var (page, before) = (await _lead.GetAsync(Occasion), _desk.Runtime.Rules.Occasions.Find("M09")!);
        Assert.Contains("14 Tage danach; 28 Tage danach; 42 Tage danach", page.Text, StringComparison.Ordinal);
        var field = Typed(page).Single(one => one.Value.StartsWith("14 Tage", StringComparison.Ordinal)).Name;

        var wrong = await _lead.PostAsync(Occasion, Form(page, [.. Typed(page).Where(one => one.Name != field), (field, "irgendwann"), ("was", "speichern")]));
        await _lead.PostAsync(Occasion, Form(page, [.. Typed(page).Where(one => one.Name != field), (field, "10 Tage danach; 28 Tage danach; 6 Wochen danach"), ("was", "speichern")]));

        Assert.Contains("Wann: das ist keine Zeit.", wrong.Text, StringComparison.Ordinal);
        var after = _desk.Runtime.Rules.Occasions.Find("M09")!;
        Assert.Equal(before.Rungs.Select(rung => rung.Id), after.Rungs.Select(rung => rung.Id));
        Assert.Equal(["+10 d", "+28 d", "+6 w"], after.Rungs.Where(rung => rung.Form == Cases.Occasions.RungForm.Mail && rung.Offset is not null).Select(rung => rung.Offset.ToString()));
    }

    [Fact]
    public async Task A_profession_changes_and_the_overview_says_who_did()
    {
        const string Profession = "/verwaltung/berufe/PFLEGEFACHPERSON";
        var page = await _lead.GetAsync(Profession);

        await _lead.PostAsync(Profession, Form(page, [.. Typed(page).Where(one => one.Name != "name.en"), ("name.en", "Registered nurse"), ("was", "speichern")]));

        Assert.Equal("Registered nurse", _desk.Runtime.Rules.Professions.Professions.Single(profession => profession.Code == "PFLEGEFACHPERSON").Name.English);
        Assert.Contains("lea", (await _lead.GetAsync("/verwaltung/regeln")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_no_longer_fits_rests_and_the_server_starts_all_the_same()
    {
        await _desk.Runtime.Writer.WriteAsync(
            turn => turn.Execute("insert into rule_overrides (file, key, content, who, at) values ('authorities.yaml', 'BW_RPS', 'code: BW_RPS', 'lea', @at)", _desk.Clock.GetUtcNow()), CancellationToken.None);

        await _desk.RestartAsync();

        Assert.Single(_desk.Services.GetRequiredService<RuleShelf>().Resting);
        Assert.StartsWith("Regierungspräsidium", _desk.Runtime.Rules.Authorities.Authorities.Single(authority => authority.Code == "BW_RPS").Name, StringComparison.Ordinal);
        using var again = await _desk.AsAsync("lea");
        Assert.Contains("Eine Änderung passt nicht mehr zum Lieferzustand und ruht", (await again.GetAsync("/verwaltung/regeln")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/verwaltung/mailtexte/M99.de")]
    [InlineData("/verwaltung/mailtexte/..%2F..%2Fauthorities")]
    [InlineData("/verwaltung/behoerden/GIBT_ES_NICHT")]
    [InlineData("/verwaltung/berufe/neu")]
    [InlineData("/verwaltung/anlaesse/neu")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _lead.GetAsync(path)).Status);
        await _lead.GetAsync("/verwaltung/regeln");
        Assert.Equal(HttpStatusCode.NotFound, (await _lead.PostAsync(path, ("text", "x"), ("betreff", "x"), ("was", "speichern"))).Status);
    }

    [Fact]
    public async Task The_pages_are_there_in_english_too()
    {
        await _lead.GetAsync("/verwaltung/regeln");
        await _lead.PostAsync("/sprache", ("language", "en"), ("back", "/"));

        foreach (var (path, text) in new[] { ("/verwaltung/regeln", "What was delivered"), ("/verwaltung/mailtexte", "Each text in each language"), (Text, "Send a sample to me"), ("/verwaltung/anlaesse/M09", "14 days after"), ("/verwaltung/behoerden/neu", "New authority") })
            Assert.Contains(text, (await _lead.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    private static (string, string)[] Form(Page page, params (string, string)[] fields) => [("stand", Seen().Match(page.Html).Groups[1].Value), .. fields];

    /// <summary>What a browser would send of the inputs of a page as it stands.</summary>
    private static IEnumerable<(string Name, string Value)> Typed(Page page)
    {
        foreach (Match input in Inputs().Matches(page.Html[page.Html.IndexOf("name=\"stand\"", StringComparison.Ordinal)..]))
        {
            var (tag, name) = (input.Value, Name().Match(input.Value).Groups[1].Value);
            if (name.Length > 0 && name != "stand" && !name.EndsWith(".weg", StringComparison.Ordinal) && (!tag.Contains("type=\"checkbox\"", StringComparison.Ordinal) || tag.Contains(" checked", StringComparison.Ordinal)))
                yield return (name, WebUtility.HtmlDecode(Value().Match(tag).Groups[1].Value));
        }
        foreach (Match select in Selects().Matches(page.Html))
            yield return (select.Groups[1].Value, Chosen().Match(select.Value).Groups[1].Value);
    }

    [GeneratedRegex("name=\"stand\" value=\"([^\"]*)\"")]
    private static partial Regex Seen();

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<select [^>]*name=\"([^\"]*)\".*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();
}

using System.Net;

namespace IqWorkflows.Desk.Tests;

public sealed class CalculatorTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private const string Suspended = "/fristenrechner?frist=D03&rechnen=1&land=NW&tag.documents_complete=2026-03-16&ruht-von-0=2026-04-13&ruht-bis-0=2026-05-11&ruht-grund-0=ZWEIFEL";

    private readonly RunningDesk _desk = shared.Desk;

    [Fact]
    public async Task A_suspended_period_is_shown_with_its_end_and_each_step()
    {
        using var browser = await _desk.AsAsync("anna");

        var page = await browser.GetAsync(Suspended);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<b>Mi 15.07.2026</b>", page.Text, StringComparison.Ordinal);
        Assert.Contains("begründete Zweifel an Unterlagen", page.Text, StringComparison.Ordinal);
        Assert.Contains("BQFG § 6 Abs. 4", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-04-13\"", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frist=D09&tag.decision_notified=2026-05-04&land=SN&gemeinde=Crostwitz", "Fr 05.06.2026", "Do 04.06.2026")] // Corpus Christi in some municipalities
    [InlineData("frist=D09&tag.decision_notified=2026-05-04&land=SN", "Do 04.06.2026", "Do 04.06.2026")]
    [InlineData("frist=D09&tag.decision_notified=2026-04-30&post=decision_notified&land=RP", "Fr 05.06.2026", "VwVfG § 41 Abs. 2")]
    [InlineData("frist=D10&tag.decision_notified=2026-04-30&post=decision_notified&tage=3&land=BE", "Mi 03.06.2026", "Mi 03.06.2026")]
    [InlineData("frist=D08&tag.period_notified=2026-10-01&post=period_notified&gesetzt=4w&land=NW", "Mo 02.11.2026", "4 Wochen")]
    [InlineData("frist=D22&tag.consent_requested=2026-12-18&umstand=par81a&land=HE", "Mo 28.12.2026", "Fr 25.12.2026")]
    [InlineData("frist=D03&tag.documents_complete=2026-02-27&um-0=1m&land=HE", "Mo 29.06.2026", "Sa 27.06.2026")]
    [InlineData("frist=D61&tag.breach_known=2026-03-31T14:30&land=NW", "Fr 03.04.2026", "72")]
    [InlineData("frist=D03&tag.documents_complete=4.2.2026&land=BE", "Mo 04.05.2026", "Mi 04.02.2026")]
    [InlineData("frist=D03&tag.documents_complete=2026-02-04&land=abroad", "Mo 04.05.2026", "Mi 04.02.2026")]
    public async Task Any_rule_is_computed_for_any_day_and_place(string question, string end, string detail)
    {
        using var browser = await _desk.AsAsync("dana");

        var page = await browser.GetAsync("/fristenrechner?rechnen=1&" + question);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"<b>{end}</b>", page.Text, StringComparison.Ordinal);
        Assert.Contains(detail, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_explains_itself_in_English_too()
    {
        using var browser = await _desk.AsAsync("ben"); // the language stays with the account
        await browser.GetAsync("/fristenrechner");
        await browser.PostAsync("/sprache", ("language", "en"), ("back", "/fristenrechner"));

        var page = await browser.GetAsync(Suspended);

        Assert.Contains("justified doubt about documents", page.Text, StringComparison.Ordinal);
        Assert.Contains("Last day of the period", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost()
    {
        using var browser = await _desk.AsAsync("anna");

        var page = await browser.GetAsync(
            "/fristenrechner?frist=D03&rechnen=1&land=BY&gemeinde=Nurnberg&tag.documents_complete=31.02.2026&tage=3&ruht-von-1=2026-05-11&ruht-bis-1=2026-04-13&um-0=bald&um-am-1=heute");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("<title>Fehler: ", page.Html, StringComparison.Ordinal);
        Assert.Contains("Bitte prüfen Sie 6 Angaben", page.Text, StringComparison.Ordinal);
        foreach (var field in new[] { "gemeinde", "tage", "tag.documents_complete", "ruht-von-1", "um-0", "um-am-1" })
            Assert.Contains($"href=\"#{field}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Meinten Sie Nürnberg", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"bald\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"Nurnberg\"", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frist=D03&land=NW", "Es fehlt der Tag, von dem an gerechnet wird.")]
    [InlineData("frist=D03&tag.documents_complete=2026-03-16", "Bitte wählen Sie das Land")]
    [InlineData("frist=&land=NW", "Bitte wählen Sie eine Frist.")]
    [InlineData("frist=D99&land=NW", "Die Frist „D99“ gibt es nicht.")]
    [InlineData("frist=D08&land=NW&tag.period_notified=2026-03-16", "gesetzt")]
    [InlineData("frist=D21&land=NW&tag.first_permit=2026-03-16", "§ 16d")]
    [InlineData("frist=D03&land=NW&tag.documents_complete=1990-03-16", "Feiertage")]
    [InlineData("frist=D03&land=NW&tag.documents_complete=9999-12-31", "31.12.9999")]
    [InlineData("frist=D03&land=NW&tag.x=2026-03-16", "Die Angabe „x“ gibt es nicht.")]
    [InlineData("frist=D03&land=NW&tag.documents_complete=2026-03-16&umstand=sonnig", "Den Umstand „sonnig“ gibt es nicht.")]
    public async Task What_cannot_be_computed_says_why(string question, string sentence)
    {
        using var browser = await _desk.AsAsync("anna");

        var page = await browser.GetAsync("/fristenrechner?rechnen=1&" + question);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_endless_texts_stay_texts()
    {
        using var browser = await _desk.AsAsync("anna");
        var endless = new string('9', 1000);

        var page = await browser.GetAsync($"/fristenrechner?rechnen=1&frist=D03&land=NW&gemeinde=%3Cscript%3Ealert(1)%3C/script%3E&tag.documents_complete={endless}&gesetzt={endless}&um-0={endless}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{endless}\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_of_the_house_may_use_it_and_nobody_else()
    {
        foreach (var who in new[] { "anna", "lea", "vera", "kim", "otto", "dana" })
        {
            using var browser = await _desk.AsAsync(who);
            Assert.Equal((who, HttpStatusCode.OK), (who, (await browser.GetAsync("/fristenrechner")).Status));
        }
        using var nobody = _desk.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/fristenrechner")).Status);
    }
}

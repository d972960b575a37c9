using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Teams;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Desk.Tests;

public sealed partial class CalendarTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk _desk = shared.Desk;

    [Fact]
    public async Task A_month_shows_appointments_and_deadlines_of_the_own_cases()
    {
        var mine = await CaseAsync("Amsel", "anna");
        await CaseAsync("Buchfink", "ben");
        using var browser = await _desk.AsAsync("anna");

        var month = await browser.GetAsync("/kalender?monat=2026-03");
        var list = await browser.GetAsync("/kalender?monat=2026-03&ansicht=liste");

        foreach (var page in new[] { month, list })
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Samira Amsel", page.Text, StringComparison.Ordinal);
            Assert.Contains($"/faelle/{mine}\"", page.Html, StringComparison.Ordinal);
            Assert.Contains("Widerspruch", page.Text, StringComparison.Ordinal);
            Assert.Contains("10:30", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Buchfink", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("Mo 16.03.2026", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amsel", (await browser.GetAsync("/kalender?monat=2026-06")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leads_sees_the_centre_and_the_office_only_who_comes_when()
    {
        await CaseAsync("Dohle", "ben");
        await new ReassignCase(_desk.Runtime).RunAsync(await CaseAsync("Elster", "eva"), "bonn", null, null, "lea", CancellationToken.None);
        using var lead = await _desk.AsAsync("lea");
        using var office = await _desk.AsAsync("vera");

        var ofCentre = await lead.GetAsync("/kalender?monat=2026-03&ansicht=liste");
        var own = await lead.GetAsync("/kalender?monat=2026-03&ansicht=liste&wer=ich");
        var atOffice = await office.GetAsync("/kalender?monat=2026-03&ansicht=liste&wer=ich");

        Assert.Contains("Dohle", ofCentre.Text, StringComparison.Ordinal);
        Assert.Contains("Widerspruch", ofCentre.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elster", ofCentre.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dohle", own.Text, StringComparison.Ordinal);
        Assert.Contains("Dohle", atOffice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Widerspruch", atOffice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stands_in_sees_the_dates_of_the_absent()
    {
        await CaseAsync("Fasan", "ben");
        using var browser = await _desk.AsAsync("anna");
        Assert.DoesNotContain("Fasan", (await browser.GetAsync("/kalender?monat=2026-03")).Text, StringComparison.Ordinal);
        Assert.Null(await new EnterAbsence(_desk.Runtime).RunAsync("koeln", "ben", "anna", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 9), CancellationToken.None));

        var page = await browser.GetAsync("/kalender?monat=2026-03");

        await new EnterAbsence(_desk.Runtime).RunAsync("koeln", "ben", null, null, null, CancellationToken.None);
        Assert.Contains("Fasan", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_is_fetched_without_signing_in_and_names_no_client()
    {
        var caseId = await CaseAsync("Gimpel", "anna");
        using var browser = await _desk.AsAsync("anna");
        using var program = _desk.Browser();
        var link = await MakeAsync(browser);

        var file = await program.GetAsync(link);
        var again = await program.GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, file.Status);
        var lines = file.Html.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Contains($"SUMMARY:Frist {caseId}: Widerspruch", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20260316", lines);
        Assert.Contains("DTSTART:20260317T093000Z", lines);
        Assert.DoesNotContain("Gimpel", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Samira", file.Html, StringComparison.Ordinal);
        Assert.Equal(Uids(file), Uids(again));
        Assert.Equal(0, await _desk.Runtime.Writer.WriteAsync(turn => turn.Number("select count(*) from case_accesses where case_id = @case_id", caseId), CancellationToken.None));
    }

    [Fact]
    public async Task A_link_is_kept_as_a_hash_renewed_and_revoked_with_one_click()
    {
        using var browser = await _desk.AsAsync("ben");
        using var program = _desk.Browser();
        var first = await MakeAsync(browser);
        var second = await MakeAsync(browser);

        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second)).Status);
        var kept = await _desk.Runtime.Writer.WriteAsync(turn => turn.Read("select secret_hash from calendar_links", row => row.GetString(0)), CancellationToken.None);
        Assert.DoesNotContain(kept, hash => second.Contains(hash, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(second, (await browser.GetAsync("/kalender")).Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/kalender/link/widerrufen")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(second)).Status);
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_link()
    {
        using var browser = await _desk.AsAsync("lea");
        using var program = _desk.Browser();
        await browser.GetAsync("/kalender");
        var link = LinkIn(await browser.PostAsync("/kalender/link", ("__once", "ein-mal")));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/kalender/link", ("__once", "ein-mal"))).Status);

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(link)).Status);
    }

    [Fact]
    public async Task Whose_account_is_closed_has_no_feed()
    {
        var id = await _desk.AddAsync("gerd", "BER", "koeln");
        using var browser = await _desk.AsAsync("gerd");
        using var program = _desk.Browser();
        var link = await MakeAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(link)).Status);

        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update accounts set closed_at = @now where id = @id", _desk.Clock.GetUtcNow(), id), CancellationToken.None);

        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(link)).Status);
    }

    [Theory]
    [InlineData("/kalender/abo/falsch.ics")]
    [InlineData("/kalender/abo/%3Cscript%3E.ics")]
    [InlineData("/kalender/abo/000000000000000000000000000000000000000000000000.ics")]
    public async Task A_wrong_secret_finds_nothing(string path)
    {
        using var program = _desk.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/kalender/abo/{new string('a', 4000)}.ics")).Status);
    }

    [Theory]
    [InlineData("monat=")]
    [InlineData("monat=9999-12")]
    [InlineData("monat=2026-13")]
    [InlineData("monat=%3Cscript%3Ealert(1)%3C/script%3E&ansicht=%3Cscript%3E&wer=%3Cscript%3E")]
    public async Task Nonsense_in_the_address_shows_this_month(string query)
    {
        using var browser = await _desk.AsAsync("anna");

        var page = await browser.GetAsync("/kalender?" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("März 2026", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kim")]
    [InlineData("otto")]
    [InlineData("dana")]
    public async Task Whoever_works_with_no_case_has_no_calendar(string who)
    {
        using var browser = await _desk.AsAsync(who);
        await browser.GetAsync("/konto");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/kalender")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/kalender/link")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/kalender/link/widerrufen")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostWithoutTokenAsync("/kalender/link")).Status);
    }

    /// <summary>A case with an appointment on 17 March at half past ten and the end of an objection period on the 16th.</summary>
    private async Task<string> CaseAsync(string name, string counsellor)
    {
        var caseId = await _desk.OpenCaseAsync(name, counsellor);
        var facts = new Submission(new Dictionary<string, string> { ["appointment.at"] = "2026-03-17T10:30", ["appointment.channel"] = "TELEFON" });
        await new RecordFacts(_desk.Runtime).RunAsync(caseId, "appointment", true, facts, counsellor, null, CancellationToken.None);
        await _desk.Runtime.Writer.WriteAsync(
            turn => turn.Execute(
                "insert into deadlines (id, case_id, object, code, state, end_on, derivation, flags, started_at, changed_at) values (@id, @case_id, 'decision:1', 'D09', 'Running', @end_on, '[]', '[]', @at, @at)",
                caseId + ".d09", caseId, new DateOnly(2026, 3, 16), _desk.Clock.GetUtcNow()),
            CancellationToken.None);
        return caseId;
    }

    private static async Task<string> MakeAsync(Browser browser)
    {
        await browser.GetAsync("/kalender");
        return LinkIn(await browser.PostAsync("/kalender/link", ("__once", Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString())));
    }

    private static string LinkIn(Page page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return new Uri(LinkField().Match(page.Html).Groups[1].Value).AbsolutePath;
    }

    private static IEnumerable<string> Uids(Page file) => file.Html.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal));

    [GeneratedRegex("id=\"link\" readonly value=\"([^\"]+)\"")]
    private static partial Regex LinkField();
}

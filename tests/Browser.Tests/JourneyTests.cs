using System.Text.RegularExpressions;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

/// <summary>What counsellors do all day, from beginning to end.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class JourneyTests(DemoDesk desk)
{
    private static readonly string s_today = DemoDesk.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [BrowserFact]
    public async Task A_case_goes_from_the_phone_call_to_the_notice_and_the_plan_for_the_measure_by_keyboard_alone()
    {
        await using var seen = await desk.AsAsync("beratung-nw");
        var (page, hands) = (seen.Page, new Hands(seen.Page));
        await page.GotoAsync("/mein-tag");
        await hands.LeaveAsync("n");
        foreach (var (name, value) in new[] { ("person.name", "Nguyễn"), ("person.given_name", "Linh"), ("person.phone", "0231 4711"), ("case.wish", "Ich bin Krankenschwester und möchte hier arbeiten.") })
            await hands.FillAsync(name, value);
        await hands.PressAsync("main form button.kern-btn--primary");

        await DoTaskAsync(seen, "Anfrage beantworten", "Beraten", ("case.goal", "ANERKENNUNG"));
        await DoTaskAsync(seen, "Ergebnis der Erstberatung", "Verfahren", ("case.counselled_on", s_today));
        await DoTaskAsync(seen, "Referenzberuf klären", "Geklaert", ("application.kind", "ERST"), ("application.profession", "PFLEGEFACHPERSON"), ("qualification.country", "VN"), ("qualification.origin", "DRITTSTAAT"), ("qualification.kind", "HOCHSCHULE"));
        await DoTaskAsync(seen, "Zuständige Stelle klären", null, ("application.authority", "NW_ZAG"));
        await CheckDocumentsAsync(CaseOf(page));
        await page.ReloadAsync();
        await DoTaskAsync(seen, "Unterlagen prüfen", "Vollstaendig");
        await RecordAsync(seen, "AntragGesendet", ("application.sent_on", s_today));
        await RecordAsync(seen, "AntragEingegangen", ("application.received_on", s_today));
        await RecordAsync(seen, "VollstaendigkeitMitgeteilt", ("application.complete_on", s_today));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("In Prüfung");
        await RecordAsync(seen, "BescheidEingegangen", ("decision.kind", "AUFLAGE"), ("decision.dated_on", s_today), ("decision.mode", "POST"), ("decision.received_on", s_today), ("decision.remedy_kind", "KLAGE"));
        await Assertions.Expect(page.Locator("section[aria-labelledby=fristen]")).ToContainTextAsync("Klage beim Verwaltungsgericht");
        await DoTaskAsync(seen, "Bescheid besprechen", "Weiter", ("decision.discussed_on", s_today), ("decision.measure_chosen", "ANPASSUNGSLEHRGANG"), ("decision.measure_chosen_on", s_today));

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Maßnahme planen");
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task An_authority_that_missed_its_deadline_stands_on_the_day_of_whoever_counsels()
    {
        var authorities = desk.Runtime.Rules.Deadlines.Deadlines.Where(rule => rule is { Class: DeadlineClass.A, Opens: false }).Select(rule => $"'{rule.Code}'");
        var late = await desk.Runtime.Writer.WriteAsync(
            turn => turn.Read(
                $"""
                select d.case_id, c.counsellor_id, p.name from deadlines d join cases c on c.id = d.case_id join persons p on p.case_id = c.id
                where d.state = 'Running' and d.code in ({string.Join(", ", authorities)}) and d.end_on < '{s_today}' and c.state <> 'ABGESCHLOSSEN' order by d.end_on limit 1
                """,
                row => (Case: row.GetString(0), Counsellor: row.GetString(1), Name: row.GetString(2))),
            CancellationToken.None);
        await using var seen = await desk.AsAsync(late.Single().Counsellor);

        await seen.GoAsync("/mein-tag");
        await seen.Page.Locator("section[aria-labelledby=DayOverdue] .d-line").Filter(new LocatorFilterOptions { HasText = late[0].Name }).First.Locator(".kern-btn").ClickAsync();

        await Assertions.Expect(seen.Page).ToHaveURLAsync(new Regex($"/faelle/{late[0].Case}"));
        await Assertions.Expect(seen.Page.Locator(".kern-alert--warning")).ToContainTextAsync("überschritten");
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task A_mail_that_failed_is_sent_again_with_one_click()
    {
        var id = await desk.Runtime.Writer.WriteAsync(turn => turn.Text("select id from messages where state = 'Sent' and case_id is not null order by created_at desc limit 1"), CancellationToken.None);
        await desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update messages set state = 'Failed', last_error = '550 5.1.1 no such user' where id = @id", id!), CancellationToken.None); // the demonstration has sent some
        await using var seen = await desk.AsAsync(Server.Hosting.DemoAccounts.Operator);

        await seen.GoAsync("/auftraege");
        await Assertions.Expect(seen.Page.Locator("main")).ToContainTextAsync("550 5.1.1 no such user");
        await seen.Page.Locator($"form[action$=\"/{id}/nochmal\"] button").ClickAsync();

        await Assertions.Expect(seen.Page.Locator("main")).Not.ToContainTextAsync("550 5.1.1 no such user");
        Assert.Equal("Queued", await desk.Runtime.Writer.WriteAsync(turn => turn.Text("select state from messages where id = @id", id!), CancellationToken.None));
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task Of_two_who_change_the_same_the_second_sees_what_the_first_wrote()
    {
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        await using var first = await desk.AsAsync("beratung-" + land);
        await using var second = await desk.AsAsync("leitung-" + land);
        await first.GoAsync($"/faelle/{caseId}/angaben/person/1");
        await second.GoAsync($"/faelle/{caseId}/angaben/person/1");

        await SaveAsync(first, "0711 1111");
        await SaveAsync(second, "0711 2222");
        await Assertions.Expect(second.Page.Locator("#fehler")).ToContainTextAsync("0711 1111");
        Assert.Equal("0711 2222", await second.Page.InputValueAsync("[name=\"person.phone\"]"));
        await SaveAsync(second, "0711 2222");

        await second.GoAsync($"/faelle/{caseId}");
        await Assertions.Expect(second.Page.Locator("main")).ToContainTextAsync("0711 2222");
        Assert.Empty(first.Complaints);

        static async Task SaveAsync(Seen seen, string phone)
        {
            await seen.Page.FillAsync("[name=\"person.phone\"]", phone);
            await seen.Page.ClickAsync("main form[method=post] button.kern-btn--primary");
        }
    }

    [BrowserTheory]
    [InlineData("koordination", "/faelle/CASE", "/faelle/CASE/unterlagen", "/team", "/datenschutz/fall/CASE")]
    [InlineData("verwaltung", "/faelle/CASE/unterlagen", "/faelle/CASE/verlauf", "/team", "/auftraege")]
    [InlineData("beratung", "/team", "/auftraege", "/verwaltung/konten", "/datenschutz", "/uebernahme")]
    [InlineData("betrieb", "/faelle/CASE", "/faelle", "/mein-tag", "/team")]
    public async Task An_address_typed_in_opens_nothing_that_is_not_for_the_role(string role, params string[] paths)
    {
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        var name = (await new ShowCase(desk.Runtime).RunAsync(caseId, CancellationToken.None))!.Facts.Value("person.name") as string; // the case is there
        await using var seen = await desk.AsAsync(role == Server.Hosting.DemoAccounts.Operator ? role : $"{role}-{land}");

        foreach (var path in paths)
        {
            var answer = await seen.Page.GotoAsync(path.Replace("CASE", caseId, StringComparison.Ordinal));

            Assert.True(answer is { Status: 403 or 404 }, $"{role} {path}: {answer?.Status}");
            await Assertions.Expect(seen.Page.Locator("main")).Not.ToContainTextAsync(name!);
        }
    }

    /// <summary>Opens a task of the case and does it.</summary>
    private static async Task DoTaskAsync(Seen seen, string title, string? outcome, params (string Name, string Value)[] fields)
    {
        var (page, hands) = (seen.Page, new Hands(seen.Page));
        var task = page.Locator("details[id^=aufgabe-]").Filter(new LocatorFilterOptions { HasText = title }).First;
        Assert.True(await task.CountAsync() == 1, $"{page.Url}: there is no task {title}, but {string.Join(", ", await page.Locator("details[id^=aufgabe-] summary b").AllInnerTextsAsync())}");
        var id = $"[id=\"{await task.GetAttributeAsync("id")}\"]";
        await hands.ToAsync($"{id} > summary");
        if (await task.GetAttributeAsync("open") is null)
            await page.Keyboard.PressAsync("Enter");
        foreach (var (name, value) in fields)
            await hands.FillAsync(name, value, id);
        await hands.PressAsync($"{id} button[name=outcome]{(outcome is null ? "" : $"[value={outcome}]")}");
        Assert.Equal("", await hands.RefusedAsync());
    }

    /// <summary>Records an event that the case awaits.</summary>
    private static async Task RecordAsync(Seen seen, string name, params (string Name, string Value)[] fields)
    {
        var (page, hands) = (seen.Page, new Hands(seen.Page));
        await page.Keyboard.PressAsync("r");
        await hands.PressAsync($"a[href$=\"/ereignisse/{name}\"]");
        foreach (var (field, value) in fields)
            await hands.FillAsync(field, value);
        await hands.LeaveAsync("Control+Enter");
        Assert.Equal("", await hands.RefusedAsync());
    }

    /// <summary>Every document of the list has come and was looked at; each by its own form would be the same a dozen times.</summary>
    private async Task CheckDocumentsAsync(string caseId)
    {
        var documents = (await new ShowCase(desk.Runtime).RunAsync(caseId, CancellationToken.None))!.Facts.Of("document"); // the case was just opened
        Assert.NotEmpty(documents);
        foreach (var document in documents)
        {
            var facts = new Submission(new Dictionary<string, string> { ["document.status"] = "GEPRUEFT", ["document.received_on"] = s_today, ["document.checked_on"] = s_today }) { Object = document.Ref };
            Assert.IsType<CaseAnswer.Done>(await new RecordFacts(desk.Runtime).RunAsync(caseId, "document", false, facts, "beratung-nw", null, CancellationToken.None));
        }
    }

    private static string CaseOf(IPage page) => CaseNumber().Match(page.Url).Value;

    [GeneratedRegex("IQ-[A-Z]{2}-[0-9]{4}-[0-9]+")]
    private static partial Regex CaseNumber();
}

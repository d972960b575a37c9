using System.Text.RegularExpressions;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;
using Microsoft.EntityFrameworkCore;
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
        await RecordAsync(seen, "BescheidEingegangen", ("decision.kind", "AUFLAGE"), ("decision.dated_on", s_today), ("decision.mode", "POST"), ("decision.received_on", s_today));
        await Assertions.Expect(page.Locator("section[aria-labelledby=fristen]")).ToContainTextAsync("Klage beim Verwaltungsgericht");
        await DoTaskAsync(seen, "Bescheid besprechen", "Weiter", ("decision.discussed_on", s_today), ("decision.measure_chosen", "ANPASSUNGSLEHRGANG"), ("decision.measure_chosen_on", s_today));

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Maßnahme planen");
        Assert.Empty(seen.Complaints);
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

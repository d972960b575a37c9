using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

[Collection(DemoCollection.Name)]
public sealed class LiveTests(DemoDesk desk)
{
    [BrowserFact]
    public async Task What_a_colleague_changes_appears_by_itself()
    {
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        await using var seen = await desk.AsAsync("beratung-" + land);
        await OpenAsync(seen, $"/faelle/{caseId}");

        await RenameAsync(caseId, "leitung-" + land, "Neuename");

        await Assertions.Expect(seen.Page.Locator("h1")).ToContainTextAsync("Neuename");
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task Whoever_is_writing_is_told_and_loses_no_letter()
    {
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        await using var seen = await desk.AsAsync("beratung-" + land);
        await OpenAsync(seen, await DeskPages.EventOfAsync(desk, caseId));
        await seen.Page.ClickAsync(".d-aside > summary");
        var field = seen.Page.Locator("[name=learnedOn]");
        await field.FillAsync("2026-09-21");

        await RenameAsync(caseId, "leitung-" + land, "Andersname");

        await Assertions.Expect(seen.Page.Locator("#neues")).ToContainTextAsync("Was Sie gerade schreiben, bleibt stehen.");
        Assert.Equal("2026-09-21", await field.InputValueAsync());
        await Assertions.Expect(seen.Page.Locator("main")).Not.ToContainTextAsync("Andersname");
    }

    [BrowserFact]
    public async Task What_was_refused_stays_until_it_is_sent_again_whatever_others_change()
    {
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        await using var seen = await desk.AsAsync("beratung-" + land);
        await seen.GoAsync(await DeskPages.EventOfAsync(desk, caseId));
        await seen.Page.ClickAsync(".d-aside > summary");
        await seen.Page.FillAsync("[name=learnedOn]", "2031-01-01");
        await seen.Page.ClickAsync("main form[method=post] .kern-btn--primary");
        await Assertions.Expect(seen.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Fehler: "));

        Assert.Null(await seen.Page.GetAttributeAsync("main", "data-live"));
        Assert.Equal("2031-01-01", await seen.Page.InputValueAsync("[name=learnedOn]"));
    }

    [BrowserFact]
    public async Task Keys_lead_where_the_list_of_keys_says_and_do_nothing_in_a_field()
    {
        var (_, land) = await DeskPages.RichestCaseAsync(desk);
        await using var seen = await desk.AsAsync("beratung-" + land);
        await seen.GoAsync("/mein-tag");

        await seen.Page.Keyboard.PressAsync("/");
        await seen.Page.Keyboard.TypeAsync("n");
        Assert.Equal("n", await seen.Page.InputValueAsync("#q"));
        await seen.Page.EvaluateAsync("document.activeElement.blur()");
        await seen.Page.Keyboard.TypeAsync("gf");
        await seen.Page.WaitForURLAsync("**/faelle");
        await seen.Page.Locator("#fq").WaitForAsync(); // the list is there, and not only its address
        await seen.Page.WaitForFunctionAsync("document.readyState === 'complete'");
        await seen.Page.Keyboard.PressAsync("n");
        await seen.Page.WaitForURLAsync("**/faelle/neu", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });

        Assert.Empty(seen.Complaints);
    }

    private static async Task OpenAsync(Seen seen, string path)
    {
        var begun = seen.Page.WaitForResponseAsync(response => response.Url.Contains("/neues", StringComparison.Ordinal));
        await seen.GoAsync(path);
        await begun;
    }

    private async Task RenameAsync(string caseId, string who, string name)
    {
        var answer = await new RecordFacts(desk.Runtime).RunAsync(caseId, "person", false, new Submission(new Dictionary<string, string> { ["person.name"] = name }), who, null, CancellationToken.None);
        Assert.IsType<CaseAnswer.Done>(answer);
    }
}

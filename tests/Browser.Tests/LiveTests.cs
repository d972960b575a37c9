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
        var field = seen.Page.Locator("[name=learnedOn]");
        await field.FillAsync("2026-09-21");

        await RenameAsync(caseId, "leitung-" + land, "Andersname");

        await Assertions.Expect(seen.Page.Locator("#neues")).ToContainTextAsync("Was Sie gerade schreiben, bleibt stehen.");
        Assert.Equal("2026-09-21", await field.InputValueAsync());
        await Assertions.Expect(seen.Page.Locator("main")).Not.ToContainTextAsync("Andersname");
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

using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>The real Elsa Studio in a real browser.</summary>
[Collection(StudioCollection.Name)]
public sealed class StudioTests(StudioBrowser browser)
{
    private const int Opened = 2; // each is a whole Studio begun anew

    [BrowserFact]
    public async Task A_shipped_procedure_is_listed_opens_and_is_saved_as_it_was()
    {
        await using var studio = await browser.AsAsync("dana");
        using var dana = await browser.Server.AsAsync("dana");
        await studio.Page.GotoAsync("/designer");
        await studio.Page.GetByText("anerkennungsberatung", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        await studio.AssertContentAsync();

        foreach (var path in RunningServer.Procedures.Take(Opened))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var file = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
            await studio.OpenAsync(id);
            await Assertions.Expect(studio.Boxes).ToHaveCountAsync(file["root"]!["activities"]!.AsArray().Count, new LocatorAssertionsToHaveCountOptions { Timeout = StudioWindow.Patience });

            Assert.Equal(200, (await studio.SavedAsync(() => studio.SaveButton.ClickAsync())).Status);

            var saved = await dana.OpenAsync(id);
            Assert.True(file["id"]!.GetValue<string>() == saved["id"]!.GetValue<string>(), $"Studio saved {id} otherwise than it was.");
            await studio.AssertContentAsync();
        }
    }
}

using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>Our own pages around Studio, in a real browser.</summary>
[Collection(StudioCollection.Name)]
public sealed class PagesTests(StudioBrowser browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task They_fit_and_complain_of_nothing(int width)
    {
        await using var seen = await browser.AsAsync("dana", width);
        foreach (var path in new[] { "/designer/check", "/designer/check/antragsverfahren", "/designer/drawings/rechtsbehelf", "/designer/versions", "/designer/try/anerkennungsberatung" })
        {
            await seen.Page.GotoAsync(path);

            await AssertFitsAsync(seen.Page, path);
        }
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task A_procedure_is_tried_by_pressing_buttons()
    {
        await using var seen = await browser.AsAsync("dana");
        var page = seen.Page;
        await page.GotoAsync("/designer/try/anerkennungsberatung");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Beginnen" }).ClickAsync();
        await page.GetByLabel("Tage").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Vergehen lassen" }).ClickAsync();

        await page.Locator("button[value^='task anfrage-beantworten ']").First.WaitForAsync();
        await page.Locator("button[value^='task anfrage-beantworten ']").First.ClickAsync();

        await Assertions.Expect(page.Locator("button[value^='task anfrage-beantworten ']")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".iq-error")).ToHaveCountAsync(0);
        await AssertFitsAsync(page, "the trial");
        await seen.PictureAsync("ausprobiert-1366");
        Assert.Empty(seen.Complaints);
    }

    [BrowserFact]
    public async Task What_is_wrong_is_told_with_the_name_of_its_box_and_a_way_to_it()
    {
        using var dana = await browser.Server.AsAsync("dana");
        var task = new JsonObject { ["id"] = "t1", ["type"] = "Iq.Task", ["version"] = 1, ["metadata"] = new JsonObject { ["displayText"] = "Unterlagen anfordern" } };
        var root = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(task), ["connections"] = new JsonArray() };
        Assert.Equal(System.Net.HttpStatusCode.OK, (await dana.SaveAsync(new JsonObject { ["definitionId"] = "luecken", ["name"] = "Beratung mit Lücken", ["root"] = root })).Status);
        await using var seen = await browser.AsAsync("dana", 390);

        await seen.Page.GotoAsync("/designer/check/luecken");

        await Assertions.Expect(seen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Unterlagen anfordern" })).ToHaveAttributeAsync("href", "/designer/workflows/luecken#t1");
        await Assertions.Expect(seen.Page.GetByText("Der Titel fehlt.").First).ToBeVisibleAsync();
        await AssertFitsAsync(seen.Page, "the check");
        await seen.Page.SetViewportSizeAsync(1366, 768);
        await seen.PictureAsync("pruefung-1366");
        Assert.Empty(seen.Complaints);
    }

    private static async Task AssertFitsAsync(IPage page, string what)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{what} is {over} pixels too wide.");
    }
}

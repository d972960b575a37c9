using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>Our own pages around Studio, in a real browser.</summary>
[Collection(StudioCollection.Name)]
public sealed class PagesTests(StudioBrowser browser)
{
    [BrowserTheory]
    [InlineData(1366)]
    public async Task They_fit_and_complain_of_nothing(int width)
    {
        await using var seen = await browser.AsAsync("dana", width);
        foreach (var (name, path) in new[] { ("pruefung", "/designer/check"), ("pruefung-eins", "/designer/check/antragsverfahren"), ("zeichnungen", "/designer/drawings/rechtsbehelf"), ("wechsel", "/designer/versions"), ("ausprobieren", "/designer/try/anerkennungsberatung") })
        {
            await seen.Page.GotoAsync(path);

            await AssertFitsAsync(seen.Page, path);
            await seen.PictureAsync($"{name}-{width}");
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

    private static async Task AssertFitsAsync(IPage page, string what)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{what} is {over} pixels too wide.");
    }
}

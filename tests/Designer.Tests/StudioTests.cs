using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>The real Elsa Studio in a real browser.</summary>
public sealed class StudioTests(StudioBrowser browser) : IClassFixture<StudioBrowser>
{
    [BrowserFact]
    public async Task Every_shipped_procedure_is_listed_opens_and_is_saved_as_it_was()
    {
        await using var studio = await browser.AsAsync("dana");
        await studio.Page.GotoAsync("/designer");
        await studio.Page.GetByText("anerkennungsberatung", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        await studio.AssertContentAsync();

        await studio.OpenAsync(Path.GetFileNameWithoutExtension(RunningServer.Procedures[0]));
        foreach (var path in RunningServer.Procedures)
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var file = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
            await studio.ShowAsync(id);
            await Assertions.Expect(studio.Boxes).ToHaveCountAsync(file["root"]!["activities"]!.AsArray().Count, new LocatorAssertionsToHaveCountOptions { Timeout = StudioWindow.Patience });

            var answer = await studio.SavedAsync(() => studio.SaveButton.ClickAsync());

            var saved = JsonNode.Parse(await answer.TextAsync())!["workflowDefinition"]!;
            Assert.Equal(id, saved["definitionId"]!.GetValue<string>());
            Assert.True(file["id"]!.GetValue<string>() == saved["id"]!.GetValue<string>(), $"Studio saved {id} otherwise than it was.");
            await studio.AssertContentAsync();
        }
    }

    [BrowserFact]
    public async Task A_definition_is_created_drawn_edited_published_run_exported_and_deleted()
    {
        await using var studio = await browser.AsAsync("dana");
        var page = studio.Page;
        await page.GotoAsync("/designer");
        await page.GetByText("anerkennungsberatung", new PageGetByTextOptions { Exact = true }).WaitForAsync();

        await page.GetByText("Create workflow").First.ClickAsync();
        await page.Locator(".mud-dialog-actions").WaitForAsync();
        await page.Locator(".mud-dialog input[type=text]").First.FillAsync("Guten Tag");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await page.WaitForURLAsync("**/designer/workflows/*", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        var id = page.Url.Split('/')[^1].Split('?')[0];

        var canvas = page.Locator(".x6-graph").First;
        await canvas.WaitForAsync();
        await page.GetByText("Console", new PageGetByTextOptions { Exact = true }).ClickAsync();
        var writeLine = page.Locator("[draggable=true]").Filter(new LocatorFilterOptions { HasText = "Write Line" }).First;
        await studio.SavedAsync(() => writeLine.DragToAsync(canvas, new LocatorDragToOptions { TargetPosition = new TargetPosition { X = 60, Y = 60 } }));
        await studio.SavedAsync(() => writeLine.DragToAsync(canvas, new LocatorDragToOptions { TargetPosition = new TargetPosition { X = 400, Y = 220 } }));
        await Assertions.Expect(studio.Boxes).ToHaveCountAsync(2);
        await studio.SavedAsync(() => ConnectAsync(page, studio.Boxes.Nth(0), studio.Boxes.Nth(1)));
        await Assertions.Expect(page.Locator(".x6-edge")).ToHaveCountAsync(1);

        await studio.Boxes.Nth(0).ClickAsync();
        var text = page.GetByLabel("Text", new PageGetByLabelOptions { Exact = true });
        await studio.SavedAsync(async () =>
        {
            await text.FillAsync("Guten Tag");
            await page.Keyboard.PressAsync("Tab");
        });
        await studio.AssertContentAsync();

        await studio.OpenAsync(id); // loaded again: it was saved by itself
        await Assertions.Expect(studio.Boxes).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = StudioWindow.Patience });
        await Assertions.Expect(page.Locator(".x6-edge")).ToHaveCountAsync(1);
        using var dana = await browser.Server.AsAsync("dana");
        var drawn = await dana.OpenAsync(id);
        Assert.Contains("Guten Tag", drawn["root"]!.ToJsonString(), StringComparison.Ordinal);

        await studio.SavedAsync(() => studio.PublishButton.ClickAsync());
        Assert.True((await dana.OpenAsync(id))["isPublished"]!.GetValue<bool>());

        await studio.MenuButton.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Export", new PageGetByTextOptions { Exact = true }).ClickAsync());
        await using (var exported = await download.CreateReadStreamAsync())
            Assert.Equal(id, JsonNode.Parse(exported)!["definitionId"]!.GetValue<string>());

        await page.Keyboard.PressAsync("Escape");
        await studio.RunButton.ClickAsync();
        await page.WaitForURLAsync("**/designer/instances/*", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator(".mud-timeline-item")).ToHaveCountAsync(4, new LocatorAssertionsToHaveCountOptions { Timeout = StudioWindow.Patience });
        await studio.AssertContentAsync();

        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-definitions/{id}")).Status);
        await page.GotoAsync("/designer");
        await page.GetByText("anerkennungsberatung", new PageGetByTextOptions { Exact = true }).WaitForAsync();
        await Assertions.Expect(page.GetByText("Guten Tag")).ToHaveCountAsync(0);
        await studio.AssertContentAsync();
    }

    /// <summary>Draws a connection as a hand does: from the way out of one box to the way into the other.</summary>
    private static async Task ConnectAsync(IPage page, ILocator from, ILocator to)
    {
        var start = await CentreAsync(from.Locator(".x6-port-out circle").First);
        var end = await CentreAsync(to.Locator(".x6-port-in circle").First);
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + 40, start.Y + 10, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.MoveAsync(end.X, end.Y, new MouseMoveOptions { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> CentreAsync(ILocator circle)
    {
        var box = await circle.BoundingBoxAsync() ?? throw new InvalidOperationException("A port is not to be seen.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}

using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using Microsoft.EntityFrameworkCore;
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
            await StudioWindow.DrawnAsync(studio.Boxes, file["root"]!["activities"]!.AsArray().Count);

            Assert.Equal(200, (await studio.SavedAsync(() => studio.SaveButton.ClickAsync())).Status);

            var saved = await dana.OpenAsync(id);
            Assert.True(file["id"]!.GetValue<string>() == saved["id"]!.GetValue<string>(), $"Studio saved {id} otherwise than it was.");
            await studio.AssertContentAsync();
        }
    }

    [BrowserFact]
    public async Task A_definition_is_created_drawn_edited_saved_by_itself_and_published()
    {
        await using var studio = await browser.AsAsync("dana");
        using var dana = await browser.Server.AsAsync("dana");
        var page = studio.Page;

        var id = await CreateAsync(studio, "Aalglatter Versuch");
        await studio.DragAsync("Console", "Write Line", 60, 60, boxes: 1);
        await studio.DragAsync("Branching", "Switch", 300, 60, boxes: 2);
        await studio.DragAsync("Fallarbeit", "Aufgabe", 60, 240, boxes: 3);
        await studio.ConnectAsync("WriteLine1", "Switch1", arrows: 1);
        await studio.ConnectAsync("Switch1", "Task1", arrows: 2);

        await EditAsync(studio);
        await DeclareAsync(studio);

        await studio.OpenAsync(id); // loaded again: all of it was saved by itself
        await StudioWindow.DrawnAsync(studio.Boxes, 3);
        await StudioWindow.DrawnAsync(studio.Arrows, 2);
        AssertDrawn(await dana.OpenAsync(id));
        await studio.AssertContentAsync();

        var published = await studio.SavedAsync(() => studio.PublishButton.ClickAsync(), "\"publish\":true");
        Assert.Equal(200, published.Status);
        Assert.True((await dana.OpenAsync(id))["isPublished"]!.GetValue<bool>());
        await studio.SelectAsync("Task1", "Titel");
        await studio.PictureAsync("zeichnen-1366");
        await studio.SavedAsync(() => page.Keyboard.PressAsync("Delete"));
        await StudioWindow.DrawnAsync(studio.Boxes, 2);
        Assert.Equal(2, (await dana.OpenAsync(id))["version"]!.GetValue<int>());
        await studio.AssertContentAsync();
        Assert.Empty(studio.Calls.Select(StudioCalls.Route).Distinct().Except(StudioCalls.CoveredBy.Keys));
        await (studio.Recording?.KeepAsync("drawing") ?? Task.CompletedTask);
    }

    [BrowserFact]
    public async Task A_definition_is_run_and_its_journal_seen_live_then_exported_reverted_imported_and_deleted()
    {
        await using var studio = await browser.AsAsync("dana");
        using var dana = await browser.Server.AsAsync("dana");
        dana.Recording = studio.Recording;
        var drawn = await DrawnAsync(dana);
        dana.Recording = null;
        var id = drawn["definitionId"]!.GetValue<string>();
        var page = studio.Page;

        await studio.OpenAsync(id);
        await studio.MenuButton.ClickAsync();
        await page.GetByText("Export", new PageGetByTextOptions { Exact = true }).First.ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".mud-dialog-actions button").Last.ClickAsync());
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!.AsObject();
        Assert.Equal(id, exported["definitionId"]!.GetValue<string>());

        await studio.OpenAsync(id);
        await studio.RunButton.ClickAsync();
        await page.WaitForURLAsync("**/designer/instances/*", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".mud-timeline-item").First.WaitForAsync();
        var before = await page.Locator(".mud-timeline-item").CountAsync();
        await studio.PictureAsync("lauf-1366");
        await ResumeAsync(page.Url.Split('/')[^1].Split('?')[0]);
        await Assertions.Expect(page.Locator(".mud-timeline-item").Nth(before)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = StudioWindow.Patience });
        await studio.AssertContentAsync();

        await studio.OpenAsync(id);
        await studio.TabAsync("Version history");
        await page.Locator(".mud-tabs-panels tbody tr").Filter(new LocatorFilterOptions { Visible = true }).Last.Locator(".mud-menu button").Last.ClickAsync();
        await page.RunAndWaitForResponseAsync(() => page.GetByText("Rollback to this version").ClickAsync(), response => response.Url.Contains("/revert/1", StringComparison.Ordinal));
        Assert.Equal(2, (await dana.OpenAsync(id))["root"]!["activities"]!.AsArray().Count);
        await studio.AssertContentAsync();

        exported["definitionId"] = "mitgebracht";
        exported["name"] = "Aal von anderswo";
        exported.Remove("id");
        await page.GotoAsync("/designer");
        await page.Locator(".mud-button-group-root").Filter(new LocatorFilterOptions { HasText = "Create workflow" }).Locator("button").Last.ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByText("Import", new PageGetByTextOptions { Exact = true }).First.ClickAsync());
        await page.RunAndWaitForResponseAsync(
            () => chooser.SetFilesAsync(new FilePayload { Name = "mitgebracht.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(exported.ToJsonString()) }),
            response => response.Url.EndsWith("/workflow-definitions/import", StringComparison.Ordinal));
        await page.GetByText("Aal von anderswo").First.WaitForAsync();
        await studio.PictureAsync("verfahren-1366");
        await page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = "Aal von anderswo" }).Locator(".mud-menu button").Last.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("Delete", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await page.RunAndWaitForResponseAsync(() => page.Locator(".mud-dialog-actions button").Last.ClickAsync(), response => response.Request.Method == "DELETE");
        await Assertions.Expect(page.GetByText("Aal von anderswo")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("/workflow-definitions/by-definition-id/mitgebracht?versionOptions=Latest")).Status);
        await studio.AssertContentAsync();
        Assert.Empty(studio.Calls.Select(StudioCalls.Route).Distinct().Except(StudioCalls.CoveredBy.Keys));
        await (studio.Recording?.KeepAsync("running") ?? Task.CompletedTask);
    }

    /// <summary>A published version with a line and an event, and a draft with one line more.</summary>
    private static async Task<JsonObject> DrawnAsync(ElsaClient client)
    {
        var boxes = new JsonArray(Placed(VersionPageTests.Line("sagen"), 60), Placed(VersionPageTests.Event("warten", "weiter"), 300));
        var arrow = new JsonObject { ["source"] = new JsonObject { ["activity"] = "sagen", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "warten", ["port"] = "In" } };
        var root = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = boxes, ["connections"] = new JsonArray(arrow) };
        var first = await client.SaveAsync(new JsonObject { ["definitionId"] = "aal", ["name"] = "Aal auf Reisen", ["root"] = root }, publish: true);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        var draft = first.Json["workflowDefinition"]!.AsObject();
        draft["root"]!["activities"]!.AsArray().Add(Placed(VersionPageTests.Line("mehr"), 540));
        return (await client.SaveAsync(draft)).Json["workflowDefinition"]!.AsObject();
    }

    private static JsonObject Placed(JsonObject box, int x)
    {
        box["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = 60 } } };
        return box;
    }

    private async Task ResumeAsync(string instanceId)
    {
        await using var db = await browser.Server.Runtime.Database.Contexts.CreateDbContextAsync();
        var bookmark = await db.Bookmarks.Where(row => row.InstanceId == instanceId).Select(row => row.Number).SingleAsync();
        Assert.True(await new ResumeBookmark(browser.Server.Runtime).RunAsync(instanceId, bookmark, null, null, CancellationToken.None));
    }

    private static async Task<string> CreateAsync(StudioWindow studio, string name)
    {
        var page = studio.Page;
        await page.GotoAsync("/designer");
        await page.GetByText("anerkennungsberatung", new PageGetByTextOptions { Exact = true }).First.WaitForAsync();
        await page.GetByText("Create workflow").First.ClickAsync();
        await page.Locator(".mud-dialog-actions").WaitForAsync();
        await page.Locator(".mud-dialog input[type=text]").First.FillAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await page.WaitForURLAsync("**/designer/workflows/*", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".x6-graph").First.WaitForAsync();
        return page.Url.Split('/')[^1].Split('?')[0];
    }

    private static async Task EditAsync(StudioWindow studio)
    {
        var page = studio.Page;
        await studio.SelectAsync("WriteLine1", "Text");
        await studio.WriteAsync("Text", "Guten Tag");
        await studio.TabAsync("Common");
        await studio.SavedAsync(() => page.Locator(".mud-tabs-panels label").Filter(new LocatorFilterOptions { HasText = "Start of workflow" }).First.ClickAsync(), "\"canStartWorkflow\":true");
        await studio.TabAsync("Input");

        await studio.SelectAsync("Switch1", "Add case");
        await page.GetByText("Add case").First.ClickAsync();
        var row = page.Locator("tr").Filter(new LocatorFilterOptions { Has = page.Locator("input[type=text]") }).Last;
        await row.Locator("input[type=text]:visible").Nth(0).FillAsync("Dringend");
        await row.Locator(".mud-select").First.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("JavaScript", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await row.Locator("input[type=text]:visible").Nth(1).FillAsync("getVariable(\"Name\") == null");
        await page.Keyboard.PressAsync("Tab");
        await studio.SavedAsync(() => row.Locator("button").First.ClickAsync(), "Dringend");

        await studio.SelectAsync("Task1", "Titel");
        await studio.WriteAsync("Titel", "Unterlagen anfordern");
        await studio.WriteCodeIntoAsync("Formular", """{"fields":[{"fact":"case.wish"}]}""", "case.wish");
        await studio.Field("Zuständig").Locator(".mud-input-slot:visible").First.ClickAsync();
        await studio.SavedAsync(() => page.Locator(".mud-popover-open").GetByText("Leitung", new LocatorGetByTextOptions { Exact = true }).ClickAsync(), "LEAD");
    }

    private static async Task DeclareAsync(StudioWindow studio)
    {
        var page = studio.Page;
        await studio.TabAsync("Variables");
        await page.GetByText("Add variable").First.ClickAsync();
        await NameAsync(page, "The name of the variable", "Name");
        await studio.SavedAsync(() => page.Locator(".mud-dialog .mud-dialog-actions button").Last.ClickAsync(), "\"name\":\"Name\"");
        await studio.TabAsync("Input/Output");
        await page.GetByText("Add input").First.ClickAsync();
        await NameAsync(page, "name of the input", "Art");
        await studio.SavedAsync(() => page.Locator(".mud-dialog .mud-dialog-actions button").Last.ClickAsync(), "\"name\":\"Art\"");
    }

    /// <summary>Writes a name into a dialog, once Studio has proposed one: what is written before that is lost.</summary>
    private static async Task NameAsync(IPage page, string label, string name)
    {
        var field = page.Locator(".mud-dialog .mud-input-control").Filter(new LocatorFilterOptions { HasText = label }).Locator("input").First;
        await Assertions.Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("[0-9]$"), new LocatorAssertionsToHaveValueOptions { Timeout = StudioWindow.Patience });
        await field.FillAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(field).ToHaveValueAsync(name);
    }

    private static void AssertDrawn(JsonObject drawn)
    {
        var boxes = drawn["root"]!["activities"]!.AsArray().ToDictionary(box => box!["type"]!.GetValue<string>(), box => box!);
        Assert.Equal("Guten Tag", boxes["Elsa.WriteLine"]["text"]!["expression"]!["value"]!.GetValue<string>());
        Assert.True(boxes["Elsa.WriteLine"]["customProperties"]!["canStartWorkflow"]!.GetValue<bool>());
        Assert.Contains("Dringend", boxes["Elsa.Switch"]["cases"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("LEAD", boxes["Iq.Task"]["role"]!["expression"]!["value"]!.GetValue<string>());
        Assert.Contains("case.wish", boxes["Iq.Task"]["form"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Name", Assert.Single(drawn["variables"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal("Art", Assert.Single(drawn["inputs"]!.AsArray())!["name"]!.GetValue<string>());
    }
}

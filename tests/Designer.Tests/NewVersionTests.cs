using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>A designer who cannot program changes a procedure in Studio; the desk shows what was drawn.</summary>
[Collection(StudioCollection.Name)]
public sealed class NewVersionTests(StudioBrowser browser)
{
    private const string Procedure = "nachfassen";

    private DateOnly Today => GermanDay.Of(browser.Server.Clock.GetUtcNow());

    [BrowserFact]
    public async Task A_shorter_reminder_and_a_new_task_are_at_the_desk_for_a_new_case_and_for_one_that_is_moved()
    {
        await DrawAsync();
        var older = await OpenCaseAsync("Arslan");
        await using var studio = await browser.AsAsync("dana");

        await studio.OpenAsync(Procedure);
        await studio.DragAsync("Fallarbeit", "Aufgabe", 420, 60, boxes: 2);
        await studio.ConnectAsync("Nachfassen", "Task2", arrows: 1);
        await studio.SelectAsync("Nachfassen", "Fällig");
        await studio.WriteAsync("Fällig", "10 d");
        await studio.SelectAsync("Task2", "Titel");
        await studio.WriteAsync("Titel", "Ergebnis festhalten");
        await studio.WriteCodeIntoAsync("Formular", """{"fields":[{"fact":"case.first_answered_on","required":true}]}""", "case.first_answered_on");
        await studio.PictureAsync("formular-1366");
        Assert.Equal((int)HttpStatusCode.OK, (await studio.SavedAsync(() => studio.PublishButton.ClickAsync(), "\"publish\":true")).Status);
        await studio.AssertContentAsync();

        await using var desk = await browser.AsAsync("anna");
        var newer = await OpenCaseAsync("Brandt");
        await AssertTaskAsync(desk.Page, newer, "Nachfassen", Today.AddDays(10));
        await DoAsync(desk.Page, newer, "Nachfassen");
        await Assertions.Expect(TaskOf(desk.Page, "Ergebnis festhalten").Locator("[name='case.first_answered_on']")).ToHaveCountAsync(1);
        await AssertTaskAsync(desk.Page, older, "Nachfassen", Today.AddDays(14));

        await studio.Page.GotoAsync($"/designer/versions/{Procedure}");
        await studio.PictureAsync("wechsel-1366");
        await studio.Page.Locator("button[value=all]").ClickAsync();
        await Assertions.Expect(studio.Page.Locator(".iq-status").First).ToContainTextAsync("Fälle, die jetzt nach der neuen Version gehen: 1");

        await AssertTaskAsync(desk.Page, older, "Nachfassen", Today.AddDays(10));
        await DoAsync(desk.Page, older, "Nachfassen");
        await Assertions.Expect(TaskOf(desk.Page, "Ergebnis festhalten")).ToHaveCountAsync(1);
        Assert.Empty(desk.Complaints);
        Assert.Empty(studio.Complaints);
    }

    /// <summary>The version of before: a task that is due after 14 days.</summary>
    private async Task DrawAsync()
    {
        using var dana = await browser.Server.AsAsync("dana");
        var task = new JsonObject
        {
            ["id"] = "nachfassen",
            ["type"] = "Iq.Task",
            ["version"] = 1,
            ["name"] = "Nachfassen",
            ["title"] = Literal("Nachfassen"),
            ["due"] = Literal("14 d"),
            ["metadata"] = new JsonObject { ["displayText"] = "Nachfassen", ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 60, ["y"] = 60 } } },
        };
        var answer = await dana.SaveAsync(new JsonObject
        {
            ["definitionId"] = Procedure,
            ["name"] = "Nachfassen",
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(task), ["connections"] = new JsonArray() },
        }, publish: true);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    private async Task<string> OpenCaseAsync(string name)
    {
        var facts = new Submission(new Dictionary<string, string> { ["person.name"] = name, ["person.given_name"] = "Samira", ["case.wish"] = "Anliegen", ["person.phone"] = "0221 4711" });
        var opened = Assert.IsType<CaseAnswer.Done>(await new OpenCase(browser.Server.Runtime).RunAsync(new NewCase("koeln", facts) { CounsellorId = "anna", EvenIfKnown = true }, "anna", null, CancellationToken.None));
        using var anna = await browser.Server.AsAsync("anna");
        var started = await anna.PostAsync($"/workflow-definitions/{Procedure}/execute", new JsonObject { ["correlationId"] = opened.CaseId });
        Assert.Equal("Suspended", started.Json["workflowState"]!["subStatus"]!.GetValue<string>());
        return opened.CaseId;
    }

    private static ILocator TaskOf(IPage page, string title) => page.Locator("details[id^=aufgabe-]").Filter(new LocatorFilterOptions { Has = page.Locator("summary b", new PageLocatorOptions { HasText = title }) });

    private static async Task AssertTaskAsync(IPage page, string caseId, string title, DateOnly due)
    {
        await page.GotoAsync($"/faelle/{caseId}");
        await Assertions.Expect(TaskOf(page, title).Locator("summary")).ToContainTextAsync(due.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
    }

    private static async Task DoAsync(IPage page, string caseId, string title)
    {
        await page.GotoAsync($"/faelle/{caseId}");
        if (await TaskOf(page, title).GetAttributeAsync("open") is null)
            await TaskOf(page, title).Locator("summary").ClickAsync();
        await TaskOf(page, title).Locator("button[name=outcome]").First.ClickAsync();
        await Assertions.Expect(TaskOf(page, title)).ToHaveCountAsync(0);
    }

    private static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}

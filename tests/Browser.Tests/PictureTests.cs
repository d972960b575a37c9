using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

/// <summary>Takes the pictures of the documents; <c>docs/images/make</c> says where they go.</summary>
[Collection(DemoCollection.Name)]
public sealed class PictureTests(DemoDesk desk)
{
    /// <summary>Names the folder that the pictures shall stay in.</summary>
    private const string Variable = "IQW_PICTURES";

    [BrowserTheory]
    [InlineData(1366, 768)]
    [InlineData(390, 844)]
    public async Task The_main_pages_are_pictured_and_none_complains(int width, int height)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } wanted ? Directory.CreateDirectory(wanted) : Directory.CreateTempSubdirectory("iqw-pictures-");
        var (caseId, land) = await DeskPages.RichestCaseAsync(desk);
        var (counsellor, lead) = ("beratung-" + land, "leitung-" + land);
        (string Name, string Path, string? Account)[] pictures =
        [
            ("anmelden", "/anmelden", null),
            ("mein-tag", "/mein-tag", counsellor),
            ("faelle", "/faelle", lead),
            ("fallakte", $"/faelle/{caseId}", counsellor),
            ("ereignis", await DeskPages.EventOfAsync(desk, caseId), counsellor),
            ("unterlagen", $"/faelle/{caseId}/unterlagen", counsellor),
            ("ablauf", $"/faelle/{caseId}/ablauf", counsellor),
            ("neuer-fall", "/faelle/neu", counsellor),
            ("team", "/team", lead),
            ("auftraege", "/auftraege", Server.Hosting.DemoAccounts.Operator),
            ("mailtexte", "/verwaltung/mailtexte", Server.Hosting.DemoAccounts.Operator),
            ("datenschutz", $"/datenschutz/fall/{caseId}", lead),
        ];
        foreach (var (name, path, account) in pictures)
        {
            await using var seen = await desk.AsAsync(account, new Look("de", false, width, height));
            await seen.GoAsync(path);
            await seen.Page.EvaluateAsync("document.fonts.ready");

            var picture = await seen.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder.FullName, $"{name}-{width}.png"), Animations = ScreenshotAnimations.Disabled });

            Assert.NotEmpty(picture);
            Assert.Empty(seen.Complaints);
        }
        if (folder.Name.StartsWith("iqw-pictures-", StringComparison.Ordinal))
            folder.Delete(recursive: true);
    }
}

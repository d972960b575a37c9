using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>The sign-in ends while somebody draws.</summary>
[Collection(StudioCollection.Name)]
public sealed class SignedOutTests(StudioBrowser browser)
{
    [BrowserFact]
    public async Task Studio_waits_until_there_is_a_new_sign_in_and_then_saves_what_was_drawn()
    {
        using var dana = await browser.Server.AsAsync("dana");
        var id = (await dana.DrawAsync("Abgemeldet", "eins"))["definitionId"]!.GetValue<string>();
        await using var studio = await browser.AsAsync("dana");
        await studio.OpenAsync(id);
        await studio.Page.Context.ClearCookiesAsync();

        await studio.Field("Name").Locator("input").First.FillAsync("Abgemeldet und wieder da");
        await studio.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(studio.Page.Locator("#iq-sign-in")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = StudioWindow.Patience });
        Assert.Equal("Abgemeldet", (await dana.OpenAsync(id))["name"]!.GetValue<string>());
        await studio.Page.RunAndWaitForResponseAsync(
            async () => await browser.SignInAsync(studio.Page.Context, "dana"),
            response => response.Request.Method == "POST" && response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal) && response.Ok);

        await Assertions.Expect(studio.Page.Locator("#iq-sign-in")).ToBeHiddenAsync();
        Assert.Equal("Abgemeldet und wieder da", (await dana.OpenAsync(id))["name"]!.GetValue<string>());
        Assert.False(await studio.Page.Locator("#blazor-error-ui").IsVisibleAsync());
    }
}

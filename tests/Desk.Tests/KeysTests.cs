using System.Net;

namespace IqWorkflows.Desk.Tests;

public sealed class KeysTests : IAsyncLifetime
{
    private RunningDesk _desk = null!; // started before each test

    public async Task InitializeAsync() => _desk = await RunningDesk.PeopledAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Single_letters_can_be_switched_off_and_on_again()
    {
        using var browser = await _desk.AsAsync("anna");
        Assert.Contains("data-keys=\"on\"", (await browser.GetAsync("/tasten")).Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/tasten", ("keys", "off"))).Status);
        Assert.DoesNotContain("data-keys", (await browser.GetAsync("/mein-tag")).Html, StringComparison.Ordinal);
        await browser.GetAsync("/tasten");
        await browser.PostAsync("/tasten", ("keys", "on"));

        Assert.Contains("data-keys=\"on\"", (await browser.GetAsync("/mein-tag")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Nonsense_changes_nothing(string keys)
    {
        using var browser = await _desk.AsAsync("anna");
        await browser.GetAsync("/tasten");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/tasten", ("keys", keys))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostWithoutTokenAsync("/tasten", ("keys", "off"))).Status);

        Assert.Contains("data-keys=\"on\"", (await browser.GetAsync("/tasten")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kim")]
    [InlineData("otto")]
    [InlineData("dana")]
    public async Task Whoever_works_with_no_case_has_no_keys_and_hears_no_news(string who)
    {
        using var browser = await _desk.AsAsync(who);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/tasten")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/neues")).Status);
        Assert.DoesNotContain("data-keys", (await browser.GetAsync("/konto")).Html, StringComparison.Ordinal);
    }
}

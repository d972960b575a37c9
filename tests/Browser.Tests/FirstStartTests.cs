using IqWorkflows.Server.Hosting;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

[Collection(DemoCollection.Name)]
public sealed class FirstStartTests(DemoDesk desk) : IAsyncLifetime
{
    private const string Password = "sieben leise Trommeln";

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-browser-").FullName;
    private IqServer? _server;

    public async Task InitializeAsync()
    {
        if (RealBrowser.Path is null)
            return;
        _server = await IqServer.OpenAsync(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = _folder, Clock = desk.Clock, KnockInterval = TimeSpan.FromHours(1), PublishesProcedures = false }, CancellationToken.None);
        await _server.App.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.App.StopAsync();
            await _server.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
        Directory.Delete(_folder, recursive: true);
    }

    [BrowserFact]
    public async Task The_first_who_comes_becomes_the_administrator_and_signs_in_again_later()
    {
        await using var seen = await desk.OpenAsync(new Uri(_server!.App.Urls.First())); // started above: there is a browser
        var hands = new Hands(seen.Page);

        await seen.Page.GotoAsync("/");
        await Assertions.Expect(seen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/erster-start$"));
        foreach (var (name, value) in new[] { ("fullName", "Dr. Ilse Aichinger"), ("mail", "ilse@example.org"), ("name", "ilse"), ("password", Password), ("centreName", "Beratungsstelle Köln"), ("land", "NW") })
            await hands.FillAsync(name, value);
        await hands.PressAsync("main form button.kern-btn--primary");
        await Assertions.Expect(seen.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/erster-start$"));

        await hands.PressAsync("[action=\"/abmelden\"] button");
        await seen.Page.GotoAsync("/anmelden");
        await hands.FillAsync("name", "ilse");
        await hands.FillAsync("password", "nicht das richtige");
        await seen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(seen.Page.Locator(".kern-alert--danger")).ToBeVisibleAsync();
        await hands.FillAsync("name", "ilse");
        await hands.FillAsync("password", Password);
        await seen.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(seen.Page.Locator(".d-top")).ToContainTextAsync("Ilse Aichinger");
        Assert.Empty(seen.Complaints);
    }
}

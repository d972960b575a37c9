using System.Net;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

/// <summary>The server with a demonstration of a fixed day, and a browser in front of it.</summary>
public sealed class DemoDesk : IAsyncLifetime
{
    /// <summary>A Tuesday morning in Germany.</summary>
    public static readonly DateTimeOffset Now = new(2026, 9, 22, 6, 15, 0, TimeSpan.Zero);

    private const int Others = 24;
    private const string Password = "drei kleine Boote";

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-browser-").FullName;
    private readonly Dictionary<string, string> _signedIn = [];
    private IqServer _server = null!; // opened by InitializeAsync
    private string? _invitation;
    private IPlaywright? _playwright;
    private IBrowser _browser = null!; // likewise, if there is one at all

    public Uri Address => new(_server.App.Urls.First());

    internal IqServer Server => _server;

    internal TestClock Clock { get; } = new(Now);

    internal IqRuntime Runtime => _server.App.Services.GetRequiredService<IqRuntime>();

    public async Task InitializeAsync()
    {
        if (RealBrowser.Path is null)
            return;
        var options = Demo.Of(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = _folder, Clock = Clock, KnockInterval = TimeSpan.FromHours(1) });
        Assert.Empty((await Demo.FillAsync(options, Others, CancellationToken.None)).Refusals);
        _server = await IqServer.OpenAsync(options, CancellationToken.None);
        await DemoAccounts.GiveOutAsync(Runtime, Password, CancellationToken.None);
        await _server.App.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await RealBrowser.StartAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (_playwright is null)
            return;
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A browser of somebody who has signed in.</summary>
    /// <param name="account">Null: nobody has.</param>
    /// <param name="look">How the pages are seen.</param>
    internal async Task<Seen> AsAsync(string? account, Look? look = null)
    {
        look ??= Look.Usual;
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            Locale = look.Language,
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
        });
        if (account is not null)
            await context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "iq-sign-in", Value = await CookieOfAsync(account), Url = Address.ToString() }]);
        return await Seen.OpenAsync(context, Address);
    }

    /// <summary>A browser in front of another server.</summary>
    internal async Task<Seen> OpenAsync(Uri address)
    {
        var usual = Look.Usual;
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString(), Locale = usual.Language, ViewportSize = new ViewportSize { Width = usual.Width, Height = usual.Height } });
        return await Seen.OpenAsync(context, address);
    }

    /// <summary>What somebody invited has in hand.</summary>
    internal async Task<string> InviteAsync()
    {
        _invitation ??= (await new AccountBook(Runtime).AddAsync(new NewAccount("neu", "Nele Neu", "nele@example.org", [Role.Designer]), CancellationToken.None)).Invitation;
        return _invitation!; // an account without a password is invited
    }

    /// <summary>Signs in by the form, once for each account: a hash takes long on purpose.</summary>
    private async Task<string> CookieOfAsync(string account)
    {
        if (_signedIn.TryGetValue(account, out var known))
            return known;
        await using var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address.ToString(), Locale = "de" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/anmelden");
        await page.FillAsync("[name=name]", account);
        await page.FillAsync("[name=password]", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.EndsWith("/anmelden", StringComparison.Ordinal));
        var cookie = (await context.CookiesAsync()).SingleOrDefault(cookie => cookie.Name == "iq-sign-in") ?? throw new InvalidOperationException($"{account} cannot sign in.");
        return _signedIn[account] = cookie.Value;
    }
}

/// <summary>How somebody sees the pages.</summary>
internal sealed record Look(string Language, bool IsDark, int Width, int Height)
{
    public static Look Usual { get; } = new("de", false, 1366, 768);
}

/// <summary>One page in a browser, with everything it complained about.</summary>
internal sealed class Seen : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Seen(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // That the page itself says "not there" is what it was asked for.
            if (message.Type is "error" or "warning" && !message.Location.StartsWith(page.Url, StringComparison.Ordinal))
                Complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Complaints.Add($"{page.Url} asks for {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Messages of the console, errors of scripts, requests that leave the server.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Seen> OpenAsync(IBrowserContext context, Uri address) => new(context, await context.NewPageAsync(), address);

    /// <summary>Goes to a page; one that says kindly what is not there, or what is wrong with a question, is a page, too.</summary>
    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is { Status: (int)HttpStatusCode.OK or (int)HttpStatusCode.Gone or (int)HttpStatusCode.NotFound or (int)HttpStatusCode.UnprocessableEntity }, $"{path}: {answer?.Status}");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

/// <summary>All tests of this house stand in front of one demonstration: to play it takes long.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoDesk>
{
    public const string Name = "demo";
}

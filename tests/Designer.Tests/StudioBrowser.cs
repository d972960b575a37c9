using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests;

/// <summary>A server, and Chromium as the system has it in front of it.</summary>
public sealed class StudioBrowser : IAsyncLifetime
{
    // What a browser does by itself – updates, metrics, another protocol – has no place in a test.
    private static readonly string[] s_quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=de"];

    private IPlaywright? _playwright;
    private IBrowser _browser = null!; // started by InitializeAsync, if there is one at all

    public static string? Path { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public RunningServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        if (Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = s_quiet });
    }

    public async Task DisposeAsync()
    {
        if (_playwright is not null)
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
        }
        await Server.DisposeAsync();
    }

    /// <summary>A window of somebody who has signed in.</summary>
    internal async Task<StudioWindow> AsAsync(string name)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Server.Address.ToString(), Locale = "de", ViewportSize = new ViewportSize { Width = 1366, Height = 768 }, AcceptDownloads = true });
        await context.AddCookiesAsync([new Cookie { Name = "iq-sign-in", Value = await Server.CookieOfAsync(name), Url = Server.Address.ToString() }]);
        return new StudioWindow(context, await context.NewPageAsync(), Server.Address);
    }
}

/// <summary>A test that needs a browser.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = StudioBrowser.Path is null ? "Chromium is not installed: apt-get install chromium" : null;
}

/// <summary>Studio in a window, with everything it complained about.</summary>
internal sealed class StudioWindow : IAsyncDisposable
{
    // The first look at Studio compiles some twelve megabytes of WebAssembly.
    public const float Patience = 120_000;

    private readonly IBrowserContext _context;

    public StudioWindow(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                Complaints.Add($"asks for {request.Url}");
            if (request.Url.Contains("/elsa/api/", StringComparison.Ordinal))
                Calls.Add($"{request.Method} {new Uri(request.Url).AbsolutePath["/elsa/api".Length..]}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of the console and of scripts, requests that leave the server.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What Studio asked of Elsa's API.</summary>
    public List<string> Calls { get; } = [];

    public ILocator Boxes => Page.Locator(".x6-node");

    public ILocator SaveButton => Page.Locator(".elsa-toolbar-icon button");

    public ILocator PublishButton => Page.Locator(".mud-button-group-text .mud-primary-text.mud-icon-button");

    public ILocator MenuButton => Page.Locator(".mud-button-group-text .mud-menu-icon-button-activator");

    public ILocator RunButton => Page.Locator(".mud-success-text.mud-icon-button");

    /// <summary>Opens the editor and waits until the drawing is there.</summary>
    public async Task OpenAsync(string definitionId)
    {
        await Page.GotoAsync($"/designer/workflows/{definitionId}");
        await Page.Locator("text=Auto-save").WaitForAsync();
        await Page.Locator(".x6-graph").First.WaitForAsync();
    }

    /// <summary>Shows another definition in the same window: Studio need not be loaded again.</summary>
    public async Task ShowAsync(string definitionId)
    {
        await Page.EvaluateAsync(
            """
            id => {
                const element = document.createElement("elsa-workflow-definition-editor");
                element.setAttribute("remote-endpoint", location.origin + "/elsa/api");
                element.setAttribute("definition-id", id);
                document.getElementById("studio").replaceChildren(element);
            }
            """,
            definitionId);
        await Page.Locator("text=Auto-save").WaitForAsync();
        await Page.Locator(".x6-graph").First.WaitForAsync();
    }

    /// <summary>Does something and waits until the server answers the save that follows from it. Its body is not waited for: Studio may leave it unread, and then the browser never says that it has ended.</summary>
    public Task<IResponse> SavedAsync(Func<Task> act) =>
        Page.RunAndWaitForResponseAsync(act, response => response.Request.Method == "POST" && response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal));

    /// <summary>No error banner, nothing that the browser complained of.</summary>
    public async Task AssertContentAsync()
    {
        Assert.False(await Page.Locator("#blazor-error-ui").IsVisibleAsync(), "Studio shows its error banner.");
        Assert.Empty(Complaints);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}

using IqWorkflows.Designer.Tests.Contract;
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

    internal async Task SignInAsync(IBrowserContext context, string name) =>
        await context.AddCookiesAsync([new Cookie { Name = "iq-sign-in", Value = await Server.CookieOfAsync(name), Url = Server.Address.ToString() }]);

    /// <summary>A window of somebody who has signed in.</summary>
    internal async Task<StudioWindow> AsAsync(string name, int width = 1366)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Server.Address.ToString(), Locale = "de", ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 768 }, AcceptDownloads = true });
        await SignInAsync(context, name);
        var page = await context.NewPageAsync();
        return new StudioWindow(context, page, Server.Address) { Recording = await Recording.OfAsync(page) };
    }
}

/// <summary>All tests of Studio stand in front of one server, in one browser: to begin either takes long.</summary>
[CollectionDefinition(Name)]
public sealed class StudioCollection : ICollectionFixture<StudioBrowser>
{
    public const string Name = "studio";
}

/// <summary>A test that needs a browser.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = StudioBrowser.Path is null ? "Chromium is not installed: apt-get install chromium" : null;
}

/// <summary>A test of many that need a browser.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = StudioBrowser.Path is null ? "Chromium is not installed: apt-get install chromium" : null;
}

/// <summary>Studio in a window, with everything it complained about.</summary>
internal sealed class StudioWindow : IAsyncDisposable
{
    // The first look at Studio compiles some twelve megabytes of WebAssembly.
    public const float Patience = 120_000;

    private const int MostTries = 4;

    private readonly IBrowserContext _context;

    // Whether Studio has heard, since its last save, which activities there are: until then it is still drawing its list and its drawing anew.
    private volatile bool _isDrawnAnew;

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
        page.Response += (_, response) =>
        {
            if (IsSave(response))
                _isDrawnAnew = false;
            else if (response.Url.Contains("/elsa/api/descriptors/activities?", StringComparison.Ordinal))
                _isDrawnAnew = true;
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

    /// <summary>What Studio asks, to be kept; null unless recordings are wanted.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Errors of the console and of scripts, requests that leave the server.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What Studio asked of Elsa's API.</summary>
    public List<string> Calls { get; } = [];

    public ILocator Boxes => Page.Locator(".x6-node");

    public ILocator Arrows => Page.Locator(".x6-edge");

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

    /// <summary>
    /// Does something and waits until the server answers the save that follows from it. Its body is not waited for: Studio may leave it unread, and then the browser never says
    /// that it has ended. Studio draws itself anew after each save, and what a quick hand does just then is lost: like that hand, this does it again.
    /// </summary>
    /// <param name="act">What is done; done again it must come to the same.</param>
    /// <param name="says">What the drawing that is sent must say; Studio may still be sending an older one.</param>
    public async Task<IResponse> SavedAsync(Func<Task> act, string says = "")
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var saved = await Page.RunAndWaitForResponseAsync(act, response => IsSave(response) && Says(response), new PageRunAndWaitForResponseOptions { Timeout = Patience / MostTries });
                await RestAsync(saved);
                return saved;
            }
            catch (TimeoutException) when (tries < MostTries)
            {
            }
        }

        bool Says(IResponse response) => (response.Request.PostData ?? "").Contains(says, StringComparison.Ordinal);
    }

    private static bool IsSave(IResponse response) => response.Request.Method == "POST" && response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    /// <summary>After a save Studio asks which activities there are and draws itself anew.</summary>
    private async Task RestAsync(IResponse saved)
    {
        for (var waited = 0; saved.Ok && !_isDrawnAnew; waited += 50)
        {
            Assert.True(waited < Patience, "Studio has saved, but does not ask which activities there are.");
            await Page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>Waits until something has stood still for twenty frames: a list that opens moves what is in it, and the mouse would take hold of its neighbour.</summary>
    private static async Task StandsStillAsync(ILocator what) => await what.EvaluateAsync("""
        it => new Promise(done => {
            let last = "", still = 0;
            const look = () => {
                const at = JSON.stringify(it.getBoundingClientRect());
                still = at === last ? still + 1 : 0;
                last = at;
                if (still < 20) requestAnimationFrame(look); else done();
            };
            look();
        })
        """);

    /// <summary>Drags an activity from the list on the left, which shows one category at a time, onto the drawing.</summary>
    /// <param name="boxes">How many boxes there are with it. Counting those there are before would not do: Studio, drawing itself anew, shows none for a moment.</param>
    public async Task DragAsync(string category, string activity, float x, float y, int boxes)
    {
        await DrawnAsync(Boxes, boxes - 1);
        var source = Page.Locator("[draggable=true]").Filter(new LocatorFilterOptions { HasText = activity }).First;
        if (!await source.IsVisibleAsync())
            await Page.Locator(".mud-expand-panel-header").Filter(new LocatorFilterOptions { HasText = category }).First.ClickAsync();
        await source.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Visible });
        await StandsStillAsync(source);
        await SavedAsync(async () =>
        {
            if (await Boxes.CountAsync() < boxes)
                await source.DragToAsync(Page.Locator(".x6-graph").First, new LocatorDragToOptions { TargetPosition = new TargetPosition { X = x, Y = y } });
        });
        await DrawnAsync(Boxes, boxes);
    }

    /// <summary>Waits until so many of them are drawn.</summary>
    public static Task DrawnAsync(ILocator what, int count) => Assertions.Expect(what).ToHaveCountAsync(count, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });

    public ILocator Box(string name) => Boxes.Filter(new LocatorFilterOptions { HasText = name }).First;

    /// <summary>Draws a connection as a hand does: from the way out of one box to the way into the other.</summary>
    /// <param name="arrows">How many connections there are with it.</param>
    public async Task ConnectAsync(string from, string to, int arrows)
    {
        await DrawnAsync(Arrows, arrows - 1);
        await SavedAsync(async () =>
        {
            if (await Arrows.CountAsync() >= arrows)
                return;
            await SelectNothingAsync();
            var start = await CentreAsync(Box(from).Locator(".x6-port-out circle").First);
            var end = await CentreAsync(Box(to).Locator(".x6-port-in circle").First);
            await Page.Mouse.MoveAsync(start.X, start.Y);
            await Page.Mouse.DownAsync();
            await Page.Mouse.MoveAsync(start.X + 40, start.Y + 10, new MouseMoveOptions { Steps = 5 });
            await Page.Mouse.MoveAsync(end.X, end.Y, new MouseMoveOptions { Steps = 8 });
            await Page.Mouse.UpAsync();
        });
        await DrawnAsync(Arrows, arrows);
    }

    /// <summary>Selects a box, so that its fields are below; a field that it must have says that they are.</summary>
    public async Task SelectAsync(string name, string awaited)
    {
        await SelectNothingAsync();
        var box = await Box(name).BoundingBoxAsync() ?? throw new InvalidOperationException($"{name} is not to be seen.");
        await Page.Mouse.ClickAsync(box.X + 100, box.Y + 8);
        await Page.Locator(".mud-tabs-panels").GetByText(new System.Text.RegularExpressions.Regex($"^\\s*{awaited}\\s*$", System.Text.RegularExpressions.RegexOptions.IgnoreCase)).Filter(new LocatorFilterOptions { Visible = true }).First.WaitForAsync();
    }

    /// <summary>A frame lies over a box that is selected and takes what the mouse does there.</summary>
    private async Task SelectNothingAsync()
    {
        var canvas = await Page.Locator(".x6-graph").First.BoundingBoxAsync() ?? throw new InvalidOperationException("The drawing is not to be seen.");
        await Page.Mouse.ClickAsync(canvas.X + canvas.Width - 30, canvas.Y + canvas.Height - 30);
    }

    /// <summary>The field with this label.</summary>
    public ILocator Field(string label) =>
        Page.Locator(".mud-input-control").Filter(new LocatorFilterOptions { Has = Page.Locator("label", new PageLocatorOptions { HasTextRegex = new System.Text.RegularExpressions.Regex($"^{label}$") }) }).First;

    /// <summary>Writes into the editor of code that is to be seen.</summary>
    public async Task WriteCodeAsync(string code)
    {
        await Page.Locator(".monaco-editor:visible .view-lines").First.ClickAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(code);
    }

    /// <summary>Writes into a field of one line and waits until that is saved.</summary>
    public Task WriteAsync(string label, string text) => SavedAsync(
        async () =>
        {
            await Field(label).Locator("input,textarea").First.FillAsync(text);
            await Page.Keyboard.PressAsync("Tab");
        },
        text);

    /// <summary>Writes into a field of code and waits until that is saved.</summary>
    public async Task WriteCodeIntoAsync(string label, string code, string says)
    {
        await Field(label).ScrollIntoViewIfNeededAsync();
        await SavedAsync(() => WriteCodeAsync(code), says);
    }

    public Task TabAsync(string name) => Page.Locator(".mud-tab").Filter(new LocatorFilterOptions { HasTextRegex = new System.Text.RegularExpressions.Regex($"^\\s*{name}\\s*$", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).Last.ClickAsync();

    private static async Task<(float X, float Y)> CentreAsync(ILocator circle)
    {
        var box = await circle.BoundingBoxAsync() ?? throw new InvalidOperationException("A port is not to be seen.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    /// <summary>No error banner, nothing that the browser complained of.</summary>
    public async Task AssertContentAsync()
    {
        Assert.False(await Page.Locator("#blazor-error-ui").IsVisibleAsync(), "Studio shows its error banner.");
        Assert.Empty(Complaints);
    }

    /// <summary>Takes a picture for the documents, if these are wanted: <c>docs/images/make</c> says where they go.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("IQW_PICTURES") is not { Length: > 0 } folder)
            return;
        await Page.EvaluateAsync("document.fonts.ready");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(folder, $"designer-{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}

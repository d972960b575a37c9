using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

/// <summary>Chromium as the system has it, without a window.</summary>
internal static class RealBrowser
{
    // What a browser does by itself – updates, metrics, another protocol – has no place in a test.
    private static readonly string[] s_quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--lang=de",
    ];

    public static string? Path { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = s_quiet });
}

/// <summary>A test that needs a browser.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = RealBrowser.Path is null ? "Chromium is not installed: apt-get install chromium" : null;
}

/// <summary>A test of many that need a browser.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = RealBrowser.Path is null ? "Chromium is not installed: apt-get install chromium" : null;
}

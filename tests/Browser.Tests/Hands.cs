using System.Globalization;
using Microsoft.Playwright;

namespace IqWorkflows.Browser.Tests;

/// <summary>Somebody who has a keyboard and no mouse: goes from control to control, and fills them in as they ask for it.</summary>
internal sealed class Hands(IPage page)
{
    private const int MostSteps = 400;

    /// <summary>Goes on to a control, past everything before it.</summary>
    public async Task ToAsync(string selector)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{page.Url}: no key leads to {selector}.");
    }

    /// <summary>Goes to a control and presses Enter.</summary>
    public async Task PressAsync(string selector)
    {
        await ToAsync(selector);
        var before = page.Url;
        await LeaveAsync("Enter");
        Assert.True(page.Url != before || await page.TitleAsync() is not { } title || !title.StartsWith("Fehler: ", StringComparison.Ordinal), $"{page.Url}: {await RefusedAsync()}");
    }

    /// <summary>Fills in the control of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">A text, a day as 2026-01-31, a moment as 2026-01-31T10:00, or the code of a choice.</param>
    /// <param name="within">Where to look.</param>
    public async Task FillAsync(string name, string value, string within = "main")
    {
        var selector = $"{within} [name=\"{name}\"]";
        await ToAsync($"{selector}:not([type=hidden])");
        var kind = await page.EvaluateAsync<string>("document.activeElement.type");
        switch (kind)
        {
            case "select-one":
                await page.Keyboard.PressAsync("Home");
                for (var step = 0; step < MostSteps && await ValueAsync() != value; step++)
                    await page.Keyboard.PressAsync("ArrowDown");
                break;
            case "date":
                await page.Keyboard.TypeAsync(Day(value));
                break;
            case "datetime-local":
                await page.Keyboard.TypeAsync(Day(value));
                await page.Keyboard.PressAsync("ArrowRight");
                await page.Keyboard.TypeAsync(DateTime.Parse(value, CultureInfo.InvariantCulture).ToString("hhmmtt", CultureInfo.InvariantCulture));
                break;
            default:
                await page.Keyboard.PressAsync("Control+A");
                await page.Keyboard.TypeAsync(value);
                break;
        }
        Assert.Equal((name, value), (name, await ValueAsync()));
    }

    /// <summary>Presses a key that leads to another page, and waits until it is there.</summary>
    public async Task LeaveAsync(string key)
    {
        var there = new TaskCompletionSource();
        void Arrive(object? sender, IPage arrived) => there.TrySetResult();
        page.Load += Arrive;
        await page.Keyboard.PressAsync(key);
        await there.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.Load -= Arrive;
    }

    /// <summary>What the page says is wrong; empty when it says nothing.</summary>
    public async Task<string> RefusedAsync() => string.Join(" ", await page.Locator(".kern-alert--danger, .kern-error").AllInnerTextsAsync());

    // The browser of the tests writes days as Americans do, whatever the language of the page.
    private static string Day(string value) => DateTime.Parse(value, CultureInfo.InvariantCulture).ToString("MMddyyyy", CultureInfo.InvariantCulture);

    private Task<string> ValueAsync() => page.EvaluateAsync<string>("document.activeElement.value");
}

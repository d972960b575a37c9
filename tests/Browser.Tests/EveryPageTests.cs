using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace IqWorkflows.Browser.Tests;

[Collection(DemoCollection.Name)]
public sealed class EveryPageTests(DemoDesk desk)
{
    private static readonly AxeRunOptions s_contrastOnly = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    [BrowserFact]
    public async Task No_page_of_the_desk_is_left_out_of_these_tests()
    {
        var looked = (await DeskPages.AllAsync(desk)).Select(place => place.Route).Concat(DeskPages.NoPages.Keys).ToHashSet();

        Assert.Equal(DeskPages.Routes(desk).Order(StringComparer.Ordinal), looked.Order(StringComparer.Ordinal));
    }

    [BrowserTheory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Everybody_can_use_every_page(string language)
    {
        var barriers = new List<string>();
        foreach (var group in (await DeskPages.AllAsync(desk)).GroupBy(place => place.Account))
        {
            await using var seen = await desk.AsAsync(group.Key, new Look(language, false, 1366, 768));
            foreach (var place in group)
            {
                await seen.GoAsync(place.Path);
                barriers.AddRange(Barriers(place, await seen.Page.RunAxe()));
            }
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    [BrowserFact]
    public async Task In_the_dark_everything_can_be_read()
    {
        var barriers = new List<string>();
        foreach (var group in (await DeskPages.AllAsync(desk)).GroupBy(place => place.Account))
        {
            await using var seen = await desk.AsAsync(group.Key, new Look("de", true, 1366, 768));
            foreach (var place in group)
            {
                await seen.GoAsync(place.Path);
                Assert.Equal("dark", await seen.Page.Locator("html").GetAttributeAsync("data-kern-theme"));
                barriers.AddRange(Barriers(place, await seen.Page.RunAxe(s_contrastOnly)));
            }
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(683)] // twice as large on the same screen
    [InlineData(390)]
    public async Task No_page_is_wider_than_the_screen_and_none_complains(int width)
    {
        var wide = new List<string>();
        foreach (var group in (await DeskPages.AllAsync(desk)).GroupBy(place => place.Account))
        {
            await using var seen = await desk.AsAsync(group.Key, new Look("de", false, width, 844));
            foreach (var place in group)
            {
                await seen.GoAsync(place.Path);
                var needs = await seen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                if (needs > width)
                    wide.Add($"{place} needs {needs} pixels of {width}");
            }
            wide.AddRange(seen.Complaints);
        }

        Assert.True(wide.Count == 0, string.Join("\n", wide));
    }

    private static IEnumerable<string> Barriers(DeskPlace place, AxeResult result) =>
        result.Violations.Select(violation => $"{place}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
}

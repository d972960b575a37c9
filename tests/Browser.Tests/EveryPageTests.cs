using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace IqWorkflows.Browser.Tests;

[Collection(DemoCollection.Name)]
public sealed class EveryPageTests(DemoDesk desk)
{
    // What is in order need not be told: on long pages to write it down takes longer than to look.
    private static readonly AxeRunOptions s_usual = new() { ResultTypes = [ResultType.Violations] };
    private static readonly AxeRunOptions s_contrastOnly = new() { ResultTypes = [ResultType.Violations], RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

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
        var barriers = await EachAsync(new Look(language, false, 1366, 768), async (seen, place) => Barriers(place, await seen.Page.RunAxe(s_usual)));

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    [BrowserFact]
    public async Task In_the_dark_everything_can_be_read()
    {
        var barriers = await EachAsync(new Look("de", true, 1366, 768), async (seen, place) =>
        {
            Assert.Equal("dark", await seen.Page.Locator("html").GetAttributeAsync("data-kern-theme"));
            return Barriers(place, await seen.Page.RunAxe(s_contrastOnly));
        });

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(683)] // twice as large on the same screen
    [InlineData(390)]
    public async Task No_page_is_wider_than_the_screen_and_none_complains(int width)
    {
        var wide = await EachAsync(new Look("de", false, width, 844), async (seen, place) =>
            await seen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needs && needs > width ? [$"{place} needs {needs} pixels of {width}"] : []);

        Assert.True(wide.Count == 0, string.Join("\n", wide));
    }

    /// <summary>Looks at every page, a few at a time: while the browser judges one, the server makes another.</summary>
    /// <returns>What was found, and what the pages complained about.</returns>
    private async Task<IReadOnlyCollection<string>> EachAsync(Look look, Func<Seen, DeskPlace, Task<IEnumerable<string>>> judge)
    {
        var places = await DeskPages.AllAsync(desk);
        foreach (var account in places.Select(place => place.Account).Distinct())
            await (await desk.AsAsync(account, look)).DisposeAsync(); // signs in, once
        var found = new ConcurrentQueue<string>();
        var parts = places.GroupBy(place => place.Account).SelectMany(group => group.Chunk(8).Select(part => (Account: group.Key, Places: part)));
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (part, _) =>
        {
            await using var seen = await desk.AsAsync(part.Account, look);
            foreach (var place in part.Places)
            {
                await seen.GoAsync(place.Path);
                foreach (var line in await judge(seen, place))
                    found.Enqueue(line);
            }
            foreach (var complaint in seen.Complaints)
                found.Enqueue(complaint);
        });
        return found;
    }

    private static IEnumerable<string> Barriers(DeskPlace place, AxeResult result) =>
        result.Violations.Select(violation => $"{place}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
}

using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Workflows.Tests.Play;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_README_prints_what_iqw_play_prints()
    {
        var played = await Shipped.PlayAsync(Shipped.Script("c01.yaml"));

        var lines = new TimelineText(Shipped.Scene.Rules, Language.English).Lines(played.Timeline);

        Assert.Contains(string.Join('\n', lines), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "README.md")), StringComparison.Ordinal);
    }
}

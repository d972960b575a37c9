using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Workflows.Tests.Play;

/// <summary>The process dies again and again during a year and more of a case; what can be seen of it must be the same as if it had lived.</summary>
public sealed class KilledTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-killed-");

    [Theory]
    [InlineData("c01.yaml", 12, 1)]
    [InlineData("c12.yaml", 20, 3)]
    [InlineData("c05.yaml", 15, 4)]
    public async Task The_timeline_is_the_same_as_without_kills(string name, int kills, int seed)
    {
        var script = Shipped.Script(name);
        var play = new PlayScript(Shipped.Scene);

        var quiet = await play.RunAsync(script, CancellationToken.None);
        var killed = await play.RunWithKillsAsync(script, kills, seed, Path.Combine(_folder.FullName, "play.db"), CancellationToken.None);

        var words = new TimelineText(Shipped.Scene.Rules, Language.English);
        Assert.Equal(words.Lines(quiet.Timeline), words.Lines(killed.Timeline));
        Assert.Equal(kills, killed.Kills);
        Assert.True(killed.IsAsExpected, string.Join('\n', killed.Differences));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using IqWorkflows.Server.Bench.Chaos;
using Xunit.Abstractions;

namespace IqWorkflows.Chaos.Tests;

/// <summary>The real server under load, killed with SIGKILL at moments chosen by a seed. IQW_TEST_FACTOR multiplies the kills, IQW_TEST_SEED chooses other moments.</summary>
public sealed class KilledServerTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-chaos-");

    [Fact]
    public async Task After_many_kills_every_acknowledged_request_has_had_its_effect_once()
    {
        var kills = Kills * TestSetting.Factor;
        var seed = TestSetting.Seed(20260302);

        var result = await ChaosRun.RunAsync(_folder.FullName, kills, seed, output.WriteLine, CancellationToken.None);

        output.WriteLine(result.ToString());
        Assert.True(result.Findings.Count == 0, $"seed {seed}:\n{string.Join('\n', result.Findings)}");
        // Less would mean that the kills met an idle server.
        Assert.True(result.Acknowledged > kills, $"only {result.Acknowledged} requests were acknowledged between {kills} kills");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

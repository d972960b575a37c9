using IqWorkflows.Server.Bench.Chaos.Nodes;
using Xunit.Abstractions;

namespace IqWorkflows.Chaos.Tests;

/// <summary>Three real servers on a PostgreSQL server of their own, to which everything happens at once. IQW_TEST_FACTOR multiplies the instances, IQW_TEST_SEED chooses other moments.</summary>
public sealed class NodesTests(ITestOutputHelper output) : IDisposable
{
    private const int Instances = 5_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-chaos-");

    [PostgresFact]
    public async Task Whatever_happens_to_nodes_database_lines_clocks_and_mail_every_acknowledged_request_has_its_effect_once()
    {
        var plan = new NodesPlan(3, Instances * TestSetting.Factor, null, TestSetting.Seed(20260302));

        var result = await new NodesRun(plan, _folder.FullName, output.WriteLine).RunAsync(CancellationToken.None);

        output.WriteLine(result.ToString());
        Assert.True(result.Findings.Count == 0, $"seed {plan.Seed}:\n{string.Join('\n', result.Findings)}");
        // Less would mean that the troubles met idle servers, or that there was none of some kind.
        Assert.All(result.Troubles, trouble => Assert.True(trouble.Value > 0, $"there was no {trouble.Key}"));
        Assert.True(result.Instances >= plan.Instances && result.Timers > 1_000 && result.Mails.Count > 0, result.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

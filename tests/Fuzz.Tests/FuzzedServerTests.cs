using IqWorkflows.Server.Bench.Fuzz;
using Xunit.Abstractions;

namespace IqWorkflows.Fuzz.Tests;

/// <summary>A running server under requests that nobody who means well sends. IQW_TEST_FACTOR multiplies the rounds, IQW_TEST_SEED chooses other requests; <c>iqw bench fuzz</c> goes on as long as one likes.</summary>
public sealed class FuzzedServerTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-fuzz-");

    [Fact]
    public async Task No_endpoint_breaks_tells_too_much_or_keeps_memory_whatever_it_is_sent()
    {
        var seed = TestSetting.Seed(20260302);

        var result = await FuzzRun.RunAsync(_folder.FullName, new FuzzOrder(seed, Rounds * TestSetting.Factor), output.WriteLine, CancellationToken.None);

        output.WriteLine(result.ToString());
        Assert.True(result.Findings.Count == 0, $"seed {seed}:\n{string.Join('\n', result.Findings)}");
        // What is stopped at the door shows nothing about what is behind it.
        Assert.True(result.NeverInside.Count == 0, $"seed {seed}, never got inside:\n{string.Join('\n', result.NeverInside)}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

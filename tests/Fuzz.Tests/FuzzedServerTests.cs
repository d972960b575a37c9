using System.Globalization;
using IqWorkflows.Server.Bench.Fuzz;
using Xunit.Abstractions;

namespace IqWorkflows.Fuzz.Tests;

/// <summary>The whole server under requests that nobody who means well sends, at every endpoint that it lists. IQW_TEST_FACTOR multiplies the rounds, IQW_TEST_SEED chooses other requests; <c>iqw bench fuzz</c> does the same for longer.</summary>
public sealed class FuzzedServerTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 12;

    /// <summary>A request leaves no more than this behind: it is kept in the database and not in memory. Keeping all of a request and its answer would take more.</summary>
    private const double MostBytesPerRequest = 4_096;

    /// <summary>Nobody gets further there: a secret that is nowhere written down, or a state that the invented cases do not have.</summary>
    private const int MostNeverInside = 110;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-fuzz-");

    [Fact]
    public async Task Nothing_hostile_breaks_it_leaks_from_it_or_stays_in_its_memory()
    {
        var order = new FuzzOrder(Setting("IQW_TEST_SEED", 20260302), Rounds * Setting("IQW_TEST_FACTOR", 1));

        var result = await FuzzRun.RunAsync(_folder.FullName, order, output.WriteLine, CancellationToken.None);

        output.WriteLine(result.ToString());
        Assert.True(result.Findings.Count == 0, $"iqw bench fuzz --seed {order.Seed} --only N sends one of them alone:\n{string.Join('\n', result.Findings)}");
        Assert.InRange(HeapGrowth.BytesPerRequest(result.Heap), double.MinValue, MostBytesPerRequest);
        // Less would mean that it only knocked at doors.
        Assert.True(result.NeverInside.Count <= MostNeverInside, $"never inside: {string.Join(", ", result.NeverInside)}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

using IqWorkflows.Server.Bench.Fuzz;

namespace IqWorkflows.Fuzz.Tests;

public sealed class HeapGrowthTests
{
    [Fact]
    public void A_kilobyte_kept_of_each_request_is_seen_through_the_noise() =>
        Assert.InRange(HeapGrowth.BytesPerRequest([.. Enumerable.Range(0, 12).Select(round => new HeapMark(1_000 * round, 50_000_000 + (1_024_000L * round) + (round % 2 * 400_000)))]), 900, 1_150);

    [Fact]
    public void What_is_filled_once_does_not_count() =>
        Assert.InRange(HeapGrowth.BytesPerRequest([.. Enumerable.Range(0, 12).Select(round => new HeapMark(1_000 * round, 50_000_000 + (Math.Min(round, 3) * 8_000_000L)))]), -1, 1);
}

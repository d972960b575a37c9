namespace IqWorkflows.Server.Bench;

/// <summary>How much is measured.</summary>
/// <param name="IsQuick">Whether this is a first look rather than a result.</param>
/// <param name="Waiting">Instances that wait while latency is measured.</param>
/// <param name="Rounds">Rounds in which what is measured and its floor take turns, so that a disturbance hits both.</param>
/// <param name="RoundTime">How long starts are made in each round.</param>
/// <param name="Runs">Instances run in memory per round.</param>
/// <param name="Samples">Latencies taken of each database.</param>
/// <param name="Imports">Definitions imported.</param>
internal sealed record BenchSize(bool IsQuick, int Waiting, int Rounds, TimeSpan RoundTime, int Runs, int Samples, int Imports)
{
    /// <summary>What many waiting instances are compared with.</summary>
    public const int FewWaiting = 1_000;

    public static BenchSize Of(bool quick, int? waiting) => quick
        ? new BenchSize(true, waiting ?? 50_000, Rounds: 2, TimeSpan.FromSeconds(0.7), Runs: 10_000, Samples: 600, Imports: 50)
        : new BenchSize(false, waiting ?? 1_000_000, Rounds: 5, TimeSpan.FromSeconds(2), Runs: 30_000, Samples: 4_000, Imports: 300);
}

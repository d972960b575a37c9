namespace IqWorkflows.Server.Bench.Chaos.Nodes;

/// <summary>What went wrong, and how often.</summary>
internal enum Trouble
{
    Kill,
    StandStill,
    Restart,
    Cut,
    Silence,
    ClockJump,
    Full,
}

/// <summary>Everything that goes wrong, all at once, at moments and for times that a seed chooses.</summary>
internal sealed class Troubles(IReadOnlyList<ChaosNode> nodes, PrivatePostgres postgres, DatabaseWatch watch, int seed)
{
    private readonly int[] _counts = new int[Enum.GetValues<Trouble>().Length];

    /// <summary>How often each happened.</summary>
    public IReadOnlyDictionary<Trouble, int> Counts => Enum.GetValues<Trouble>().ToDictionary(trouble => trouble, trouble => Volatile.Read(ref _counts[(int)trouble]));

    /// <summary>Makes trouble until it is cancelled. What has begun comes to its end: then all nodes run, and the database has room.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task[] all =
        [
            AgainAsync(Trouble.Kill, 4, 12, random => Any(random).KillAsync(Between(random, 0, 3), CancellationToken.None), cancellationToken),
            // Longer than the time after which the database takes back what a silent node has begun.
            AgainAsync(Trouble.StandStill, 5, 15, random => Any(random).StandStillAsync(Between(random, 1, 15), CancellationToken.None), cancellationToken),
            AgainAsync(Trouble.Restart, 5, 20, random => postgres.RestartAsync(random.Next(2) == 0, CancellationToken.None), cancellationToken),
            AgainAsync(Trouble.Cut, 2, 8, random => Cut(Any(random)), cancellationToken),
            AgainAsync(Trouble.Silence, 5, 15, random => Any(random).Line.FallSilentAsync(Between(random, 1, 12), CancellationToken.None), cancellationToken),
            // Of one node only: by the clocks of the others it can be seen to be wrong.
            AgainAsync(Trouble.ClockJump, 2, 8, random => Jump(nodes[^1], random), cancellationToken),
            AgainAsync(Trouble.Full, 10, 25, random => watch.BeFullAsync(Between(random, 2, 6)), cancellationToken),
        ];
        await await Task.WhenAny(all); // one that fails is told at once
        await Task.WhenAll(all);
    }

    private async Task AgainAsync(Trouble trouble, int shortest, int longest, Func<Random, Task> make, CancellationToken cancellationToken)
    {
        var random = new Random((seed * 31) + (int)trouble);
        while (true)
        {
            await Task.Delay(Between(random, shortest, longest), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return;
            await make(random);
            Interlocked.Increment(ref _counts[(int)trouble]);
        }
    }

    private ChaosNode Any(Random random) => nodes[random.Next(nodes.Count)];

    private static Task Cut(ChaosNode node)
    {
        node.Line.Cut();
        return Task.CompletedTask;
    }

    /// <summary>Hours ahead, hours behind, or right again.</summary>
    private static Task Jump(ChaosNode node, Random random)
    {
        node.SetClock(random.Next(3) == 0 ? 0 : random.Next(-6 * 3_600, 6 * 3_600));
        return Task.CompletedTask;
    }

    private static TimeSpan Between(Random random, int shortest, int longest) => TimeSpan.FromMilliseconds(random.Next(shortest * 1_000, longest * 1_000));
}

using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Casework.Play;

/// <summary>What a story is played with.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Procedures">The definitions, with a name for what is wrong with them.</param>
public sealed record PlayScene(RuleBook Rules, IReadOnlyList<(string Name, byte[] Json)> Procedures);

/// <summary>Plays case scripts.</summary>
/// <param name="scene">What with.</param>
/// <param name="transport">Takes the mails of the story, on the day on which the story sends them; null: they are counted as taken and go nowhere.</param>
public sealed class PlayScript(PlayScene scene, IMailTransport? transport = null)
{
    private static int s_plays;

    private readonly IMailTransport _transport = transport ?? new PlayTransport();

    /// <summary>Plays in memory, without interruption.</summary>
    public async Task<Played> RunAsync(CaseScript script, CancellationToken cancellationToken)
    {
        var (clock, mornings) = (new PlayClock(script.Begins), new PlayMornings(script.Begins));
        await using var stage = await PlayStage.SetAsync(() => InMemory(clock, mornings), [], null);
        return await PlayAsync(script, stage, clock, null, cancellationToken);
    }

    /// <summary>Plays in memory, and tells which boxes of which procedures the story came through.</summary>
    public async Task<(Played Played, PassedBoxes Passed)> RunAndLookBackAsync(CaseScript script, CancellationToken cancellationToken)
    {
        var (clock, mornings) = (new PlayClock(script.Begins), new PlayMornings(script.Begins));
        await using var stage = await PlayStage.SetAsync(() => InMemory(clock, mornings), [], null);
        var played = await PlayAsync(script, stage, clock, null, cancellationToken);
        return (played, await stage.DoAsync(house => PassedBoxes.OfAsync(house.Runtime, cancellationToken)));
    }

    /// <summary>Plays on a file, killing the process now and then, each time at a statement that chance chooses.</summary>
    /// <param name="script">The story.</param>
    /// <param name="kills">How often.</param>
    /// <param name="seed">The same seed kills at the same statements.</param>
    /// <param name="file">Path of a database that does not exist yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Played> RunWithKillsAsync(CaseScript script, int kills, int seed, string file, CancellationToken cancellationToken)
    {
        var statements = await StatementsAsync(script, cancellationToken);
        var random = new Random(seed);
        // The furnishing at the beginning counts too: a process may die before it has begun.
        var deaths = Enumerable.Range(0, kills).Select(_ => random.NextInt64(1, statements)).Order().ToList();
        var (clock, mornings) = (new PlayClock(script.Begins), new PlayMornings(script.Begins));
        await using var stage = await PlayStage.SetAsync(() => OnFileAsync(file, clock, mornings, cancellationToken), deaths, seed);
        return await PlayAsync(script, stage, clock, null, cancellationToken);
    }

    /// <summary>Plays until a moment and looks what would come if nobody did anything from then on.</summary>
    public async Task<(Played Played, IReadOnlyList<ForecastRow> Forecast)> ForecastAsync(CaseScript script, DateTimeOffset? until, int days, CancellationToken cancellationToken)
    {
        var (clock, mornings) = (new PlayClock(script.Begins), new PlayMornings(script.Begins));
        await using var stage = await PlayStage.SetAsync(() => InMemory(clock, mornings), [], null);
        var played = await PlayAsync(script, stage, clock, until ?? script.Steps[^1].At, cancellationToken);
        return (played, played.CaseId is null ? [] : await stage.DoAsync(house => new Forecast(house.Runtime).RunAsync(played.CaseId, days, cancellationToken)));
    }

    private async Task<long> StatementsAsync(CaseScript script, CancellationToken cancellationToken)
    {
        var (clock, mornings) = (new PlayClock(script.Begins), new PlayMornings(script.Begins));
        await using var stage = await PlayStage.SetAsync(() => InMemory(clock, mornings), [], null);
        await PlayAsync(script, stage, clock, null, cancellationToken);
        return stage.Statements;
    }

    private async Task<Played> PlayAsync(CaseScript script, PlayStage stage, PlayClock clock, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var problems = await stage.DoAsync(house => house.FurnishAsync(scene.Procedures, [(PlaySeat.Only, script.Centre)], cancellationToken));
        return problems.Count > 0
            ? new Played(null, [], [.. problems.Select(problem => new Difference(0, problem))], stage.Kills)
            : await new CasePlayer(script, stage, clock, PlaySeat.Only).RunAsync(until, cancellationToken);
    }

    private Task<PlayHouse> InMemory(PlayClock clock, PlayMornings mornings) =>
        Task.FromResult(PlayHouse.Open(Database.InMemory($"play-{Interlocked.Increment(ref s_plays)}"), scene.Rules, clock, _transport, mornings));

    private async Task<PlayHouse> OnFileAsync(string file, PlayClock clock, PlayMornings mornings, CancellationToken cancellationToken) =>
        PlayHouse.Open(await Database.OpenFileAsync(file, keepsConnections: false, cancellationToken), scene.Rules, clock, _transport, mornings);
}

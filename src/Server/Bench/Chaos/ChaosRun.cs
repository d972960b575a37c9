using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>What a run came to.</summary>
/// <param name="Kills">How often the server was killed under load; it is killed once more at the end.</param>
/// <param name="Sent">Different requests sent.</param>
/// <param name="Acknowledged">Requests acknowledged.</param>
/// <param name="Instances">Instances in the database.</param>
/// <param name="Steps">Steps that were run again and compared.</param>
/// <param name="Findings">What must not be; empty when every promise was kept.</param>
internal sealed record ChaosResult(int Kills, int Sent, int Acknowledged, int Instances, int Steps, IReadOnlyList<Finding> Findings);

/// <summary>Kills the server again and again while callers use it, then proves that nothing was lost and nothing done twice.</summary>
internal static class ChaosRun
{
    private const int Lanes = 8;
    private const int MostRequestsBetweenKills = 40;

    public static async Task<ChaosResult> RunAsync(string dataFolder, int kills, int seed, Action<string> say, CancellationToken cancellationToken)
    {
        var history = new ChaosHistory();
        var seat = new ServerSeat();
        var server = ServerProcess.Start(dataFolder);
        try
        {
            seat.Serve(await server.ServingAsync(cancellationToken));
            using var caller = new ChaosCaller(seat, server.ApiKey ?? throw new InvalidOperationException("The server did not print its key."), TimeSpan.FromMinutes(2));
            foreach (var definition in ChaosDefinitions.All)
            {
                if (await caller.PostAsync("/api/definitions?publish=true", definition, null, isOnce: false, cancellationToken) is not { IsGood: true } answer)
                    throw new InvalidOperationException("A definition was not published.");
            }

            var random = new Random(seed);
            var load = new ChaosLoad(history, caller, seed, opensCases: false);
            var killed = 0;
            var lanes = Enumerable.Range(0, Lanes).Select(lane => load.RunAsync(lane, () => Volatile.Read(ref killed) < kills, cancellationToken)).ToList();
            while (killed < kills)
            {
                var moment = seat.MomentAsync(random.Next(MostRequestsBetweenKills), countsAnswers: random.Next(2) == 0);
                if (await Task.WhenAny([moment, .. lanes]) is var first && first != moment)
                    await first; // a caller that ends before it is told to has failed
                seat.Vacate();
                await server.KillAsync();
                server.Dispose();
                Volatile.Write(ref killed, killed + 1);
                server = ServerProcess.Start(dataFolder);
                seat.Serve(await server.ServingAsync(cancellationToken));
                if (killed % 10 == 0)
                    say(string.Create(CultureInfo.InvariantCulture, $"killed {killed} times, {history.Acknowledged} requests acknowledged"));
            }
            await Task.WhenAll(lanes);
            var shown = await ShownState.WhenAtRestAsync(caller, cancellationToken);
            await server.KillAsync();
            return await CheckAsync(dataFolder, history, shown, kills, cancellationToken);
        }
        finally
        {
            server.Dispose();
        }
    }

    private static async Task<ChaosResult> CheckAsync(string dataFolder, ChaosHistory history, ShownState shown, int kills, CancellationToken cancellationToken)
    {
        var database = await Database.OpenFileAsync(Path.Combine(dataFolder, "iqworkflows.db"), keepsConnections: false, cancellationToken);
        var engine = new WorkflowEngine(EngineLimits.Default);
        var compiler = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        await using var runtime = new IqRuntime(database, compiler, engine, TimeProvider.System, new RuntimeOptions(), writeLine: null);
        var stored = await StoredState.ReadAsync(runtime, cancellationToken);
        return new ChaosResult(
            kills,
            history.Sent.Count,
            history.Acknowledged,
            stored.Instances.Count,
            stored.Instances.Sum(instance => instance.Steps.Count),
            [.. HistoryCheck.Run(history, stored, engine), .. shown.Differences(stored)]);
    }
}

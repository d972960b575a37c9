using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench;

/// <summary><c>iqw bench timers</c>: how long it takes until very many timers have fired that are due at once, as after a night without a server.</summary>
internal static class TimersCommand
{
    private const string Definition = "deadline";
    private const int Fewest = 1_000;
    private const int Most = 10_000_000;
    private const int Callers = 64;

    private static readonly TimeSpan s_delay = TimeSpan.FromHours(1);

    public static Command Build()
    {
        var timers = new Option<int>("--timers") { Description = "How many are due.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var server = new Option<string?>("--server") { Description = "A PostgreSQL server on which databases are made, instead of one that is started for the run.", HelpName = "CONNECTION" };
        var command = new Command("timers", "Measures how long very many timers take that are due at once, on SQLite and on PostgreSQL, beside the least it could be. Nothing else should run meanwhile.") { timers, folder, server };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(timers), parsed.GetValue(folder), parsed.GetValue(server), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int timers, string? parent, string? server, TextWriter output, CancellationToken cancellationToken)
    {
        if (timers is < Fewest or > Most)
            throw new CommandRefusedException($"--timers must be from {Fewest:N0} to {Most:N0}.");
        using var folder = BenchFolder.In(parent);
        await using var own = server is null ? await PrivatePostgres.StartAsync(folder.Path, waitsForDisk: true, cancellationToken) : null;
        var connection = server ?? own!.Connection(); // one or the other
        // Before anything is measured, so that a server that is not there is told at once.
        var (store, floorStore) = (BenchStore.Postgres(connection, "iqw_bench"), BenchStore.Postgres(connection, "iqw_bench_floor"));
        var table = new BenchTable();
        var file = folder.File("timers.db");
        await MeasureAsync(table, "SQLite", BenchStore.File(file), BenchStore.File(file + ".floor"), timers, cancellationToken);
        await MeasureAsync(table, "PostgreSQL", store, floorStore, timers, cancellationToken);
        table.Print(output);
        return ExitCode.Good;
    }

    private static async Task MeasureAsync(BenchTable table, string where, BenchStore store, BenchStore floorStore, int timers, CancellationToken cancellationToken)
    {
        var clock = new LaterClock();
        await using var node = await BenchRuntime.OpenAsync(store, cancellationToken, clock);
        await node.PublishDefinitionAsync(BenchDrawing.Deadline(Definition, s_delay), cancellationToken);
        var last = 0;
        var sample = await node.StartAsync(Definition, "sample", cancellationToken);
        var before = RowSample.Of(store, sample);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref last) is var number && number < timers)
                    await node.StartAsync(Definition, string.Create(CultureInfo.InvariantCulture, $"c{number:D9}"), cancellationToken);
            },
            cancellationToken)));

        clock.Late = 2 * s_delay;
        var firing = new FireDueTimers(node.Runtime);
        var (turns, commits) = node.Runtime.Writer.Count;
        var began = Stopwatch.GetTimestamp();
        var fired = 0;
        while (await firing.RunAsync(cancellationToken) is > 0 and var more)
            fired += more;
        var took = Stopwatch.GetElapsedTime(began);
        if (fired != timers)
            throw new InvalidOperationException($"{fired:N0} of {timers:N0} timers fired.");
        var (turnsNow, commitsNow) = node.Runtime.Writer.Count;
        var group = (double)(turnsNow - turns) / (commitsNow - commits);

        using var floor = await RawFloor.OpenAsync(floorStore, cancellationToken);
        var after = RowSample.Of(store, sample);
        var identities = Enumerable.Range(0, timers).Select(i => (Id: i.ToString("x32", CultureInfo.InvariantCulture), CorrelationId: string.Create(CultureInfo.InvariantCulture, $"c{i:D9}"))).ToList();
        floor.Start(before, identities, 256);
        var least = floor.Resume(before, after, identities, (int)Math.Round(group));
        table.Add(new BenchRow(
            $"{where}, {timers:N0} timers due at once",
            string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s"),
            string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0.0} s"),
            BenchTable.Percent(least / took),
            ">= 50 %",
            string.Create(CultureInfo.InvariantCulture, $"{timers / took.TotalSeconds:#,0}/s, {group:0} in a group")));
    }

    /// <summary>A clock that may be late by some hours.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}

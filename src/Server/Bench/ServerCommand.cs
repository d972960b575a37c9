using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IqWorkflows.Server.Bench.Chaos;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Bench;

/// <summary><c>iqw bench server</c>: how long a server takes to start, and the memory that its process holds at rest and under load.</summary>
internal static class ServerCommand
{
    private const string Definition = "waiting";
    private const int Callers = 16;
    private const string Reach = "<= 300 MB";

    public static Command Build()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long the load lasts.", HelpName = "N", DefaultValueFactory = _ => 60 };
        var folder = new Option<string?>("--data") { Description = "Folder in which a folder of its own is made, and removed. Default: the folder for temporary files.", HelpName = "DIR" };
        var command = new Command("server", "Measures how long a server takes to start and how much memory it holds, on SQLite and on PostgreSQL. Nothing else should run meanwhile.") { seconds, folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(seconds), parsed.GetValue(folder), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int seconds, string? parent, TextWriter output, CancellationToken cancellationToken)
    {
        if (seconds is < 1 or > 86_400)
            throw new CommandRefusedException("--seconds must be from 1 to 86,400.");
        if (!Directory.Exists("/proc/self"))
            throw new CommandRefusedException("The memory of a process is read from /proc, which is not here.");
        using var folder = BenchFolder.In(parent);
        await using var postgres = await PrivatePostgres.StartAsync(folder.Path, waitsForDisk: true, cancellationToken);
        var table = new BenchTable();
        await MeasureAsync(table, "SQLite", folder.File("file"), [], seconds, cancellationToken);
        await MeasureAsync(table, "PostgreSQL", folder.File("node"), ["--database", postgres.Connection()], seconds, cancellationToken);
        table.Print(output);
        return ExitCode.Good;
    }

    private static async Task MeasureAsync(BenchTable table, string where, string dataFolder, string[] words, int seconds, CancellationToken cancellationToken)
    {
        var (first, key) = await StartAsync(dataFolder, words, cancellationToken);
        var (again, _) = await StartAsync(dataFolder, words, cancellationToken);
        table.Add(new BenchRow($"{where}, first start until it serves", Seconds(first), Note: "an empty database: schema, rules, procedures"));
        table.Add(new BenchRow($"{where}, start until it serves", Seconds(again), Note: "the same database again"));

        using var server = ServerProcess.Start(dataFolder, words);
        var address = await server.ServingAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        using var published = await client.PostAsync(new Uri("/api/definitions?publish=true", UriKind.Relative), Json(BenchDrawing.Waiting(Definition)), cancellationToken);
        published.EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, cancellationToken);
        table.Add(new BenchRow($"{where}, memory at rest", Megabytes(Memory(server.Id).Now), Reach: Reach, Note: "resident, ten seconds after the start"));

        var requests = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                for (var number = 0; watch.Elapsed.TotalSeconds < seconds; number++)
                    Interlocked.Add(ref requests, await ErrandAsync(client, string.Create(CultureInfo.InvariantCulture, $"c{caller}-{number}"), cancellationToken));
            },
            cancellationToken)));
        var memory = Memory(server.Id);
        table.Add(new BenchRow(
            $"{where}, memory under load", Megabytes(memory.Most), Reach: Reach,
            Note: string.Create(CultureInfo.InvariantCulture, $"the most it ever held; {Callers} callers, {requests / watch.Elapsed.TotalSeconds:#,0} requests a second over HTTP, {seconds} s")));
        await server.KillAsync();
    }

    private static async Task<(TimeSpan Took, string? Key)> StartAsync(string dataFolder, string[] words, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var server = ServerProcess.Start(dataFolder, words);
        await server.ServingAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        await server.KillAsync();
        return (took, server.ApiKey);
    }

    /// <summary>A start and two events, and a look at what became of it.</summary>
    private static async Task<int> ErrandAsync(HttpClient client, string correlationId, CancellationToken cancellationToken)
    {
        using var started = await client.PostAsync(new Uri("/api/instances", UriKind.Relative), Json(JsonSerializer.Serialize(new { definitionId = Definition, correlationId })), cancellationToken);
        started.EnsureSuccessStatusCode();
        for (var i = 0; i < 2; i++)
        {
            using var sent = await client.PostAsync(new Uri("/api/events", UriKind.Relative), Json(JsonSerializer.Serialize(new { name = BenchRuntime.EventName, correlationId })), cancellationToken);
            sent.EnsureSuccessStatusCode();
        }
        using var shown = await client.GetAsync(started.Headers.Location, cancellationToken);
        shown.EnsureSuccessStatusCode();
        return 4;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Resident memory of a process, in bytes: now, and the most it ever held.</summary>
    private static (long Now, long Most) Memory(int process)
    {
        var lines = File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"));
        long Of(string name) => long.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        return (Of("VmRSS:"), Of("VmHWM:"));
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20:#,0} MB");
}

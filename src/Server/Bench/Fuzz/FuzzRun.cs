using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>What a run is to do.</summary>
/// <param name="Seed">Chooses everything.</param>
/// <param name="Rounds">How many rounds; null: until the time is over.</param>
/// <param name="Time">How long; null: until the rounds are done.</param>
/// <param name="Only">The one request to be sent, on a fresh server; null: all.</param>
internal sealed record FuzzOrder(int Seed, int? Rounds = null, TimeSpan? Time = null, int? Only = null);

/// <summary>Something that must not be.</summary>
/// <param name="Code">Kind of it.</param>
/// <param name="Detail">What it is, with everything that is needed to see it again.</param>
/// <param name="Place">What it has in common with others of its kind; of them only the first is told.</param>
internal sealed record FuzzFinding(string Code, string Detail, string Place)
{
    /// <summary>How often it was seen.</summary>
    public int Times { get; init; } = 1;

    public override string ToString() => $"{Code}{(Times > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({Times} times)") : "")}: {Detail}";
}

/// <summary>What a run came to.</summary>
internal sealed record FuzzResult(int Requests, int Places, IReadOnlyList<string> NeverInside, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<HeapMark> Heap, IReadOnlyList<FuzzFinding> Findings)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests:N0} requests to {Places} endpoints; answers {string.Join(", ", Statuses.OrderBy(pair => pair.Key).Select(pair => $"{(pair.Key == 0 ? "none" : pair.Key)}: {pair.Value:N0}"))}; memory {HeapGrowth.BytesPerRequest(Heap):N0} B a request ({string.Join(" ", Heap.Select(mark => $"{mark.Bytes / 1048576.0:N1}"))} MB); {Findings.Count} findings");
}

/// <summary>Sends hostile requests to every endpoint of a running server and looks at what it makes of them.</summary>
internal static partial class FuzzRun
{
    private const int Lanes = 4;
    private const int SweepsPerRound = 3;
    private const int MostFindings = 200;

    public static async Task<FuzzResult> RunAsync(string folder, FuzzOrder order, Action<string> say, CancellationToken cancellationToken)
    {
        var played = await FuzzWorld.PlayAsync(Path.Combine(folder, "played"), cancellationToken);
        await using var world = await FuzzWorld.OpenAsync(played, Path.Combine(folder, "fuzzed"), cancellationToken);
        using var line = new RawLine(world.EndPoint);
        var harvest = new FuzzHarvest(world.Places);
        foreach (var address in world.Addresses)
            harvest.Tell(address);
        foreach (var form in world.Forms)
            harvest.Tell(form);
        await harvest.GatherAsync(world.Callers, line, world.Host, cancellationToken);
        var run = new Running(order, world, harvest);
        foreach (var error in world.Log.Take())
            run.Find(Logged("before anything hostile", error));
        say($"{harvest.Places.Count} endpoints, {harvest.Forms.Count} forms, {harvest.Facts.Count} facts, {harvest.Files.Count} files");
        if (order.Only is { } only)
            await run.SendAsync(only, line, cancellationToken);
        else
            await run.RoundsAsync(say, cancellationToken);
        await run.CheckAfterwardsAsync(cancellationToken);
        return run.Result();
    }

    /// <summary>The same place of our code is the same thing.</summary>
    private static FuzzFinding Logged(string when, string error) => new("logged", $"{when}: {error}", OurFrame().Match(error) is { Success: true } frame ? frame.Value : error.Split('\n')[0]);

    [GeneratedRegex(@"at IqWorkflows\.\S+")]
    private static partial Regex OurFrame();

    private sealed class Running(FuzzOrder order, FuzzWorld world, FuzzHarvest harvest)
    {
        private readonly FuzzMaker _maker = new(harvest, world.Callers, world.Host, order.Seed);
        private readonly ConcurrentDictionary<string, FuzzFinding> _findings = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<int, int> _statuses = new();
        private readonly ConcurrentDictionary<string, string> _kept = new();
        private readonly ConcurrentDictionary<string, bool> _inside = new();
        private readonly List<HeapMark> _heap = [];
        private int _requests;

        public async Task RoundsAsync(Action<string> say, CancellationToken cancellationToken)
        {
            var (began, next) = (Stopwatch.GetTimestamp(), 0);
            for (var round = 0; round < (order.Rounds ?? int.MaxValue) && Stopwatch.GetElapsedTime(began) < (order.Time ?? TimeSpan.MaxValue) && _findings.Count < MostFindings; round++)
            {
                var until = next + (SweepsPerRound * _maker.Sweep);
                var number = next - 1;
                await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
                {
                    using var line = new RawLine(world.EndPoint);
                    while (Interlocked.Increment(ref number) is var mine && mine < until)
                        await SendAsync(mine, line, cancellationToken);
                }));
                next = until;
                using (var line = new RawLine(world.EndPoint))
                    await world.RenewAsync(line, cancellationToken);
                foreach (var error in world.Log.Take())
                    Find(Logged($"seed {order.Seed}, round {round + 1}, requests before #{next}", error));
                _heap.Add(HeapMark.Now(_requests));
                say(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {_requests:N0} requests, {_heap[^1].Bytes / 1048576.0:N1} MB, {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s, {_findings.Count} findings"));
            }
        }

        public async Task SendAsync(int number, RawLine line, CancellationToken cancellationToken)
        {
            var request = _maker.Make(number);
            var answer = await line.AskAsync(request.Bytes, request.IsAnsweredWithBody, cancellationToken);
            Interlocked.Increment(ref _requests);
            _statuses.AddOrUpdate(answer.Status, 1, static (_, count) => count + 1);
            if (IsInside(request, answer))
                _inside[request.Place.ToString()] = true;
            else if (request.IsRight)
                _kept[request.Place.ToString()] = $"{answer.Status} to {request.Caller}, {Encoding.Latin1.GetString(request.Bytes).Split('\r')[0]}";
            if (order.Only is not null)
                Find(new FuzzFinding("answered", $"{request}\n{answer.Status} {answer.Text}", ""));
            if (FuzzCheck.Wrong(request, answer, "http://" + world.Host) is var (code, detail))
                Find(new FuzzFinding(code, $"seed {order.Seed}, {request}\n    {detail}", $"{request.Place} {detail[..Math.Min(detail.Length, 40)]}"));
        }

        /// <summary>Whether it was answered by what the endpoint is for, or by its own look at what was sent, and not at a door before it.</summary>
        private bool IsInside(FuzzRequest request, FuzzAnswer answer) => request.Method == request.Place.Method && answer.Status switch
        {
            101 or (>= 200 and < 300) or 409 or 422 => true,
            // A form that comes too late is led back to its page. Whoever signs out is sent to where others are sent who never signed in, but loses a cookie.
            >= 300 and < 400 => request.IsRight && (answer.Header("Location")?.StartsWith("/anmelden", StringComparison.Ordinal) != true || answer.Headers.Any(header => header.Value.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))),
            // Where nobody says before what a body should be, the endpoint itself refuses it.
            400 => request.IsRight && answer.MediaType != "text/html" && harvest.SchemaOf(request.Place) is null,
            _ => false,
        };

        public void Find(FuzzFinding finding) => _findings.AddOrUpdate($"{finding.Code} {finding.Place}", finding, static (_, known) => known with { Times = known.Times + 1 });

        /// <summary>The server still works, and starts again on what is left.</summary>
        public async Task CheckAfterwardsAsync(CancellationToken cancellationToken)
        {
            if (HeapGrowth.BytesPerRequest(_heap) is > HeapGrowth.Most and var growth)
                Find(new FuzzFinding("growth", string.Create(CultureInfo.InvariantCulture, $"seed {order.Seed}: {growth:N0} B more are held with each request."), ""));
            foreach (var finding in FuzzUnreached.Against(harvest.Places.Select(place => place.ToString()).ToHashSet(), _inside.ContainsKey))
                Find(finding);
            await WorksAsync("afterwards", cancellationToken);
            await world.RestartAsync(cancellationToken);
            await WorksAsync("started again", cancellationToken);
            foreach (var error in world.Log.Take())
                Find(Logged($"seed {order.Seed}, at the end", error));
            await using var connection = new SqliteConnection($"Data Source={world.Database};Pooling=false");
            await connection.OpenAsync(cancellationToken);
            await using var looking = connection.CreateCommand();
            looking.CommandText = "pragma integrity_check(1)";
            if (await looking.ExecuteScalarAsync(cancellationToken) is not "ok" and var damage)
                Find(new FuzzFinding("damaged", $"seed {order.Seed}: {damage}", ""));
        }

        public FuzzResult Result() => new(
            _requests, harvest.Places.Count, [.. harvest.Places.Select(place => place.ToString()).Where(place => !_inside.ContainsKey(place) && !FuzzUnreached.Reasons.ContainsKey(place)).Select(place => $"{place} ({_kept.GetValueOrDefault(place)})")], _statuses, _heap, [.. _findings.Values]);

        private async Task WorksAsync(string when, CancellationToken cancellationToken)
        {
            using var line = new RawLine(world.EndPoint);
            var key = world.Callers[0];
            if (await key.OpenAsync(line, world.Host, "/health", cancellationToken) is not { Status: 200 } and var health)
                Find(new FuzzFinding("not-well", $"seed {order.Seed}, {when}: /health answers {health.Status} {health.Text}", ""));
            if (await world.TakeCaseAsync(key, line, cancellationToken) is { } refusal)
                Find(new FuzzFinding("no-case", $"seed {order.Seed}, {when}: {refusal}", ""));
        }
    }
}

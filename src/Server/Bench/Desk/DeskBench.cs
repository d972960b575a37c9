using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Commands;
using IqWorkflows.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Desk;

/// <summary>How long the pages take that counsellors live in, with very many cases in the database. Measured from the request to the last byte of the answer, over loopback.</summary>
internal static partial class DeskBench
{
    private const string Password = "for the length of this run";
    // What a case takes with its indexes, generously.
    private const long BytesPerCase = 30_000;

    private const string Reach = "p95 50 ms";

    public static async Task<int> RunAsync(long cases, int rounds, int load, string? parent, bool isKept, TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = BenchFolder.In(parent, isKept);
        folder.AssertRoomFor(cases * BytesPerCase, $"{cases:N0} cases", "--cases");
        var options = OptionsFor(folder.Path, load);
        var path = Path.Combine(options.DataFolder, IqServer.DatabaseFile);

        await output.WriteLineAsync("playing cases");
        var filled = await Demo.FillAsync(options, Demo.Others, cancellationToken);
        if (filled.Cases == 0)
            throw new CommandRefusedException($"The cases to copy cannot be made: {Printable.Of(filled.Refusals[0])}");
        await output.WriteLineAsync($"copying them to {cases:N0}");
        var began = Stopwatch.GetTimestamp();
        using (var many = new ManyCases(path))
            many.FillTo(cases, made => output.WriteLine($"  {made:N0} after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s, {new FileInfo(path).Length >> 20:N0} MB"));
        if (isKept)
            await output.WriteLineAsync($"kept in {folder.Path}");
        var table = new BenchTable();
        table.Add(new BenchRow("disk", $"{new FileInfo(path).Length >> 20:N0} MB", Note: $"{(double)new FileInfo(path).Length / cases:N0} B a case"));
        return await ServeAsync(options, table, rounds, load, output, cancellationToken);
    }

    /// <summary>Measures a database that was made before.</summary>
    /// <param name="kept">The folder that was kept.</param>
    /// <param name="rounds">How often each page is asked for.</param>
    /// <param name="load">Steps a second that are taken beside.</param>
    /// <param name="output">Gets the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<int> AgainAsync(string kept, int rounds, int load, TextWriter output, CancellationToken cancellationToken)
    {
        var options = OptionsFor(Path.GetFullPath(kept), load);
        if (!File.Exists(Path.Combine(options.DataFolder, IqServer.DatabaseFile)))
            throw new CommandRefusedException($"{options.DataFolder} has no database. Name the folder that a run with --keep said it had kept.");
        return await ServeAsync(options, new BenchTable(), rounds, load, output, cancellationToken);
    }

    // With something to do beside, what is due is looked for as often as in a server that people use.
    private static ServerOptions OptionsFor(string folder, int load) => Demo.Of(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = folder, KnockInterval = load > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1) });

    private static async Task<int> ServeAsync(ServerOptions options, BenchTable table, int rounds, int load, TextWriter output, CancellationToken cancellationToken)
    {
        await using var server = await IqServer.OpenAsync(options, cancellationToken);
        await server.App.StartAsync(cancellationToken);
        await using (var beside = load > 0 ? await MixedLoad.StartAsync(server.App.Services.GetRequiredService<IqRuntime>(), load, cancellationToken) : null)
        {
            await MeasureAsync(server, table, rounds, output, cancellationToken);
            foreach (var row in beside is null ? [] : await beside.EndAsync())
                table.Add(row);
        }
        await server.App.StopAsync(cancellationToken);
        await output.WriteLineAsync();
        table.Print(output);
        return ExitCode.Good;
    }

    private static async Task MeasureAsync(IqServer server, BenchTable table, int rounds, TextWriter output, CancellationToken cancellationToken)
    {
        var runtime = server.App.Services.GetRequiredService<IqRuntime>();
        var address = new Uri(server.App.Urls.First());
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var busiest = await db.Cases.Where(one => one.CounsellorId!.StartsWith(ManyCases.Counsellors)).GroupBy(one => new { one.CounsellorId, one.CentreId })
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.CounsellorId).Select(group => group.Key).FirstAsync(cancellationToken);
        var (counsellor, lead) = (busiest.CounsellorId!, ManyCases.LeadOf(busiest.CentreId!)); // a copy has both
        var played = await db.Cases.Where(one => one.CounsellorId!.StartsWith("beratung-")).OrderBy(one => one.Id).Select(one => new { one.Id, one.CounsellorId }).ToListAsync(cancellationToken);
        var whose = played.GroupBy(one => one.CounsellorId!).OrderByDescending(group => group.Count()).First();
        var copies = await db.Cases.Where(one => one.CounsellorId == counsellor).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(cancellationToken);
        var hash = PasswordHash.Of(Password);
        foreach (var (name, role) in new[] { (counsellor, Role.Counsellor), (lead, Role.Lead), (whose.Key, Role.Counsellor) })
            await new AccountBook(runtime).AddAsync(new NewAccount(name, name, name + "@example.org", [role]) { StaffId = name, PasswordHash = hash }, cancellationToken);

        foreach (var (account, pages) in new (string, (string What, Func<int, string> Path)[])[]
        {
            (counsellor,
            [
                ("Mein Tag of a counsellor", _ => "/mein-tag"),
                ("Fälle of a counsellor", _ => "/faelle"),
                ("Fallakte of a copied case", i => $"/faelle/{copies[i % copies.Count]}"),
            ]),
            (lead,
            [
                ("Mein Tag of a lead", _ => "/mein-tag"),
                ("Fälle of a centre", _ => "/faelle"),
                ("Fälle of a centre in a state", _ => "/faelle?stand=IN_PRUEFUNG"),
                ("Fälle of a centre by name", _ => "/faelle?sort=name"),
                ("Fälle of a centre by next date", _ => "/faelle?sort=datum"),
                ("search by name", i => $"/faelle?stand=alle&q={"rlmbshcodk"[i % 10]}{"aeiou"[i % 5]}"),
                ("search by number", i => $"/faelle?stand=alle&q={Uri.EscapeDataString(copies[i % copies.Count])}"),
            ]),
            (whose.Key, [("Fallakte of a played case", i => $"/faelle/{whose.ElementAt(i % whose.Count()).Id}")]),
        })
        {
            await output.WriteLineAsync($"measuring: pages of {account}");
            using var client = await SignInAsync(address, account, cancellationToken);
            foreach (var (what, path) in pages)
                table.Add(await MeasureAsync(client, what, path, rounds, cancellationToken));
        }
    }

    private static async Task<BenchRow> MeasureAsync(HttpClient client, string what, Func<int, string> path, int rounds, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        long bytes = 0;
        for (var i = -rounds / 10; i < rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path(Math.Abs(i)), cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{path(Math.Abs(i))} answered {(int)answer.StatusCode}.");
            if (i < 0)
                continue; // the first few find nothing in memory
            latencies.Add(Stopwatch.GetElapsedTime(began));
            bytes += body.Length;
        }
        return new BenchRow(what + ", p95", BenchTable.Milliseconds(latencies.Percentile(95)), Reach: Reach, Note: $"p50 {BenchTable.Milliseconds(latencies.Percentile(50))}, p99 {BenchTable.Milliseconds(latencies.Percentile(99))}, {bytes / rounds:N0} B");
    }

    private static async Task<HttpClient> SignInAsync(Uri address, string account, CancellationToken cancellationToken)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
        var form = await client.GetStringAsync(new Uri("/anmelden", UriKind.Relative), cancellationToken);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = account, ["password"] = Password, ["__desk"] = Token().Match(form).Groups[1].Value });
        using var answer = await client.PostAsync(new Uri("/anmelden", UriKind.Relative), content, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"{account} cannot sign in: {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("name=\"__desk\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

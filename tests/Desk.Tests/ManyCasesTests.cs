using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Bench.Desk;
using IqWorkflows.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

/// <summary>The pages that counsellors live in, with many cases in the database: what they ask of it, and how it answers.</summary>
public sealed class ManyCasesTests(ManyCasesDesk desk) : IClassFixture<ManyCasesDesk>
{
    private const int MostQueries = 8;

    public static TheoryData<string> Pages => [.. ManyCasesDesk.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_asks_little_and_scans_no_table(string page)
    {
        var asked = await desk.AskAsync(page);

        Assert.NotEmpty(asked);
        Assert.True(asked.Count <= MostQueries, $"{page} asks {asked.Count} times:\n{string.Join("\n\n", asked.Select(one => one.Sql))}");
        var scans = asked.Select(one => (one.Sql, Scans: desk.ScansOf(one))).Where(one => one.Scans.Length > 0).Select(one => $"{one.Scans} in\n{one.Sql}").ToList();
        Assert.True(scans.Count == 0, $"{page}: {string.Join("\n\n", scans)}");
    }
}

/// <summary>A query with its values.</summary>
internal sealed record AskedQuery(string Sql, IReadOnlyDictionary<string, object?> Values);

/// <summary>The server with 20,000 cases.</summary>
public sealed class ManyCasesDesk : IAsyncLifetime, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const int Cases = 20_000;
    private const int Played = 30;

    // As many rows as there are centres, colleagues, absences or saved views: they do not grow with the cases.
    private static readonly string[] s_small = ["centres", "staff", "accounts", "account_roles", "absences", "saved_views", "authorities", "legal_holds"];

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-many-").FullName;
    private readonly ConcurrentQueue<AskedQuery> _asked = [];
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Dictionary<string, Browser> _browsers = [];
    private readonly Dictionary<string, string> _values = [];
    private IqServer _server = null!; // opened by InitializeAsync
    private string _file = "";

    /// <summary>Who looks, and at what: <c>{copy}</c> and <c>{played}</c> stand for a case.</summary>
    public static string[] Pages =>
    [
        "counsellor /mein-tag", "lead /mein-tag", "counsellor /faelle", "lead /faelle", "lead /faelle?stand=IN_PRUEFUNG", "lead /faelle?stand=alle&q=ba", "lead /faelle?stand=alle&q={copy}",
        "lead /faelle?stand=alle&sort=name", "lead /faelle?sort=name", "lead /faelle?sort=datum", "counsellor /faelle/{copy}", "someone /faelle/{played}",
    ];

    public async Task InitializeAsync()
    {
        var options = Demo.Of(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = _folder, KnockInterval = TimeSpan.FromHours(1) });
        Assert.Empty((await Demo.FillAsync(options, Played, CancellationToken.None)).Refusals);
        _file = Path.Combine(options.DataFolder, IqServer.DatabaseFile);
        using (var many = new ManyCases(_file))
            many.FillTo(Cases, _ => { });
        _server = await IqServer.OpenAsync(options, CancellationToken.None);
        await _server.App.StartAsync();
        var runtime = _server.App.Services.GetRequiredService<IqRuntime>();
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync();
        var copy = await db.Cases.Where(one => one.CounsellorId!.StartsWith(ManyCases.Counsellors)).OrderBy(one => one.Id).Select(one => new { one.Id, one.CounsellorId, one.CentreId }).FirstAsync();
        var played = await db.Cases.Where(one => one.CounsellorId!.StartsWith("beratung-")).OrderBy(one => one.Id).Select(one => new { one.Id, one.CounsellorId }).FirstAsync();
        (_values["{copy}"], _values["{played}"]) = (copy.Id, played.Id);
        var hash = PasswordHash.Of(RunningDesk.Password);
        foreach (var (who, id, role) in new[] { ("counsellor", copy.CounsellorId!, Role.Counsellor), ("lead", ManyCases.LeadOf(copy.CentreId!), Role.Lead), ("someone", played.CounsellorId!, Role.Counsellor) }) // asked for above
        {
            Assert.Empty((await new AccountBook(runtime).AddAsync(new NewAccount(id, id, id + "@example.org", [role]) { StaffId = id, PasswordHash = hash }, CancellationToken.None)).Problems);
            var browser = _browsers[who] = new Browser(new Uri(_server.App.Urls.First()));
            await browser.GetAsync("/anmelden");
            Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/anmelden", ("name", id), ("password", RunningDesk.Password))).Status);
        }
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public async Task DisposeAsync()
    {
        _subscriptions.ForEach(one => one.Dispose());
        foreach (var browser in _browsers.Values)
            browser.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a page asks of the database: the least of three times, since recurring jobs may ask something in between.</summary>
    internal async Task<IReadOnlyList<AskedQuery>> AskAsync(string page)
    {
        var (who, path) = page.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException($"\"{page}\" does not say who looks at what.", nameof(page));
        foreach (var (name, value) in _values)
            path = path.Replace(name, value, StringComparison.Ordinal);
        var runs = new List<IReadOnlyList<AskedQuery>>();
        for (var i = 0; i < 3; i++)
        {
            _asked.Clear();
            Assert.Equal(HttpStatusCode.OK, (await _browsers[who].GetAsync(path)).Status);
            runs.Add([.. _asked]);
        }
        return runs.MinBy(run => run.Count)!; // there are three
    }

    /// <returns>The steps of its plan that walk through a whole table; empty: there are none.</returns>
    internal string ScansOf(AskedQuery asked)
    {
        using var connection = new SqliteConnection($"Data Source={_file};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "explain query plan " + asked.Sql;
        foreach (var (name, value) in asked.Values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        var tables = Tables(connection);
        using var reader = command.ExecuteReader();
        var scans = new List<string>();
        while (reader.Read())
        {
            var step = reader.GetString(3);
            if (step.StartsWith("SCAN ", StringComparison.Ordinal) && GrowingTable(step, asked.Sql, tables) is { } table)
                scans.Add($"{step} ({table})");
        }
        return string.Join("; ", scans);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: var command } && command.Connection?.DataSource == _file)
            _asked.Enqueue(new AskedQuery(command.CommandText, command.Parameters.Cast<DbParameter>().ToDictionary(one => one.ParameterName, one => one.Value)));
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private static HashSet<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sqlite_master where type = 'table'";
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>The table that a step walks through, wherever it grows with the cases; null: what it walks through is small, or was found by another step of the same query.</summary>
    private static string? GrowingTable(string step, string sql, HashSet<string> tables)
    {
        var alias = step.Split(' ')[1];
        var named = Regex.Match(sql, $"""(?:from|join)\s+"?([a-z_]+)"?\s+(?:as\s+)?"?{Regex.Escape(alias)}"?(?:\s|$|,|\))""", RegexOptions.IgnoreCase) is { Success: true } match ? match.Groups[1].Value : alias;
        return tables.Contains(named) && !s_small.Contains(named) ? named : null;
    }
}

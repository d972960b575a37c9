using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Commands;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>A server with invented cases, on a port of its own, and somebody signed in for each role.</summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    private const string Password = "for the length of this run";
    private const string Halfway = "fuzz-halfway";
    private const int Others = 6;

    // Made once: a hash takes long on purpose.
    private static readonly Lazy<string> s_hash = new(() => PasswordHash.Of(Password));

    private static readonly (string Name, string Role)[] s_people =
    [
        ("fuzz-counsellor", Role.Counsellor), ("fuzz-lead", Role.Lead), ("fuzz-office", Role.Office), ("fuzz-coordination", Role.Coordination), ("fuzz-provider", Role.Provider),
        ("fuzz-fair", Role.FairIntegration), ("fuzz-privacy", Role.PrivacyOfficer), ("fuzz-designer", Role.Designer), ("fuzz-operator", Role.Operator),
    ];

    private readonly ServerOptions _options;
    private IqServer _server;

    private FuzzWorld(ServerOptions options, IqServer server, FuzzLog log) => (_options, _server, Log) = (options, server, log);

    public FuzzLog Log { get; }

    public List<FuzzCaller> Callers { get; } = [];

    public string Host => new Uri(_server.App.Urls.First()).Authority;

    public IPEndPoint EndPoint => IPEndPoint.Parse(Host);

    public string Database => _server.DatabasePath;

    public IReadOnlyList<FuzzPlace> Places => FuzzPlace.All(_server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints);

    /// <summary>Addresses that stand on no page.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Forms that are shown only on the way to somewhere.</summary>
    public List<FuzzForm> Forms { get; } = [];

    private IqRuntime Runtime => _server.App.Services.GetRequiredService<IqRuntime>();

    /// <summary>Plays the cases that every server of the run begins with.</summary>
    /// <returns>The folder of their database.</returns>
    public static async Task<string> PlayAsync(string folder, CancellationToken cancellationToken)
    {
        var options = Demo.Of(new ServerOptions { DataFolder = folder });
        var filled = await Demo.FillAsync(options, Others, cancellationToken);
        return filled.Cases > 0 ? options.DataFolder : throw new CommandRefusedException($"The cases cannot be made: {Printable.Of(filled.Refusals[0])}");
    }

    /// <summary>Starts a server on a copy of those cases.</summary>
    public static async Task<FuzzWorld> OpenAsync(string played, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(played, IqServer.DatabaseFile), Path.Combine(folder, IqServer.DatabaseFile));
        var options = new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = folder, MailFolder = Path.Combine(folder, "mail"), RequestPatience = TimeSpan.FromMilliseconds(300), StopPatience = TimeSpan.FromSeconds(5), LogsToConsole = false };
        var log = new FuzzLog();
        var world = new FuzzWorld(options, await StartAsync(options, log, cancellationToken), log);
        await world.FurnishAsync(cancellationToken);
        return world;
    }

    /// <summary>Whoever lost the sign-in gets it back.</summary>
    public async Task RenewAsync(RawLine line, CancellationToken cancellationToken)
    {
        // An operator among the callers may have asked for a second factor, which none of them has.
        await new SettingBook(Runtime).SetTwoFactorRolesAsync(Actor.CommandLine, [], cancellationToken);
        for (var i = 0; i < Callers.Count; i++)
        {
            if (Callers[i].Name == Halfway)
                await Callers[i].TypePasswordAsync(line, Host, Password, cancellationToken); // that counts for minutes only
            if (s_people.FirstOrDefault(person => person.Name == Callers[i].Name) is not { Name: { } name } person || await Callers[i].IsInAsync(line, Host, cancellationToken))
                continue;
            // An operator or a lead among them closed the account, changed its roles or ended its sign-ins.
            await Runtime.Writer.WriteAsync(
                turn => turn.Execute(
                    "update accounts set closed_at = null, locked_until = null, failed_sign_ins = 0, two_factor_since = null, roles = @roles, password_hash = @hash, invitation_hash = null where name = @name",
                    person.Role, s_hash.Value, name), cancellationToken);
            Callers[i] = new FuzzCaller(name, null);
            await Callers[i].SignInAsync(line, Host, Password, cancellationToken);
        }
    }

    /// <summary>Takes a case, as the server's first purpose is, whatever procedures were drawn, withdrawn or deleted before.</summary>
    /// <returns>What kept it from being taken; null: nothing.</returns>
    public async Task<string?> TakeCaseAsync(FuzzCaller key, RawLine line, CancellationToken cancellationToken)
    {
        var procedure = await File.ReadAllTextAsync(Path.Combine(_options.RulesFolder, "procedures", "anerkennungsberatung.json"), cancellationToken);
        foreach (var (method, path, body) in new[]
        {
            ("POST", "/api/definitions?publish=true", procedure),
            ("PUT", "/api/centres/fuzz-end", """{"name":"Ende","land":"NW"}"""),
            ("POST", "/api/cases", """{"centreId":"fuzz-end","evenIfKnown":true,"facts":{"person.name":"Santos","case.contact_origin":"SELBST"}}"""),
        })
        {
            var answer = await key.SendAsync(line, Host, method, path, body, cancellationToken);
            if (answer.Status is not (>= 200 and < 300))
                return $"{method} {path} answers {answer.Status} {answer.Text}";
            if (path == "/api/cases" && await key.OpenAsync(line, Host, $"/api/cases/{JsonNode.Parse(answer.Text)?["caseId"]}", cancellationToken) is { Status: not 200 } shown)
                return $"the case that was taken is shown as {shown.Status} {shown.Text}";
        }
        return null;
    }

    /// <summary>Stops the server and starts it again on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        _server = await StartAsync(_options, Log, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static async Task<IqServer> StartAsync(ServerOptions options, FuzzLog log, CancellationToken cancellationToken)
    {
        var server = await IqServer.OpenAsync(options, cancellationToken);
        server.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await server.App.StartAsync(cancellationToken);
        return server;
    }

    private async Task StopAsync()
    {
        await _server.App.StopAsync();
        await _server.DisposeAsync();
    }

    private async Task FurnishAsync(CancellationToken cancellationToken)
    {
        await using var db = await Runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var busiest = await db.Cases.Where(one => one.CounsellorId != null).GroupBy(one => one.CounsellorId!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).FirstAsync(cancellationToken);
        var furniture = new FuzzFurniture(Runtime);
        await furniture.DrawAsync(cancellationToken);
        using var line = new RawLine(EndPoint);
        Callers.Add(new FuzzCaller("key", _server.Key.ShownOnce)); // the folder is new
        Callers.Add(new FuzzCaller("stranger", null));
        foreach (var (name, role) in s_people)
            Callers.Add(await SignedInAsync(name, role, role == Role.Counsellor ? busiest : null, line, cancellationToken));

        var book = new AccountBook(Runtime);
        var (counsellor, lead) = (await book.OfNameAsync("fuzz-counsellor", cancellationToken), await book.OfNameAsync("fuzz-lead", cancellationToken));
        await furniture.FillAsync(lead!.Id, counsellor!.Id, cancellationToken); // both made above
        Addresses = furniture.Addresses;
        await BeHalfwayAsync(book, line, cancellationToken);
    }

    /// <summary>Somebody who has typed the password and not yet the code of the second factor.</summary>
    private async Task BeHalfwayAsync(AccountBook book, RawLine line, CancellationToken cancellationToken)
    {
        var (keys, key) = (new AccountKeys(Runtime), _server.App.Services.GetRequiredService<SecretSeal>().Seal(OneTimeCode.NewKey()));
        var made = await book.AddAsync(new NewAccount(Halfway, Halfway, Halfway + "@beispiel.invalid", [Role.Designer]) { PasswordHash = s_hash.Value }, cancellationToken);
        await keys.BeginTwoFactorAsync(made.Id!, key, cancellationToken); // the name is new
        await keys.ConfirmTwoFactorAsync(made.Id!, key, cancellationToken);
        var caller = new FuzzCaller(Halfway, null);
        Callers.Add(caller);
        Forms.AddRange(FuzzForm.In(Halfway, "/anmelden", (await caller.TypePasswordAsync(line, Host, Password, cancellationToken)).Text));
    }

    private async Task<FuzzCaller> SignedInAsync(string name, string role, string? staffId, RawLine line, CancellationToken cancellationToken)
    {
        await using var db = await Runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var isFair = role == Role.FairIntegration;
        var centre = await db.Set<CentreRow>().Where(one => isFair == (one.Kind == AccountBook.FairCentre)).OrderByDescending(one => db.Cases.Count(each => each.CentreId == one.Id)).ThenBy(one => one.Id).Select(one => one.Id).FirstOrDefaultAsync(cancellationToken);
        if (isFair && centre is null)
        {
            centre = "fuzz-fair";
            await new SaveStaff(Runtime).RunAsync(new CentreRow { Id = centre, Name = centre, Land = "NW", Kind = AccountBook.FairCentre }, cancellationToken);
        }
        var wanted = new NewAccount(name, name, name + "@beispiel.invalid", [role])
        {
            CentreId = staffId is null && Role.OfStaff(role) is not null ? centre : null,
            StaffId = staffId,
            Provider = role == Role.Provider ? "qut@example.org" : null,
            PasswordHash = s_hash.Value,
        };
        if ((await new AccountBook(Runtime).AddAsync(wanted, cancellationToken)).Problems is { Count: > 0 } problems)
            throw new InvalidOperationException($"{name}: {problems[0]}");
        var caller = new FuzzCaller(name, null);
        return await caller.SignInAsync(line, Host, Password, cancellationToken) ? caller : throw new InvalidOperationException($"{name} cannot sign in.");
    }
}

using Drawing = IqWorkflows.TestKit.Drawing;
using System.Net;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

/// <summary>The whole server on a free port with a database file of its own, and the people of two centres.</summary>
internal sealed class RunningDesk : IAsyncDisposable
{
    public const string Password = "vier bunte Fahrraeder";

    // Made once: a hash takes long on purpose.
    private static readonly Lazy<string> s_hash = new(() => PasswordHash.Of(Password));

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-desk-").FullName;
    private readonly TestDatabase? _kept;
    private IqServer _server = null!; // opened by StartAsync
    private bool _publishes;

    private RunningDesk(bool onPostgres = false) => _kept = onPostgres || TestDatabase.IsPostgres ? TestDatabase.OnPostgres() : null;

    public string Folder => _folder;

    public TestClock Clock { get; } = new();

    public IServiceProvider Services => _server.App.Services;

    public IqRuntime Runtime => _server.App.Services.GetRequiredService<IqRuntime>();

    public Uri Address => new(_server.App.Urls.First());

    public string Key => _server.Key.ShownOnce!; // the folder is new

    /// <summary>Nobody has an account yet.</summary>
    public static async Task<RunningDesk> EmptyAsync()
    {
        var desk = new RunningDesk();
        await desk.StartAsync();
        return desk;
    }

    /// <summary>Anna and Ben counsel in Köln, Lea leads there, Vera keeps the office, Kim coordinates; Otto runs the server, Dana draws, Eva counsels in Bonn.</summary>
    /// <param name="withProcedures">The procedures that ship are published; otherwise there is a short one that asks a question.</param>
    /// <param name="onPostgres">The database is on a PostgreSQL server, also where the other tests have files.</param>
    public static async Task<RunningDesk> PeopledAsync(bool withProcedures = false, bool onPostgres = false)
    {
        var desk = new RunningDesk(onPostgres) { _publishes = withProcedures };
        await desk.StartAsync();
        foreach (var centre in new[] { "koeln", "bonn" })
            await new SaveStaff(desk.Runtime).RunAsync(new CentreRow { Id = centre, Name = centre, Land = "NW" }, CancellationToken.None);
        foreach (var (name, role, centre) in new[]
        {
            ("anna", Role.Counsellor, "koeln"), ("ben", Role.Counsellor, "koeln"), ("lea", Role.Lead, "koeln"), ("vera", Role.Office, "koeln"), ("kim", Role.Coordination, "koeln"), ("otto", Role.Operator, ""),
            ("dana", Role.Designer, ""), ("eva", Role.Counsellor, "bonn"),
        })
        {
            var wanted = new NewAccount(name, name, name + "@beispiel.de", [role]) { CentreId = centre.Length > 0 ? centre : null, PasswordHash = s_hash.Value };
            Assert.Empty((await new AccountBook(desk.Runtime).AddAsync(wanted, CancellationToken.None)).Problems);
        }
        if (withProcedures)
            return desk;
        var definition = new Drawing("anerkennungsberatung")
            .CaseTask("antworten", "case.goal*", ["Beraten", "Verweisen"])
            .AwaitEvent("gehalten", "ErstberatungGehalten", "case.counselled_on*")
            .Milestone("erst", "ERSTBERATUNG").CaseTask("protokoll")
            .Connect("antworten", "gehalten", "Beraten").Connect("gehalten", "erst").Connect("erst", "protokoll").ToString();
        using var machine = new HttpClient { BaseAddress = desk.Address };
        machine.DefaultRequestHeaders.Add("X-Api-Key", desk.Key);
        using var published = await machine.PostAsync("/api/definitions?publish=true", new StringContent(definition, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        return desk;
    }

    /// <summary>Anna's case.</summary>
    public async Task<string> OpenCaseAsync(string name = "Müller", string counsellor = "anna")
    {
        var facts = new Submission(new Dictionary<string, string> { ["person.name"] = name, ["person.given_name"] = "Samira", ["case.wish"] = "Geheimes Anliegen", ["person.phone"] = "0221 4711" });
        var answer = await new OpenCase(Runtime).RunAsync(new NewCase("koeln", facts) { CounsellorId = counsellor }, counsellor, null, CancellationToken.None);
        return Assert.IsType<CaseAnswer.Done>(answer).CaseId;
    }

    /// <summary>Somebody more, with the password of all.</summary>
    /// <returns>Id of the account.</returns>
    public async Task<string> AddAsync(string name, string role, string? centre, string? provider = null)
    {
        var wanted = new NewAccount(name, name, name + "@beispiel.de", [role]) { CentreId = centre, Provider = provider, PasswordHash = s_hash.Value };
        var answer = await new AccountBook(Runtime).AddAsync(wanted, CancellationToken.None);
        Assert.Empty(answer.Problems);
        return answer.Id!; // there are no problems
    }

    public async Task<AccountRow> AccountAsync(string name) => await new AccountBook(Runtime).OfNameAsync(name, CancellationToken.None) ?? throw new InvalidOperationException($"There is no {name}.");

    /// <summary>What the house has written to those who work in it.</summary>
    public async Task<IReadOnlyList<MessageRow>> MailsAsync()
    {
        await using var db = await Runtime.Database.Contexts.CreateDbContextAsync();
        return await db.Messages.Where(message => message.Recipient == SystemMail.Recipient).OrderBy(message => message.Id).ToListAsync();
    }

    public Browser Browser() => new(Address);

    /// <summary>A browser in which somebody has signed in.</summary>
    public async Task<Browser> AsAsync(string name)
    {
        var browser = Browser();
        await browser.GetAsync("/anmelden");
        var answer = await browser.PostAsync("/anmelden", ("name", name), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        return browser;
    }

    /// <summary>Stops the server and starts it again on the same data.</summary>
    /// <param name="meanwhile">Does something to the folder while it is stopped.</param>
    public async Task RestartAsync(Action<string>? meanwhile = null)
    {
        await StopAsync();
        meanwhile?.Invoke(_folder);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _kept?.Dispose();
    }

    /// <summary>One more server on the same PostgreSQL database, with a folder of its own.</summary>
    public Task<IqServer> OtherNodeAsync() => OpenAsync(Path.Combine(_folder, "other"));

    private async Task StartAsync() => _server = await OpenAsync(_folder);

    private async Task<IqServer> OpenAsync(string folder)
    {
        var server = await IqServer.OpenAsync(
            new ServerOptions
            {
                Urls = "http://127.0.0.1:0",
                DataFolder = folder,
                Place = _kept is null ? DatabasePlace.InFolder(_folder) : DatabasePlace.OnServer(_folder, _kept.ConnectionString),
                Clock = Clock,
                KnockInterval = TimeSpan.FromHours(1),
                PublishesProcedures = _publishes,
            },
            CancellationToken.None);
        await server.App.StartAsync();
        return server;
    }

    private async Task StopAsync()
    {
        await _server.App.StopAsync();
        await _server.DisposeAsync();
    }
}

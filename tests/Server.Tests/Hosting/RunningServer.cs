using System.Net;
using System.Text;
using System.Text.Json;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>The whole server on a free port and a database file of its own. Quartz knocks so seldom that nothing happens by itself; tests move the clock and knock.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDatabase? _kept = TestDatabase.IsPostgres ? TestDatabase.OnPostgres() : null;
    private readonly Func<ServerOptions, ServerOptions> _change;
    private IqServer _server = null!; // opened by StartAsync
    private string _key = "";

    private RunningServer(Func<ServerOptions, ServerOptions> change) => _change = change;

    public TestClock Clock { get; } = new();

    /// <summary>Sends the key with every request.</summary>
    public HttpClient Client { get; private set; } = null!; // opened by StartAsync

    public string DataFolder => _folder.Path;

    public IServiceProvider Services => _server.App.Services;

    public string Key => _key;

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var running = new RunningServer(change ?? (options => options));
        await running.OpenAsync();
        return running;
    }

    /// <summary>The process ends in good order and another begins on the same folder.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>A client that has no key.</summary>
    public HttpClient Stranger() => new() { BaseAddress = Client.BaseAddress };

    /// <summary>Time passes and Quartz knocks.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await _server.App.Services.GetRequiredService<FireDueTimers>().RunAsync(CancellationToken.None);
    }

    public async Task PublishAsync(Drawing drawing) => Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/definitions?publish=true", drawing.ToString())).Status);

    /// <summary>Starts an instance.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartInstanceAsync(string definitionId, string? correlationId = null)
    {
        var (status, body) = await PostAsync("/api/instances", JsonSerializer.Serialize(new { definitionId, correlationId }));
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("instanceId").GetString()!; // a started instance has an id
    }

    /// <summary>Waits for an instance to end, by asking again and again.</summary>
    /// <returns>How it ended.</returns>
    public async Task<string?> EndOfAsync(string id)
    {
        while (true)
        {
            var instance = (await GetAsync($"/api/instances/{id}")).Body.GetProperty("instance");
            if (instance.GetProperty("status").GetString() == "Finished")
                return instance.GetProperty("subStatus").GetString();
        }
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => await ReadAsync(await Client.GetAsync(path));

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string json = "{}", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await ReadAsync(await Client.SendAsync(request));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _kept?.Dispose();
    }

    private async Task OpenAsync()
    {
        _server = await IqServer.OpenAsync(
            _change(new ServerOptions
            {
                Urls = "http://127.0.0.1:0",
                DataFolder = _folder.Path,
                Place = _kept is null ? DatabasePlace.InFolder(_folder.Path) : DatabasePlace.OnServer(_folder.Path, _kept.ConnectionString),
                Clock = Clock,
                KnockInterval = TimeSpan.FromHours(1),
                PublishesProcedures = false,
            }),
            CancellationToken.None);
        await _server.App.StartAsync();
        _key = _server.Key.ShownOnce ?? _key;
        Client = new HttpClient { BaseAddress = new Uri(_server.App.Urls.First()) };
        Client.DefaultRequestHeaders.Add("X-Api-Key", _key);
    }

    private async Task CloseAsync()
    {
        Client.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
    }
}

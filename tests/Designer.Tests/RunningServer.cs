using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Desk.SignIn;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Designer.Tests;

/// <summary>The whole server on a free port with a database of its own: Dana and Dirk draw, Anna counsels and draws, Otto only runs the server.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string Password = "vier bunte Fahrraeder";

    // Made once: a hash takes long on purpose.
    private static readonly Lazy<string> s_hash = new(() => PasswordHash.Of(Password));

    private readonly string _folder = Directory.CreateTempSubdirectory("iqw-designer-").FullName;
    private IqServer _server = null!; // opened by InitializeAsync

    /// <summary>Whether the shipped procedures are published.</summary>
    internal bool HasProcedures { get; init; } = true;

    internal TestClock Clock { get; } = new();

    internal IqRuntime Runtime => _server.App.Services.GetRequiredService<IqRuntime>();

    internal IReadOnlyList<Endpoint> Endpoints => _server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public Uri Address => new(_server.App.Urls.First());

    public string Key => _server.Key.ShownOnce!; // the folder is new

    /// <summary>The shipped procedures, as they lie in their folder.</summary>
    public static IReadOnlyList<string> Procedures { get; } = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "procedures"), "*.json").Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        _server = await IqServer.OpenAsync(new ServerOptions { Urls = "http://127.0.0.1:0", DataFolder = _folder, Clock = Clock, PublishesProcedures = HasProcedures, KnockInterval = TimeSpan.FromHours(1) }, CancellationToken.None);
        await _server.App.StartAsync();
        await new SaveStaff(Runtime).RunAsync(new CentreRow { Id = "koeln", Name = "koeln", Land = "NW" }, CancellationToken.None);
        foreach (var (name, roles, centre) in new[] { ("dana", new[] { Role.Designer }, null), ("dirk", [Role.Designer], null), ("anna", [Role.Counsellor, Role.Designer], "koeln"), ("otto", new[] { Role.Operator }, (string?)null) })
        {
            var wanted = new NewAccount(name, name, name + "@beispiel.de", roles) { CentreId = centre, PasswordHash = s_hash.Value };
            Assert.Empty((await new AccountBook(Runtime).AddAsync(wanted, CancellationToken.None)).Problems);
        }
    }

    public async Task DisposeAsync()
    {
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A program with the key of the server.</summary>
    internal ElsaClient Machine() => new(Address, cookie: null, Key);

    /// <summary>Somebody who has signed in on the desk.</summary>
    internal async Task<ElsaClient> AsAsync(string name) => new(Address, await CookieOfAsync(name), key: null);

    /// <summary>The cookie that the desk gives who signs in.</summary>
    internal async Task<string> CookieOfAsync(string name)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Address };
        var html = await browser.GetStringAsync("/anmelden");
        var token = html.Split("name=\"__desk\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__desk", token), KeyValuePair.Create("name", name), KeyValuePair.Create("password", Password)]);
        using var answer = await browser.PostAsync("/anmelden", form);
        return cookies.GetCookies(Address)["iq-sign-in"]?.Value ?? throw new InvalidOperationException($"{name} cannot sign in: {answer.StatusCode}.");
    }
}

/// <summary>What Elsa's API answered.</summary>
internal sealed record ElsaAnswer(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject(); // a test that asks for it expects an object

    /// <summary>The sentence that Studio shows.</summary>
    public string Sentence => string.Join(' ', Json["errors"]!["generalErrors"]!.AsArray().Select(sentence => sentence!.GetValue<string>())); // Elsa's shape of a refusal
}

/// <summary>Speaks to Elsa's API as Studio does.</summary>
internal sealed class ElsaClient : IDisposable
{
    private readonly HttpClient _client;

    public ElsaClient(Uri address, string? cookie, string? key)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        if (cookie is not null)
            _client.DefaultRequestHeaders.Add("Cookie", $"iq-sign-in={cookie}");
        if (key is not null)
            _client.DefaultRequestHeaders.Add("Authorization", $"ApiKey {key}");
        _client.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    public HttpClient Client => _client;

    /// <summary>Keeps what is asked along with what Studio asks, so that it can be asked again before; null for nothing.</summary>
    public Contract.Recording? Recording { get; set; }

    public Task<ElsaAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ElsaAnswer> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<ElsaAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<ElsaAnswer> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, "/elsa/api" + path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Recording?.Add(method.Method, path, body?.DeepClone(), Task.FromResult(text));
        return new ElsaAnswer(answer.StatusCode, text, answer);
    }

    /// <summary>Opens a definition as the editor does.</summary>
    public async Task<JsonObject> OpenAsync(string definitionId) => (await GetAsync($"/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).Json;

    /// <summary>Saves a definition as the editor does.</summary>
    public Task<ElsaAnswer> SaveAsync(JsonObject definition, bool publish = false) =>
        PostAsync("/workflow-definitions", new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = publish });

    /// <summary>Makes a definition of lines written one after the other.</summary>
    public async Task<JsonObject> DrawAsync(string name, params string[] lines)
    {
        var activities = new JsonArray([.. lines.Select((line, at) => (JsonNode)new JsonObject
        {
            ["id"] = $"line{at}", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["name"] = $"Line{at}",
            ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = line } },
        })]);
        var answer = await SaveAsync(new JsonObject { ["name"] = name, ["root"] = new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = activities } });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json["workflowDefinition"]!.AsObject(); // saved
    }

    public void Dispose() => _client.Dispose();
}

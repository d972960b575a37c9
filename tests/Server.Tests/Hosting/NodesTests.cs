using System.Net;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>Two servers on one PostgreSQL database.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TestClock _clock = new();
    private TestDatabase _kept = null!;
    private IqServer _one = null!;
    private IqServer _other = null!;
    private HttpClient _atOne = null!;
    private HttpClient _atOther = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.WhyNot is not null)
            return; // the tests are skipped
        _kept = TestDatabase.OnPostgres();
        _one = await OpenAsync("one");
        _other = await OpenAsync("other");
        Assert.Null(_other.Key.ShownOnce); // it is the same key, shown once
        (_atOne, _atOther) = (Client(_one), Client(_other));
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.WhyNot is not null)
            return;
        foreach (var server in new[] { _one, _other })
        {
            await server.App.StopAsync();
            await server.DisposeAsync();
        }
        _atOne.Dispose();
        _atOther.Dispose();
        _folder.Dispose();
        _kept.Dispose();
    }

    [PostgresFact]
    public async Task Both_are_ready_know_the_same_key_and_what_the_other_has_published()
    {
        using var published = await _atOne.PostAsync("/api/definitions?publish=true", Json(new Drawing("w").Line("l", "l").ToString()));
        using var started = await _atOther.PostAsync("/api/instances", Json("""{"definitionId":"w"}"""));
        using var ready = await _atOther.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (published.StatusCode, ready.StatusCode));
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
    }

    [PostgresFact]
    public async Task A_request_that_one_holds_is_answered_by_a_step_of_the_other()
    {
        const string definition = """
            {"definitionId":"http","name":"http","root":{"id":"s","type":"Elsa.Sequence","activities":[
              {"id":"in","name":"in","type":"Elsa.HttpEndpoint","customProperties":{"canStartWorkflow":true},
               "path":{"typeName":"String","expression":{"type":"Literal","value":"late"}},"supportedMethods":{"typeName":"String[]","expression":{"type":"Object","value":"[\"GET\"]"}}},
              {"id":"e","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"decided"}}},
              {"id":"out","type":"Elsa.WriteHttpResponse","content":{"typeName":"Object","expression":{"type":"JavaScript","value":"'from afar'"}}}]}}
            """;
        using var published = await _atOne.PostAsync("/api/definitions?publish=true", Json(definition));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());

        var asked = _atOne.GetStringAsync("/workflows/late");
        while (!asked.IsCompleted)
        {
            // The request may still be on its way: then the event is kept, and the instance takes it as soon as it waits.
            using var told = await _atOther.PostAsync("/api/events", Json("""{"name":"decided"}"""));
        }

        Assert.Equal("from afar", await asked);
    }

    private async Task<IqServer> OpenAsync(string name)
    {
        var server = await IqServer.OpenAsync(
            new ServerOptions
            {
                Urls = "http://127.0.0.1:0",
                DataFolder = Path.Combine(_folder.Path, name),
                Place = DatabasePlace.OnServer(_folder.Path, _kept.ConnectionString),
                Clock = _clock,
                KnockInterval = TimeSpan.FromHours(1),
                PublishesProcedures = false,
                RequestPatience = TimeSpan.FromDays(1),
            },
            CancellationToken.None);
        await server.App.StartAsync();
        return server;
    }

    private HttpClient Client(IqServer server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.App.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Api-Key", _one.Key.ShownOnce!); // it was the first
        return client;
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}

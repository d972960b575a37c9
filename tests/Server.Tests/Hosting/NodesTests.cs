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

    [PostgresFact]
    public async Task A_node_goes_on_working_on_the_schema_of_a_later_version_and_may_even_be_started_on_it()
    {
        await WorkAsync(_atOne, "before");

        // What a later version may do while older nodes run: add columns that may be left out, add tables, add indexes.
        _kept.Ask(
            """
            do $$ declare each text; begin
              for each in select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' loop
                execute format('alter table %I add column later_text text, add column later_number bigint not null default 7', each);
                execute format('create index on %I (later_number)', each);
              end loop;
              create table later_things (id bigint primary key, instance_id text references instances (id));
              insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('99990101000000_Later', '99.0');
            end $$
            """);

        await WorkAsync(_atOne, "after"); // with the statements it had prepared before
        await WorkAsync(_atOther, "at-the-other");
        await _other.App.StopAsync();
        await _other.DisposeAsync();
        _other = await OpenAsync("other-again");
        using var again = Client(_other);
        await WorkAsync(again, "started-again");
    }

    [PostgresFact]
    public async Task A_node_that_is_about_to_stop_says_so_finishes_what_it_has_and_the_other_goes_on()
    {
        var leaving = await OpenAsync("leaving", TimeSpan.FromSeconds(3));
        using var atLeaving = Client(leaving);
        await WorkAsync(atLeaving, "first");

        var stopping = leaving.App.StopAsync();
        HttpResponseMessage? ready = null;
        while (ready is not { StatusCode: HttpStatusCode.ServiceUnavailable })
        {
            ready?.Dispose();
            ready = await atLeaving.GetAsync("/health/ready");
        }
        var said = await ready.Content.ReadAsStringAsync();
        ready.Dispose();
        using var live = await atLeaving.GetAsync("/health/live");
        await WorkAsync(atLeaving, "second"); // whoever has not noticed yet is served
        await stopping;
        await leaving.DisposeAsync();

        Assert.Contains("stopping", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => atLeaving.GetAsync("/health/live"));
        await WorkAsync(_atOther, "third");
    }

    /// <summary>An instance is started, waits for an event, gets it, and is shown as ended.</summary>
    private static async Task WorkAsync(HttpClient client, string correlationId)
    {
        using var published = await client.PostAsync("/api/definitions?publish=true", Json(new Drawing("work").Event("e", "papers").Line("l", "l").ToString()));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        using var started = await client.PostAsync("/api/instances", Json($$"""{"definitionId":"work","correlationId":"{{correlationId}}"}"""));
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        using var told = await client.PostAsync("/api/events", Json($$"""{"name":"papers","correlationId":"{{correlationId}}"}"""));
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());
        Assert.Contains("Finished", await client.GetStringAsync(started.Headers.Location), StringComparison.Ordinal);
    }

    private async Task<IqServer> OpenAsync(string name, TimeSpan drain = default)
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
                Drain = drain,
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

using System.Net;
using IqWorkflows.Server.Tests.Hosting;

namespace IqWorkflows.Server.Tests.Api;

public sealed class CaseTests : IAsyncLifetime
{
    private const string Person = """{"centreId":"koeln","facts":{"person.name":"Santos","person.born_on":"1990-05-17","person.language":"en","case.contact_origin":"SELBST"}}""";

    private RunningServer _server = null!; // started before each test

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        await _server.PublishAsync(new Drawing("anerkennungsberatung")
            .CaseTask("antworten", "case.goal*", ["Beraten", "Verweisen"])
            .AwaitEvent("gehalten", "ErstberatungGehalten", "case.counselled_on*")
            .Milestone("erst", "ERSTBERATUNG")
            .CaseTask("protokoll")
            .Connect("antworten", "gehalten", "Beraten").Connect("gehalten", "erst").Connect("erst", "protokoll"));
        using var saved = await _server.Client.PutAsync("/api/centres/koeln", new StringContent("""{"name":"Köln","land":"NW"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_case_goes_from_enquiry_to_counselling_over_http()
    {
        var caseId = await OpenAsync();

        var (_, tasks) = await _server.GetAsync($"/api/cases/{caseId}/tasks");
        Assert.Equal(["Beraten", "Verweisen"], tasks[0].GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("name").GetString()));
        Assert.Equal("case.goal", tasks[0].GetProperty("form").GetProperty("fields")[0].GetProperty("fact").GetString());
        var (completed, _) = await _server.PostAsync($"/api/cases/{caseId}/tasks/{tasks[0].GetProperty("id").GetString()}/complete", """{"outcome":"Beraten","facts":{"case.goal":"ANERKENNUNG"}}""");
        var (_, awaited) = await _server.GetAsync($"/api/cases/{caseId}/events");
        var (recorded, _) = await _server.PostAsync($"/api/cases/{caseId}/events", """{"name":"ErstberatungGehalten","facts":{"case.counselled_on":"2026-03-02"}}""");

        Assert.Equal(HttpStatusCode.OK, completed);
        Assert.Equal("ErstberatungGehalten", awaited[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, recorded);
        var (_, shown) = await _server.GetAsync($"/api/cases/{caseId}");
        Assert.Equal("ERSTBERATUNG", shown.GetProperty("state").GetString());
        Assert.Equal(["protokoll"], shown.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData("de-DE,de;q=0.9,en;q=0.5", "Das wird jetzt nicht erwartet: Bescheid. Erwartet wird: nichts.")]
    [InlineData("fr, en;q=0.8", "This is not awaited now: Bescheid. Awaited: nothing.")]
    public async Task Refusals_come_in_the_language_of_the_caller(string languages, string sentence)
    {
        var caseId = await OpenAsync();

        var (status, problem) = await _server.PostAsync($"/api/cases/{caseId}/events", """{"name":"Bescheid"}""", ("Accept-Language", languages));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(sentence, problem.GetProperty("title").GetString());
        Assert.Equal("EREIGNIS_NICHT_ERWARTET", problem.GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task All_mistakes_of_a_form_are_told_at_once()
    {
        var (status, problem) = await _server.PostAsync(
            "/api/cases", """{"centreId":"koeln","facts":{"person.name":"Santos","person.born_on":"morgen","person.shoe":42}}""", ("Accept-Language", "en"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["KEIN_DATUM", "FELD_UNBEKANNT"], problem.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_case_rests_goes_on_closes_and_opens_again()
    {
        var caseId = await OpenAsync();
        Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> Post(string what, string body) => _server.PostAsync($"/api/cases/{caseId}/{what}", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post("pause", "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post("pause", """{"until":"2026-06-01"}""")).Status);
        Assert.Equal("RUHEND", (await _server.GetAsync($"/api/cases/{caseId}")).Body.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, (await Post("resume", "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post("facts", """{"kind":"note","isNew":true,"facts":{"note.body":"Ruft wieder an"}}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post("close", """{"reason":"FEHLKONTAKT"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Post("close", """{"reason":"FEHLKONTAKT"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post("reopen", "{}")).Status);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_nobody_comes_in_without_a_key()
    {
        using var stranger = _server.Stranger();

        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/cases/IQ-NW-2026-0099")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/cases/nothing/tasks")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RunningServer.ReadAsync(await stranger.GetAsync("/api/cases/IQ-NW-2026-0001"))).Status);
        Assert.Contains("/api/cases/{caseId}/events", (await _server.GetAsync("/openapi/v1.json")).Body.GetProperty("paths").EnumerateObject().Select(path => path.Name));
    }

    private async Task<string> OpenAsync()
    {
        var (status, body) = await _server.PostAsync("/api/cases", Person, ("Idempotency-Key", "open"));
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("caseId").GetString()!; // an opened case has a number
    }

    [Fact]
    public async Task A_fresh_server_has_the_shipped_procedures()
    {
        await using var fresh = await RunningServer.StartAsync(options => options with { PublishesProcedures = true });

        var (_, list) = await fresh.GetAsync("/api/definitions?limit=200");

        Assert.Contains("anerkennungsberatung", list.GetProperty("items").EnumerateArray().Select(definition => definition.GetProperty("definitionId").GetString()));
    }
}

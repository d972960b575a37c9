using System.Net;
using IqWorkflows.Casework;
using IqWorkflows.Server.Tests.Hosting;
using IqWorkflows.Storage.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Server.Tests.Api;

public sealed class MessageTests : IAsyncLifetime
{
    private const string Case = "IQ-NW-2026-0001";

    private RunningServer _server = null!; // started before each test

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        await _server.PublishAsync(new Drawing("anerkennungsberatung").CaseTask("antworten"));
        using var saved = await _server.Client.PutAsync("/api/centres/koeln", new StringContent("""{"name":"Köln","land":"NW"}""", System.Text.Encoding.UTF8, "application/json"));
        var (opened, _) = await _server.PostAsync("/api/cases", """{"centreId":"koeln","facts":{"person.name":"Santos","person.born_on":"1990-05-17","person.language":"en","case.contact_origin":"SELBST"}}""");
        Assert.Equal(HttpStatusCode.Created, opened);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_outbox_is_listed_by_state_and_in_parts()
    {
        await WriteAsync("one", MessageState.Failed);
        await WriteAsync("two", MessageState.Failed);
        await WriteAsync("three", MessageState.Sent);

        var (_, first) = await _server.GetAsync("/api/messages?state=failed&limit=1");
        var (_, second) = await _server.GetAsync($"/api/messages?state=failed&limit=1&after={first.GetProperty("next").GetString()}");

        Assert.Equal(["two"], Ids(first.GetProperty("items")));
        Assert.Equal(["one"], Ids(second.GetProperty("items")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.GetAsync("/api/messages?state=lost")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.GetAsync("/api/messages?after=nowhere")).Status);
        Assert.Contains("three", Ids((await _server.GetAsync($"/api/cases/{Case}/messages")).Body));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/cases/IQ-NW-2026-0099/messages")).Status);
    }

    [Fact]
    public async Task A_message_is_shown_with_its_contents_and_printed()
    {
        await WriteAsync("one", MessageState.ToPrint);

        var (_, shown) = await _server.GetAsync("/api/messages/one");
        using var letter = await _server.Client.GetAsync("/api/messages/one/letter");

        Assert.Equal("Guten Tag", shown.GetProperty("text").GetString());
        Assert.Equal("application/pdf", letter.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(await letter.Content.ReadAsByteArrayAsync())[..5], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/messages/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/messages/none/letter")).Status);
    }

    [Theory]
    [InlineData(MessageState.Draft, "release", "Queued")]
    [InlineData(MessageState.Unknown, "mark-sent", "Sent")]
    [InlineData(MessageState.ToPrint, "mark-sent", "Sent")]
    [InlineData(MessageState.Failed, "send-again", "Queued")]
    [InlineData(MessageState.Queued, "cancel", "Cancelled")]
    public async Task What_a_person_does_moves_it_once(MessageState from, string act, string to)
    {
        await WriteAsync("one", from);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.PostAsync($"/api/messages/one/{act}")).Status);
        var (again, problem) = await _server.PostAsync($"/api/messages/one/{act}", "{}", ("Accept-Language", "en"));

        Assert.Equal(to, (await _server.GetAsync("/api/messages/one")).Body.GetProperty("message").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Contains(to, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostAsync($"/api/messages/none/{act}")).Status);
    }

    [Fact]
    public async Task What_came_of_it_is_recorded_once_and_on_a_possible_day()
    {
        await WriteAsync("one", MessageState.Sent);
        await WriteAsync("two", MessageState.Queued);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _server.PostAsync("/api/messages/one/returned", """{"day":"2099-01-01"}""")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _server.PostAsync("/api/messages/one/answered", """{"day":"2001-01-01"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.PostAsync("/api/messages/one/answered", """{"day":"gestern"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _server.PostAsync("/api/messages/two/returned")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.PostAsync("/api/messages/one/answered")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.PostAsync("/api/messages/one/returned")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _server.PostAsync("/api/messages/one/returned")).Status);
    }

    [Fact]
    public async Task It_is_described()
    {
        var paths = (await _server.GetAsync("/openapi/v1.json")).Body.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.All(
            ["/api/messages", "/api/messages/{id}", "/api/messages/{id}/letter", "/api/messages/{id}/returned", "/api/cases/{caseId}/messages"],
            path => Assert.Contains(path, paths));
    }

    private Task<bool> WriteAsync(string id, MessageState state) => _server.Services.GetRequiredService<IqRuntime>().Writer.WriteAsync(
        turn => MessageTable.Insert(turn, new MessageRow
        {
            Id = id,
            CaseId = Case,
            Occasion = "M02",
            Object = "case:1",
            Recipient = "client",
            State = state,
            Level = "NEUTRAL",
            Languages = "de",
            Name = "Maria Santos",
            Address = "santos@example.org",
            Subject = "Nachricht",
            Parts = """[{"language":"de","subject":"Nachricht","markdown":"Guten Tag"}]""",
            Text = "Guten Tag",
            MessageId = $"<{id}@example.org>",
            CreatedAt = _server.Clock.GetUtcNow(),
        }),
        CancellationToken.None);

    private static IEnumerable<string?> Ids(System.Text.Json.JsonElement items) => items.EnumerateArray().Select(item => item.GetProperty("id").GetString());
}

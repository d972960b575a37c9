using System.Net;
using System.Text;
using IqWorkflows.Server.Tests.Hosting;

namespace IqWorkflows.Server.Tests.Api;

public sealed class DefinitionTests : IAsyncLifetime
{
    private RunningServer _server = null!; // started before each test

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_definition_goes_from_draft_to_published_and_back()
    {
        var draft = await _server.PostAsync("/api/definitions", new Drawing("line").Line("a", "x").ToString());
        var early = await _server.PostAsync("/api/instances", """{"definitionId":"line"}""");
        var published = await _server.PostAsync("/api/definitions/line/publish");
        await _server.StartInstanceAsync("line");
        var retracted = await _server.PostAsync("/api/definitions/line/retract");
        var late = await _server.PostAsync("/api/instances", """{"definitionId":"line"}""");

        Assert.False(draft.Body.GetProperty("isPublished").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, early.Status);
        Assert.True(published.Body.GetProperty("isPublished").GetBoolean());
        Assert.False(retracted.Body.GetProperty("isPublished").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, late.Status);
    }

    [Fact]
    public async Task Older_versions_are_listed_and_can_be_gone_back_to()
    {
        await _server.PublishAsync(new Drawing("line").Line("a", "first"));
        await _server.PublishAsync(new Drawing("line").Line("a", "second"));

        var reverted = await _server.PostAsync("/api/definitions/line/revert", """{"version":1}""");

        var (_, versions) = await _server.GetAsync("/api/definitions/line/versions");
        Assert.Equal([3, 2, 1], versions.EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(3, reverted.Body.GetProperty("version").GetInt32());
        var (_, document) = await _server.GetAsync("/api/definitions/line?version=3");
        Assert.Contains("first", document.ToString(), StringComparison.Ordinal);
        var (_, list) = await _server.GetAsync("/api/definitions");
        Assert.Equal(2, list.GetProperty("items")[0].GetProperty("publishedVersion").GetInt32());
    }

    [Fact]
    public async Task What_nobody_here_knows_of_a_document_comes_back()
    {
        await _server.PostAsync("/api/definitions", """{"definitionId":"odd","someday":{"x":1},"root":{"id":"s","type":"Elsa.Sequence","activities":[],"colour":"red"}}""");

        var (_, document) = await _server.GetAsync("/api/definitions/odd");

        Assert.Equal(1, document.GetProperty("someday").GetProperty("x").GetInt32());
        Assert.Equal("red", document.GetProperty("root").GetProperty("colour").GetString());
    }

    [Fact]
    public async Task A_faulty_definition_is_refused_with_every_problem_and_leaves_nothing()
    {
        var refused = await _server.PostAsync("/api/definitions?publish=true", new Drawing("odd").Box("x", "Acme.Rocket").ToString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var problem = refused.Body.GetProperty("problems")[0];
        Assert.Contains("Acme.Rocket", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("place").GetString()!); // compared just here
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("/api/definitions/odd")).Status);
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("[]", "wrong-type")]
    [InlineData("", "malformed-json")]
    public async Task A_body_that_is_no_definition_is_refused(string body, string code)
    {
        var refused = await _server.PostAsync("/api/definitions", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(code, refused.Body.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_draft_is_saved_only_under_its_own_address()
    {
        using var content = new StringContent(new Drawing("line").Line("a", "x").ToString(), Encoding.UTF8, "application/json");
        using var same = new StringContent(new Drawing("line").Line("a", "x").ToString(), Encoding.UTF8, "application/json");

        var wrong = await RunningServer.ReadAsync(await _server.Client.PutAsync("/api/definitions/other/draft", content));
        var right = await RunningServer.ReadAsync(await _server.Client.PutAsync("/api/definitions/line/draft", same));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(HttpStatusCode.OK, right.Status);
    }

    [Fact]
    public async Task A_version_that_was_run_stays()
    {
        await _server.PublishAsync(new Drawing("line").Line("a", "x"));
        await _server.StartInstanceAsync("line");

        var refused = await RunningServer.ReadAsync(await _server.Client.DeleteAsync("/api/definitions/line/versions/1"));

        Assert.Equal((HttpStatusCode.Conflict, "version-in-use"), (refused.Status, refused.Body.GetProperty("code").GetString()));
    }
}

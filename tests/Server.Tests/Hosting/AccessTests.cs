using System.Net;
using System.Net.Http.Headers;

namespace IqWorkflows.Server.Tests.Hosting;

public sealed class AccessTests : IAsyncLifetime
{
    private RunningServer _server = null!; // started before each test

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/api/instances")]
    [InlineData("/API/instances")]
    [InlineData("/api/nothing")]
    [InlineData("/%61pi/instances")]
    public async Task Nothing_below_api_is_answered_without_the_key(string path)
    {
        using var stranger = _server.Stranger();

        var refused = await RunningServer.ReadAsync(await stranger.GetAsync(path));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Contains("key", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_taken_in_either_header_and_no_other_is()
    {
        using var stranger = _server.Stranger();
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", _server.Key);
        var accepted = await stranger.GetAsync("/api/instances");
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", _server.Key + "x");
        var refused = await stranger.GetAsync("/api/instances");

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.Client.GetAsync("/api/instances")).StatusCode);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Health_and_description_are_open(string path)
    {
        using var stranger = _server.Stranger();

        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_key_outlives_a_restart_and_stands_nowhere_in_the_folder()
    {
        await _server.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, (await _server.Client.GetAsync("/api/instances")).StatusCode);
        Assert.All(Directory.GetFiles(_server.DataFolder, "*.sha256"), file => Assert.DoesNotContain(_server.Key, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(_server.DataFolder, "*.sha256"));
    }
}

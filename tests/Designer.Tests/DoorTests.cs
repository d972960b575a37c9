using System.Net;

namespace IqWorkflows.Designer.Tests;

public sealed class DoorTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/workflow-definitions")]
    [InlineData("/descriptors/activities")]
    [InlineData("/package/version")]
    [InlineData("/workflow-instances/none")]
    public async Task Nobody_gets_anything_without_having_signed_in(string path)
    {
        using var nobody = new ElsaClient(server.Address, null, null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_account_without_the_role_of_designers_is_refused()
    {
        using var otto = await server.AsAsync("otto");

        Assert.Equal(HttpStatusCode.Forbidden, (await otto.GetAsync("/workflow-definitions")).Status);
        Assert.Equal("/", (await otto.Client.GetAsync("/designer")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_the_right_one_opens_by_either_scheme()
    {
        using var wrong = new ElsaClient(server.Address, null, "iqw_wrong");
        using var bearer = new HttpClient { BaseAddress = server.Address };
        bearer.DefaultRequestHeaders.Add("Authorization", $"Bearer {server.Key}");
        using var machine = server.Machine();

        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/package/version")).Status);
        Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync("/elsa/api/package/version")).StatusCode);
        Assert.Equal("3.8.2", (await machine.GetAsync("/package/version")).Json["packageVersion"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData(null)]
    public async Task A_page_of_another_server_cannot_use_the_cookie(string? origin)
    {
        using var dana = await server.AsAsync("dana");
        dana.Client.DefaultRequestHeaders.Remove("Origin");
        if (origin is not null)
            dana.Client.DefaultRequestHeaders.Add("Origin", origin);

        Assert.Equal(HttpStatusCode.Forbidden, (await dana.PostAsync("/workflow-definitions", new System.Text.Json.Nodes.JsonObject())).Status);
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_is_led_to_do_so_and_back()
    {
        using var nobody = new ElsaClient(server.Address, null, null);

        using var answer = await nobody.Client.GetAsync("/designer/workflows/foerderung");

        Assert.Equal("/anmelden?back=%2Fdesigner%2Fworkflows%2Ffoerderung", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Pages_allow_WebAssembly_and_nothing_of_other_hosts()
    {
        using var dana = await server.AsAsync("dana");

        using var answer = await dana.Client.GetAsync("/designer");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("googleapis", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_is_closed_to_those_who_may_not_come_in()
    {
        using var nobody = new ElsaClient(server.Address, null, null);
        using var dana = await server.AsAsync("dana");

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dana.Client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
    }
}

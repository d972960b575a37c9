using System.Net;
using IqWorkflows.Server.Tests.Hosting;

namespace IqWorkflows.Server.Tests.Api;

public sealed class InstanceTests : IAsyncLifetime
{
    private RunningServer _server = null!; // started before each test

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_instance_waits_for_its_event_and_then_for_its_timer_also_across_a_restart()
    {
        await _server.PublishAsync(new Drawing("letter").Event("await", "papers").Delay("pause", TimeSpan.FromDays(14)).Line("again", "any news?"));
        var id = await _server.StartInstanceAsync("letter", "case-1");

        var (_, published) = await _server.PostAsync("/api/events", """{"name":"papers","correlationId":"case-1"}""");
        await _server.RestartAsync();
        await _server.AdvanceAsync(TimeSpan.FromDays(14));

        Assert.Equal(id, published.GetProperty("resumed")[0].GetString());
        var (_, shown) = await _server.GetAsync($"/api/instances/{id}");
        Assert.Equal("Finished", shown.GetProperty("instance").GetProperty("subStatus").GetString());
        Assert.Contains(shown.GetProperty("journal").EnumerateArray(), entry => entry.GetProperty("activityId").GetString() == "again" && entry.GetProperty("event").GetString() == "Completed");
    }

    [Fact]
    public async Task An_input_that_is_no_utf_8_is_refused_in_a_sentence()
    {
        await _server.PublishAsync(new Drawing("wait").Event("await", "papers"));
        using var body = new ByteArrayContent([.. "{\"definitionId\":\"wait\",\"input\":{\"a\":\""u8, 0xF1, .. "M\"}}"u8]);
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        using var answer = await _server.Client.PostAsync("/api/instances", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UTF-8", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_sent_again_with_the_same_key_starts_nothing()
    {
        await _server.PublishAsync(new Drawing("wait").Event("await", "papers"));
        const string Start = """{"definitionId":"wait"}""";

        var first = await _server.PostAsync("/api/instances", Start, ("Idempotency-Key", "k-1"));
        var again = await _server.PostAsync("/api/instances", Start, ("Idempotency-Key", "k-1"));
        var other = await _server.PostAsync("/api/instances", Start, ("Idempotency-Key", "k-2"));

        Assert.Equal(first.Body.GetProperty("instanceId").GetString(), again.Body.GetProperty("instanceId").GetString());
        Assert.NotEqual(first.Body.GetProperty("instanceId").GetString(), other.Body.GetProperty("instanceId").GetString());
        var (_, list) = await _server.GetAsync("/api/instances");
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_list_comes_in_parts_newest_first_and_filtered()
    {
        await _server.PublishAsync(new Drawing("wait").Event("await", "papers"));
        await _server.PublishAsync(new Drawing("line").Line("a", "x"));
        for (var number = 1; number <= 5; number++)
        {
            await _server.StartInstanceAsync("wait", $"case-{number}");
            _server.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await _server.StartInstanceAsync("line");

        var seen = new List<string?>();
        string? next = "";
        while (next is not null)
        {
            var (_, part) = await _server.GetAsync($"/api/instances?definitionId=wait&status=Running&limit=2{(next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : "")}");
            seen.AddRange(part.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("correlationId").GetString()));
            next = part.GetProperty("next").GetString();
        }

        Assert.Equal(["case-5", "case-4", "case-3", "case-2", "case-1"], seen);
        var (_, one) = await _server.GetAsync("/api/instances?correlationId=case-3");
        Assert.Equal(1, one.GetProperty("items").GetArrayLength());
        var (_, finished) = await _server.GetAsync("/api/instances?status=Finished");
        Assert.Equal("line", finished.GetProperty("items")[0].GetProperty("definitionId").GetString());
    }

    [Fact]
    public async Task A_cancelled_instance_is_cancelled_once()
    {
        await _server.PublishAsync(new Drawing("wait").Event("await", "papers"));
        var id = await _server.StartInstanceAsync("wait");

        var first = await _server.PostAsync($"/api/instances/{id}/cancel");
        var again = await _server.PostAsync($"/api/instances/{id}/cancel");

        Assert.Equal(HttpStatusCode.NoContent, first.Status);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("instance-ended", again.Body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_incident_is_shown_and_can_be_skipped()
    {
        await _server.PublishAsync(new Drawing("broken").Fault("f", "no stamp").Line("z", "gone on"));
        var id = await _server.StartInstanceAsync("broken");
        var (_, shown) = await _server.GetAsync($"/api/instances/{id}");
        var number = shown.GetProperty("incidents")[0].GetProperty("number").GetInt32();

        var skipped = await _server.PostAsync($"/api/instances/{id}/incidents/{number}/skip", "{}");
        var again = await _server.PostAsync($"/api/instances/{id}/incidents/{number}/retry");

        Assert.Equal("no stamp", shown.GetProperty("incidents")[0].GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.NoContent, skipped.Status);
        Assert.Equal("incident-resolved", again.Body.GetProperty("code").GetString());
        Assert.Equal("Finished", (await _server.GetAsync($"/api/instances/{id}")).Body.GetProperty("instance").GetProperty("subStatus").GetString());
    }

    [Fact]
    public async Task A_task_is_listed_and_done_once()
    {
        await _server.PublishAsync(new Drawing("task").Task("check", "check papers").Line("z", "done"));
        var id = await _server.StartInstanceAsync("task");
        var (_, tasks) = await _server.GetAsync($"/api/tasks?instanceId={id}");
        var taskId = tasks.GetProperty("items")[0].GetProperty("id").GetString();

        var done = await _server.PostAsync($"/api/tasks/{taskId}/complete", """{"result":{"ok":true}}""");
        var again = await _server.PostAsync($"/api/tasks/{taskId}/complete");

        Assert.Equal("check papers", tasks.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, done.Status);
        Assert.Equal((HttpStatusCode.Conflict, "task-not-open"), (again.Status, again.Body.GetProperty("code").GetString()));
        Assert.Equal("Finished", (await _server.GetAsync($"/api/instances/{id}")).Body.GetProperty("instance").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Work_that_a_step_asks_for_is_done_without_a_knock()
    {
        await _server.PublishAsync(new Drawing("child").Line("c", "x"));
        await _server.PublishAsync(new Drawing("parent").Dispatch("d", "child", waits: true).Event("e", "after"));
        var id = await _server.StartInstanceAsync("parent");

        // The child runs in the background; the event is kept until its parent comes to await it, and both end.
        await _server.PostAsync("/api/events", """{"name":"after"}""");

        Assert.Equal("Finished", await _server.EndOfAsync(id));
    }

    [Theory]
    [InlineData("""{"definitionId":"none"}""", HttpStatusCode.NotFound, "not-published")]
    [InlineData("""{"definitionId":null}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"definitionId":"line","input":[1]}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"definitionId":"line","nme":1}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"definitionId":""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("", HttpStatusCode.BadRequest, "bad-request")]
    public async Task A_start_that_cannot_be_is_refused_with_a_reason_and_a_remedy(string json, HttpStatusCode status, string code)
    {
        await _server.PublishAsync(new Drawing("line").Line("a", "x"));

        var refused = await _server.PostAsync("/api/instances", json);

        Assert.Equal(status, refused.Status);
        Assert.Equal(code, refused.Body.GetProperty("code").GetString());
        Assert.NotEmpty(refused.Body.GetProperty("detail").GetString()!); // compared just here
        Assert.DoesNotContain("IqWorkflows.", refused.Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("parameter", refused.Body.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/instances/none", HttpStatusCode.NotFound)]
    [InlineData("/api/instances?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/instances?status=Walking", HttpStatusCode.BadRequest)]
    [InlineData("/api/instances?after=somewhere", HttpStatusCode.BadRequest)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    public async Task A_question_that_has_no_answer_gets_problem_details(string path, HttpStatusCode status)
    {
        var answer = await _server.GetAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.Equal((int)status, answer.Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Body.GetProperty("detail").GetString()!); // compared just here
    }
}

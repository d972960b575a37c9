using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Server.Tests.Hosting;

namespace IqWorkflows.Server.Tests.WorkflowHttp;

public sealed class WorkflowRequestTests : IAsyncLifetime
{
    private RunningServer _server = null!; // started before each test
    private HttpClient _stranger = null!; // likewise

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(options => options with { RequestPatience = TimeSpan.FromMilliseconds(200) });
        _stranger = _server.Stranger();
    }

    public async Task DisposeAsync()
    {
        _stranger.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_request_starts_a_workflow_and_gets_its_answer()
    {
        await PublishAsync(Endpoint("orders/{orderId}", "POST"), Answer("`${getOutputFrom('in', 'RouteData').orderId}: ${getOutputFrom('in', 'ParsedContent').wanted} ${getOutputFrom('in', 'QueryStringData').lang}`", 201));

        using var response = await _stranger.PostAsJsonAsync("/workflows/Orders/A-7?lang=de", new { wanted = "stamp" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("A-7: stamp de", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_waiting_instance_takes_the_request_and_goes_on()
    {
        await PublishAsync(Event("first"), Endpoint("confirm", "GET", starts: false), Answer("'confirmed'"));
        var id = await _server.StartInstanceAsync("http");
        await _server.PostAsync("/api/events", """{"name":"first"}""");

        var answer = await _stranger.GetStringAsync("/workflows/confirm");

        Assert.Equal("confirmed", answer);
        Assert.Equal("Finished", (await _server.GetAsync($"/api/instances/{id}")).Body.GetProperty("instance").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _stranger.GetAsync("/workflows/confirm")).StatusCode);
    }

    [Fact]
    public async Task The_answer_may_come_from_a_later_step()
    {
        await using var patient = await RunningServer.StartAsync();
        using var stranger = patient.Stranger();
        await patient.PostAsync("/api/definitions?publish=true", Definition(Endpoint("slow", "GET"), Event("decided"), Answer("'decided'")));

        var asked = stranger.GetStringAsync("/workflows/slow");
        while (!asked.IsCompleted)
        {
            // The request may still be on its way: then the event is kept, and the instance takes it as soon as it waits.
            await patient.PostAsync("/api/events", """{"name":"decided"}""");
        }

        Assert.Equal("decided", await asked);
    }

    [Fact]
    public async Task Without_an_answer_in_time_the_step_stands_and_the_caller_is_told_so()
    {
        await PublishAsync(Endpoint("mute", "GET"), Event("never"));

        var response = await _stranger.GetAsync("/workflows/mute");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(1, (await _server.GetAsync("/api/instances?status=Running")).Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_workflow_that_ends_or_fails_without_an_answer_does_not_keep_the_caller_waiting()
    {
        await _server.PostAsync("/api/definitions?publish=true", Definition(Endpoint("ends", "GET")));
        var ended = await _stranger.GetAsync("/workflows/ends");
        await _server.PostAsync("/api/definitions?publish=true", Definition(Endpoint("fails", "GET"), Box("f", "Elsa.Fault", ("message", Text("secret detail")))));
        var failed = await RunningServer.ReadAsync(await _stranger.GetAsync("/workflows/fails"));

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.DoesNotContain("secret", failed.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_no_workflow_has_is_not_found_and_a_wrong_method_is_told()
    {
        await PublishAsync(Endpoint("orders/{id:int}", "POST"), Answer("'x'"));

        var elsewhere = await RunningServer.ReadAsync(await _stranger.GetAsync("/workflows/none"));
        var notNumber = await _stranger.PostAsync("/workflows/orders/seven", null);
        var wrongMethod = await _stranger.GetAsync("/workflows/orders/7");

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
        Assert.Equal(HttpStatusCode.NotFound, notNumber.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        Assert.Equal(["POST"], wrongMethod.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("x", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("x", "text/plain; charset=klingon", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("x", "multipart/mixed; boundary=b", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("0123456789012345678901234567890", "text/plain", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("0123456789", "text/plain", HttpStatusCode.OK)]
    [InlineData("a=1&b=2", "application/x-www-form-urlencoded", HttpStatusCode.OK)]
    public async Task A_body_is_judged_before_any_workflow_sees_it(string body, string? type, HttpStatusCode expected)
    {
        await PublishAsync(Endpoint("in", "POST", more: ("requestSizeLimit", Input("Int64", "Literal", 20))), Answer("'taken'"));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await _stranger.PostAsync("/workflows/in", content);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, (await _server.GetAsync("/api/instances")).Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_file_comes_in_with_its_name_and_one_of_a_blocked_kind_does_not()
    {
        await PublishAsync(Endpoint("upload", "POST", more: ("blockedFileExtensions", Input("String[]", "Object", "[\".exe\"]"))), Answer("`${getOutputFrom('in', 'File').fileName} ${getOutputFrom('in', 'ParsedContent').note}`"));

        using var allowed = new MultipartFormDataContent { { new StringContent("urgent"), "note" }, { new ByteArrayContent([1, 2, 3]), "file", "diploma.pdf" } };
        using var blocked = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "diploma.EXE" } };
        var taken = await _stranger.PostAsync("/workflows/upload", allowed);
        var refused = await _stranger.PostAsync("/workflows/upload", blocked);

        Assert.Equal("diploma.pdf urgent", await taken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_asks_for_it_needs_the_key()
    {
        await PublishAsync(Endpoint("inner", "GET", more: ("authorize", Input("Boolean", "Literal", true))), Answer("'inside'"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _stranger.GetAsync("/workflows/inner")).StatusCode);
        Assert.Equal("inside", await _server.Client.GetStringAsync("/workflows/inner"));
    }

    private async Task PublishAsync(params JsonNode[] boxes)
    {
        var (status, body) = await _server.PostAsync("/api/definitions?publish=true", Definition(boxes));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }

    private static string Definition(params JsonNode[] boxes) => new JsonObject
    {
        ["definitionId"] = "http",
        ["name"] = "http",
        ["root"] = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(boxes) },
    }.ToJsonString();

    private static JsonObject Endpoint(string path, string method, bool starts = true, params (string Name, JsonNode Value)[] more)
    {
        var box = Box("in", "Elsa.HttpEndpoint", [("path", Text(path)), ("supportedMethods", Input("String[]", "Object", $"[\"{method}\"]")), .. more]);
        box["name"] = "in";
        box["customProperties"] = new JsonObject { ["canStartWorkflow"] = starts };
        return box;
    }

    private static JsonObject Answer(string script, int status = 200) =>
        Box("out", "Elsa.WriteHttpResponse", ("content", Input("Object", "JavaScript", script)), ("statusCode", Input("Int32", "Literal", status)));

    private static JsonObject Event(string name) => Box("e-" + name, "Elsa.Event", ("eventName", Text(name)));

    private static JsonObject Text(string text) => Input("String", "Literal", text);

    private static JsonObject Input(string type, string language, JsonNode value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };

    private static JsonObject Box(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var box = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs)
            box[name] = value;
        return box;
    }
}

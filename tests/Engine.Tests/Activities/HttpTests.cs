using System.Text.Json.Nodes;
using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Tests.Running;
using IqWorkflows.Engine.Values;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Engine.Tests.Activities;

public sealed class HttpTests
{
    [Fact]
    public void A_request_that_starts_a_workflow_can_be_answered()
    {
        var door = Door(starts: true);
        door["queryStringData"] = Target("query");
        var instance = new TestInstance(Program(
            Flowchart("flow", "door>answer", door, Box("answer", "WriteHttpResponse", ("content", Script("({hello: variables.query.name})")), ("statusCode", Literal("Created")), ("responseHeaders", Script("({'X-Case': '17', 'X-List': ['a', 'b']})")))),
            variables: Variable("query", "Object", null)));
        var trigger = Assert.Single(instance.Program.Triggers);
        Assert.Equal(HttpEndpoint.Key("POST", "/Cases/New/"), trigger.Key);

        instance.Give(new Stimulus.Start([], TriggerActivityId: "door", Payload: Request("h-1", ("query", new ObjectValue { ["name"] = "Ada" }))));

        var answer = Assert.IsType<Effect.AnswerHttp>(Assert.Single(instance.Runs[0].Effects));
        Assert.Equal(("h-1", 201, "application/json", """{"hello":"Ada"}"""), (answer.Handle, answer.StatusCode, answer.ContentType, answer.Content));
        Assert.Equal([("X-Case", "17"), ("X-List", "a"), ("X-List", "b")], answer.Headers.Select(header => (header.Key, header.Value)));
        Assert.Equal("Finished", instance.Status);
    }

    [Fact]
    public void The_handle_of_a_request_survives_a_wait_and_the_next_request_replaces_it()
    {
        var instance = new TestInstance(Program(Flowchart("flow", "door>first first>wait wait>second", Door(starts: true), Answer("first"), Door(starts: false, "wait"), Answer("second"))));
        instance.Give(new Stimulus.Start([], TriggerActivityId: "door", Payload: Request("h-1")));
        Assert.Equal("wait", instance.Waiting);

        instance.Give(new Stimulus.Deliver(HttpEndpoint.Key("post", "cases/new"), Request("h-2")));

        Assert.Equal(["h-1", "h-2"], instance.Runs.SelectMany(run => run.Effects).Cast<Effect.AnswerHttp>().Select(answer => answer.Handle));
    }

    [Fact]
    public void A_refused_upload_goes_on_by_an_outcome_of_its_own()
    {
        var instance = new TestInstance(Program(Flowchart("flow", "door>fine door.File_too_large>large", Door(starts: true), Line("fine"), Line("large"))));

        instance.Give(new Stimulus.Start([], TriggerActivityId: "door", Payload: Request("h-1", ("refusal", "File too large"))));

        Assert.Equal("large", instance.Lines);
    }

    [Theory]
    [InlineData("'plain'", null, "text/plain", "plain")]
    [InlineData("'<p>'", "text/html", "text/html", "<p>")]
    [InlineData("[1, 2]", null, "application/json", "[1,2]")]
    [InlineData("null", null, null, null)]
    public void The_content_says_its_type(string script, string? given, string? type, string? content)
    {
        var answer = Box("answer", "WriteHttpResponse", ("content", Script(script)));
        if (given is not null)
            answer["contentType"] = Literal(given);
        var instance = new TestInstance(Program(Flowchart("flow", "door>answer", Door(starts: true), answer)));

        instance.Give(new Stimulus.Start([], TriggerActivityId: "door", Payload: Request("h-1")));

        var effect = Assert.IsType<Effect.AnswerHttp>(Assert.Single(instance.Runs[0].Effects));
        Assert.Equal((200, type, content), (effect.StatusCode, effect.ContentType, effect.Content));
    }

    [Fact]
    public void An_answer_without_a_request_is_an_incident_that_says_so()
    {
        var instance = new TestInstance(Program(Answer("answer")));

        instance.Start();

        Assert.StartsWith("There is no HTTP context", Assert.Single(instance.View.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(instance.Runs[0].Effects);
    }

    [Fact]
    public void A_call_is_an_effect_and_its_answer_a_stimulus()
    {
        var call = Call("SendHttpRequest", ("method", Literal("post")), ("content", Script("({a: 1})")), ("authorization", Literal("Bearer t")), ("requestHeaders", Script("({'X-A': 'b'})")));
        call["parsedContent"] = Target("body");
        var instance = new TestInstance(Program(Sequence("seq", call, Say("tell", "variables.body.id")), variables: Variable("body", "Object", null)));
        instance.Start();

        var effect = Assert.IsType<Effect.CallHttp>(Assert.Single(instance.Runs[0].Effects));
        Assert.Equal(("POST", "https://register.example/api", "application/json", """{"a":1}"""), (effect.Method, effect.Url, effect.ContentType, effect.Content));
        Assert.Equal([("X-A", "b"), ("Authorization", "Bearer t")], effect.Headers.Select(header => (header.Key, header.Value)));
        Assert.Equal(instance.Open.Values.Single().Number, effect.Bookmark);
        Assert.StartsWith(TestInstance.Id, effect.RequestId, StringComparison.Ordinal);
        instance.Wake("call", Answered(200, new ObjectValue { ["id"] = "r-5" }));

        Assert.Equal(("Finished", "r-5"), (instance.Status, instance.Lines));
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("ftp://register.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void Only_absolute_web_addresses_are_called(string url)
    {
        var instance = new TestInstance(Program(Box("call", "SendHttpRequest", ("url", Literal(url)))));

        instance.Start();

        Assert.Equal("Faulted", instance.Status);
        Assert.Empty(instance.Runs[0].Effects);
    }

    [Theory]
    [InlineData(200, "ok close")]
    [InlineData(404, "missing close")]
    [InlineData(500, "other close")]
    public void The_status_chooses_the_embedded_activity(int status, string lines)
    {
        var call = Call("SendHttpRequest", ("unmatchedStatusCode", Line("other")), ("expectedStatusCodes", new JsonArray(Case(200, "ok"), Case(404, "missing"))));
        var instance = new TestInstance(Program(Sequence("seq", call, Line("close"))));
        instance.Start();

        instance.Wake("call", Answered(status, null));

        Assert.Equal(("Finished", lines), (instance.Status, instance.Lines));
    }

    [Theory]
    [InlineData("connect", "unreachable close")]
    [InlineData("timeout", "late close")]
    public void A_failed_call_runs_the_embedded_activity(string error, string lines)
    {
        var call = Call("SendHttpRequest", ("failedToConnect", Line("unreachable")), ("timeout", Line("late")));
        var instance = new TestInstance(Program(Sequence("seq", call, Line("close"))));
        instance.Start();

        instance.Wake("call", new ObjectValue { ["error"] = error, ["message"] = "so it is" });

        Assert.Equal(("Finished", lines), (instance.Status, instance.Lines));
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("timeout")]
    [InlineData("refused")]
    public void A_failed_call_that_nobody_cares_for_is_an_incident(string error)
    {
        var instance = new TestInstance(Program(Call("SendHttpRequest")));
        instance.Start();

        instance.Wake("call", new ObjectValue { ["error"] = error, ["message"] = "so it is" });

        Assert.Equal("so it is", Assert.Single(instance.View.Incidents).Message);
    }

    [Theory]
    [InlineData("""{"statusCode":200}""", "ok done")]
    [InlineData("""{"statusCode":418}""", "odd done")]
    [InlineData("""{"error":"connect"}""", "down")]
    [InlineData("""{"error":"timeout"}""", "late")]
    public void In_a_flowchart_the_status_is_the_outcome(string answer, string lines)
    {
        Assert.True(ValueJson.TryParse(answer, ObjectOrigin.Given, out var payload));
        var instance = new TestInstance(Program(Flowchart("flow", "call.200>ok call.Unmatched_status_code>odd call.Failed_to_connect>down call.Timeout>late call.Done>done",
            Call("FlowSendHttpRequest"), Line("ok"), Line("odd"), Line("down"), Line("late"), Line("done"))));
        instance.Start();

        instance.Wake("call", payload);

        Assert.Equal(("Finished", lines), (instance.Status, instance.Lines));
    }

    [Fact]
    public void A_secret_header_stays_out_of_the_journal()
    {
        var instance = new TestInstance(Program(Call("SendHttpRequest", ("authorization", Script("'Bearer ' + 'secret-token'")))));

        instance.Start();

        Assert.DoesNotContain("secret-token", System.Text.Encoding.UTF8.GetString(instance.Runs[0].Journal), StringComparison.Ordinal);
    }

    private static JsonObject Door(bool starts, string id = "door")
    {
        var door = Box(id, "HttpEndpoint", ("path", Literal("/Cases/New")), ("supportedMethods", Object("POST")));
        if (starts)
            door["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return door;
    }

    private static JsonObject Answer(string id) => Box(id, "WriteHttpResponse", ("content", Literal(id)));

    private static JsonObject Call(string type, params (string, JsonNode?)[] members) => Box("call", type, [("url", Literal("https://register.example/api")), .. members]);

    private static JsonObject Case(int status, string line) => new() { ["statusCode"] = status, ["activity"] = Line(line) };

    private static JsonObject Target(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    private static ObjectValue Answered(int status, object? content) => new() { ["statusCode"] = status, ["headers"] = new ObjectValue(), ["content"] = content };

    private static ObjectValue Request(string handle, params (string Name, object? Value)[] members)
    {
        var request = new ObjectValue { ["handle"] = handle };
        foreach (var (name, value) in members)
            request[name] = value;
        return request;
    }
}

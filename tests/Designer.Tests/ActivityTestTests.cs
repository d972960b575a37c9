using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Designer.Tests;

/// <summary>A single activity is tested, instances go as files from server to server, and consumers follow a definition they use.</summary>
public sealed class ActivityTestTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_single_activity_is_run_alone_and_nothing_of_it_is_kept()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird einzeln geprüft", "eins", "zwei");
        drawn["root"]!["activities"]![1]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'zw' + 'ei'" };
        drawn = (await dana.SaveAsync(drawn)).Json["workflowDefinition"]!.AsObject();

        var answer = (await dana.PostAsync("/tests/activities", Handle(drawn["id"]!.GetValue<string>(), "Workflow1:seq:line1"))).Json;

        Assert.Equal("Completed", answer["status"]!.GetValue<string>());
        Assert.Equal("zwei", answer["activityState"]!["Text"]!.GetValue<string>());
        Assert.Null(answer["exception"]);
        Assert.Equal(0, (await dana.PostAsync("/workflow-instances", new JsonObject { ["definitionIds"] = new JsonArray(drawn["definitionId"]!.GetValue<string>()) })).Json["totalCount"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await dana.PostAsync("/tests/activities", Handle(drawn["id"]!.GetValue<string>(), "Workflow1:seq:nirgends"))).Status);
    }

    [Fact]
    public async Task What_fails_in_a_test_is_told()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Scheitert einzeln", "eins");
        drawn["root"]!["activities"]![0]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "nirgends.da" };
        var saved = (await dana.SaveAsync(drawn)).Json["workflowDefinition"]!;

        var answer = (await dana.PostAsync("/tests/activities", Handle(saved["id"]!.GetValue<string>(), "Workflow1:seq:line0"))).Json;

        Assert.Equal("Faulted", answer["status"]!.GetValue<string>());
        Assert.Contains("nirgends", answer["exception"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_goes_out_as_a_file_and_comes_back_waiting_for_the_same()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Reist", "eins");
        drawn["root"]!["activities"]!.AsArray().Insert(0, VersionPageTests.Event("wait", "weiter"));
        await dana.SaveAsync(drawn);
        var run = await dana.PostAsync($"/workflow-definitions/{drawn["definitionId"]}/execute", new JsonObject { ["versionOptions"] = "Latest" });
        var id = run.Message.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var file = (await dana.GetAsync($"/workflow-instances/{id}/export")).Json;

        var again = await ImportAsync(dana, file);
        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-instances/{id}")).Status);
        var imported = await ImportAsync(dana, file);
        var elsas = await ImportAsync(dana, new JsonObject { ["id"] = "fremd", ["workflowState"] = new JsonObject() });

        Assert.Contains("there is an instance", again.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, imported.Json["count"]!.GetValue<int>());
        Assert.Contains("no instance that was exported", elsas.Sentence, StringComparison.Ordinal);
        var back = (await dana.GetAsync($"/workflow-instances/{id}")).Json;
        Assert.Equal("wait", back["workflowState"]!["bookmarks"]![0]!["activityId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_is_taken_in_only_if_its_state_is_one_of_that_version_and_of_no_case()
    {
        using var dana = await server.AsAsync("dana");
        var facts = new Submission(new Dictionary<string, string> { ["person.name"] = "Import", ["case.wish"] = "x" });
        var opened = Assert.IsType<CaseAnswer.Done>(await new OpenCase(server.Runtime).RunAsync(new NewCase("koeln", facts) { CounsellorId = "anna", EvenIfKnown = true }, "anna", null, CancellationToken.None));
        var drawn = await dana.DrawAsync("Reist verdorben", "eins");
        drawn["root"]!["activities"]!.AsArray().Insert(0, VersionPageTests.Event("wait", "weiter"));
        await dana.SaveAsync(drawn);
        var run = await dana.PostAsync($"/workflow-definitions/{drawn["definitionId"]}/execute", new JsonObject { ["versionOptions"] = "Latest", ["correlationId"] = "frei" });
        var id = run.Message.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var file = (await dana.GetAsync($"/workflow-instances/{id}/export")).Json;
        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-instances/{id}")).Status);
        var state = Encoding.UTF8.GetString(Convert.FromBase64String(file["iq:state"]!.GetValue<string>()));
        Assert.Contains("\"frei\"", state, StringComparison.Ordinal);

        var cut = await ImportAsync(dana, With(file, "iq:state", Base64(state[..^9])));
        var ofCase = await ImportAsync(dana, With(file, "iq:state", Base64(state.Replace("\"frei\"", $"\"{opened.CaseId}\"", StringComparison.Ordinal))));
        var noId = await ImportAsync(dana, With(file, "id", "../<script>"));
        var unknown = await ImportAsync(dana, With(file, "definitionVersionId", "gibt-es-nicht"));
        var whole = await ImportAsync(dana, file);

        Assert.Contains("its state is not one of that version", cut.Sentence, StringComparison.Ordinal);
        Assert.Contains("belongs to a case", ofCase.Sentence, StringComparison.Ordinal);
        Assert.Contains("no instance that was exported", noId.Sentence, StringComparison.Ordinal);
        Assert.Contains("import the definition first", unknown.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, whole.Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Those_who_use_a_definition_as_an_activity_follow_it_when_told_to()
    {
        using var dana = await server.AsAsync("dana");
        var part = await dana.DrawAsync("Baustein", "eins");
        part["options"] = new JsonObject { ["usableAsActivity"] = true };
        var first = (await dana.SaveAsync(part, publish: true)).Json["workflowDefinition"]!.AsObject();
        var user = await dana.DrawAsync("Benutzt den Baustein", "davor");
        user["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "part", ["type"] = "Baustein", ["version"] = 1, ["workflowDefinitionId"] = first["definitionId"]!.GetValue<string>(), ["workflowDefinitionVersionId"] = first["id"]!.GetValue<string>() });
        Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(user, publish: true)).Status);
        first["description"] = "neu";
        var second = (await dana.SaveAsync(first, publish: true)).Json["workflowDefinition"]!;

        var answer = (await dana.PostAsync($"/workflow-definitions/{first["definitionId"]}/update-references", new JsonObject())).Json;

        Assert.Equal("Benutzt den Baustein", Assert.Single(answer["affectedWorkflows"]!.AsArray())!.GetValue<string>());
        var now = await dana.OpenAsync(user["definitionId"]!.GetValue<string>());
        Assert.Equal(second["id"]!.GetValue<string>(), now["root"]!["activities"]![1]!["workflowDefinitionVersionId"]!.GetValue<string>());
        Assert.True(now["isPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var dana = await server.AsAsync("dana");
        dana.Client.DefaultRequestHeaders.ExpectContinue = true; // so that nothing is sent before the server has looked at its size
        using var large = new StringContent("{\"model\":\"" + new string('x', 41 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");

        using var answer = await dana.Client.PostAsync("/elsa/api/workflow-definitions", large);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode); // the only answer that Studio shows
        Assert.Contains("40 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static JsonObject Handle(string versionId, string nodeId) => new()
    {
        ["workflowDefinitionHandle"] = new JsonObject { ["definitionId"] = null, ["versionOptions"] = null, ["definitionVersionId"] = versionId },
        ["activityHandle"] = new JsonObject { ["activityId"] = null, ["activityNodeId"] = nodeId, ["activityInstanceId"] = null, ["activityHash"] = null },
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject With(JsonObject file, string name, string value)
    {
        var other = file.DeepClone().AsObject();
        other[name] = value;
        return other;
    }

    private static async Task<ElsaAnswer> ImportAsync(ElsaClient client, JsonObject file)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var form = new MultipartFormDataContent { { content, "files", "instance.json" } };
        var answer = await client.Client.PostAsync("/elsa/api/bulk-actions/import/workflow-instances", form);
        return new ElsaAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }
}

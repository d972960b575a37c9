using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Designer.Tests;

public sealed class InstanceApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_draft_is_run_and_its_journal_executions_and_variables_are_shown()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Probelauf", "eins", "zwei");
        drawn["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Zahl", ["typeName"] = "Int32", ["isArray"] = false, ["value"] = "5", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" });
        await dana.SaveAsync(drawn);

        var id = await RunAsync(dana, drawn["definitionId"]!.GetValue<string>());

        var instance = (await dana.GetAsync($"/workflow-instances/{id}")).Json;
        Assert.Equal("Finished", instance["status"]!.GetValue<string>());
        Assert.Equal(1, instance["version"]!.GetValue<int>());
        var journal = (await dana.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=50", Filter("Elsa.Workflow", "Elsa.Sequence"))).Json["items"]!.AsArray();
        Assert.Equal(["line0 Started", "line0 Completed", "line1 Started", "line1 Completed"], journal.Select(line => $"{line!["activityId"]} {line["eventName"]}"));
        Assert.Equal("Workflow1:seq:line0", journal[0]!["nodeId"]!.GetValue<string>());
        var stats = (await dana.PostAsync("/activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:seq:line1") })).Json["stats"]!.AsArray();
        Assert.Equal(1, Assert.Single(stats)!["completedCount"]!.GetValue<int>());
        var executions = (await dana.GetAsync($"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:seq:line0")).Json["items"]!.AsArray();
        var execution = (await dana.GetAsync($"/activity-executions/by-id?id={Assert.Single(executions)!["id"]}")).Json;
        Assert.Equal("Completed", execution["status"]!.GetValue<string>());
        var stack = (await dana.GetAsync($"/activity-executions/{execution["id"]}/call-stack?includeCrossWorkflowChain=True")).Json;
        Assert.Equal("line0", stack["items"]!.AsArray()[^1]!["activityId"]!.GetValue<string>());
        var variable = Assert.Single((await dana.GetAsync($"/workflow-instances/{id}/variables")).Json["items"]!.AsArray())!;
        Assert.Equal("v1 5", $"{variable["id"]} {variable["value"]}");
    }

    [Fact]
    public async Task Inputs_are_shown_whether_a_script_gave_them_or_the_drawing_and_not_if_it_excludes_them()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Zeigt Eingaben", "gezeichnet", "gerechnet", "verschwiegen");
        var boxes = drawn["root"]!["activities"]!.AsArray();
        boxes[1]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'ge' + 'rechnet'" };
        boxes[2]!["customProperties"] = new JsonObject { ["logPersistenceConfig"] = new JsonObject { ["inputs"] = new JsonObject { ["Text"] = new JsonObject { ["strategyType"] = "Elsa.Workflows.LogPersistence.Strategies.Exclude" } } } };
        boxes.Add(new JsonObject { ["id"] = "warten", ["type"] = "Elsa.Delay", ["version"] = 1, ["timeSpan"] = new JsonObject { ["typeName"] = "TimeSpan", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "1.00:00:00" } } });
        Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(drawn)).Status);

        var id = await RunAsync(dana, drawn["definitionId"]!.GetValue<string>());

        var executions = (await dana.GetAsync($"/activity-executions/list?WorkflowInstanceId={id}")).Json["items"]!.AsArray().Where(one => one!["activityId"]!.GetValue<string>() != "seq").Select(one => one!["activityState"]!.ToJsonString());
        var journal = (await dana.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=50", Filter("Elsa.Workflow", "Elsa.Sequence"))).Json["items"]!.AsArray().Where(line => line!["eventName"]!.GetValue<string>() == "Started").Select(line => line!["activityState"]!.ToJsonString());
        string[] shown = ["""{"Text":"gezeichnet"}""", """{"Text":"gerechnet"}""", "{}", """{"TimeSpan":"1.00:00:00"}"""];
        Assert.Equal(shown, executions);
        Assert.Equal(shown, journal);
    }

    [Fact]
    public async Task Instances_are_listed_cancelled_and_deleted()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wartet", "eins");
        drawn["root"]!["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "wait",
            ["type"] = "Elsa.Event",
            ["version"] = 1,
            ["name"] = "Wait",
            ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "weiter" } },
        });
        await dana.SaveAsync(drawn);
        var definitionId = drawn["definitionId"]!.GetValue<string>();
        var (one, two) = (await RunAsync(dana, definitionId), await RunAsync(dana, definitionId));
        var filter = new JsonObject { ["page"] = 0, ["pageSize"] = 10, ["definitionIds"] = new JsonArray(definitionId), ["statuses"] = new JsonArray("Running"), ["orderDirection"] = "Descending" };

        Assert.Equal(2, (await dana.PostAsync("/workflow-instances", filter)).Json["totalCount"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await dana.PostAsync($"/cancel/workflow-instances/{one}")).Status);
        Assert.Equal(two, (await dana.PostAsync("/workflow-instances", filter)).Json["items"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(1, (await dana.PostAsync("/bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = null, ["definitionId"] = definitionId })).Json["cancelled"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-instances/{one}")).Status);
        Assert.Equal(1, (await dana.PostAsync("/bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(one, two) })).Json["deleted"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync($"/workflow-instances/{two}")).Status);
    }

    [Fact]
    public async Task What_was_run_stays_readable_when_its_definition_is_deleted()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Verschwindet", "eins");
        var definitionId = drawn["definitionId"]!.GetValue<string>();
        var instance = await RunAsync(dana, definitionId);

        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-definitions/{definitionId}")).Status);

        Assert.Empty((await dana.GetAsync($"/workflow-definitions?versionOptions=Latest&IsSystem=False&DefinitionIds={definitionId}")).Json["items"]!.AsArray());
        Assert.Equal(4, (await dana.PostAsync($"/workflow-instances/{instance}/journal?skip=0&take=50", Filter("Elsa.Workflow"))).Json["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_instance_of_a_case_is_seen_by_whoever_sees_the_case_and_by_no_other_designer()
    {
        var facts = new Submission(new Dictionary<string, string> { ["person.name"] = "Müller", ["person.given_name"] = "Samira", ["case.wish"] = "Anliegen", ["person.phone"] = "0221 4711" });
        var opened = Assert.IsType<CaseAnswer.Done>(await new OpenCase(server.Runtime).RunAsync(new NewCase("koeln", facts) { CounsellorId = "anna" }, "anna", null, CancellationToken.None));
        using var anna = await server.AsAsync("anna");
        using var dana = await server.AsAsync("dana");
        var filter = new JsonObject { ["correlationId"] = opened.CaseId };

        var seen = (await anna.PostAsync("/workflow-instances", filter)).Json["items"]!.AsArray();
        var id = seen[0]!["id"]!.GetValue<string>();

        Assert.Empty((await dana.PostAsync("/workflow-instances", filter)).Json["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync($"/workflow-instances/{id}")).Status);
        foreach (var path in new[] { $"/workflow-instances/{id}", $"/workflow-instances/{id}/variables", $"/workflow-instances/{id}/execution-state", $"/activity-executions/list?WorkflowInstanceId={id}" })
            Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.PostAsync($"/workflow-instances/{id}/journal", new JsonObject())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.PostAsync($"/cancel/workflow-instances/{id}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await dana.PostAsync("/workflow-definitions/foerderung/execute", new JsonObject { ["correlationId"] = opened.CaseId })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.DeleteAsync($"/workflow-instances/{id}")).Status);
    }

    private static async Task<string> RunAsync(ElsaClient client, string definitionId)
    {
        var answer = await client.PostAsync($"/workflow-definitions/{definitionId}/execute", new JsonObject { ["versionOptions"] = "Latest" });
        return answer.Message.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private static JsonObject Filter(params string[] excluded) => new() { ["filter"] = new JsonObject { ["excludedActivityTypes"] = new JsonArray([.. excluded.Select(type => (JsonNode)type)]) } };
}

using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace IqWorkflows.Designer.Tests;

/// <summary>Bulk actions, and what programs ask that Studio's own pages do not.</summary>
public sealed class ManyAtOnceTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Definitions_are_published_taken_back_and_deleted_many_at_once()
    {
        using var dana = await server.AsAsync("dana");
        var (one, two) = ((await dana.DrawAsync("Viele eins", "eins"))["definitionId"]!.GetValue<string>(), (await dana.DrawAsync("Viele zwei", "zwei"))["definitionId"]!.GetValue<string>());
        JsonObject Ids(params string[] ids) => new() { ["definitionIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };

        Assert.Equal(HttpStatusCode.OK, (await dana.PostAsync($"/workflow-definitions/{one}/publish", new JsonObject())).Status);
        var published = (await dana.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", Ids(one, two, "nirgends"))).Json;
        var retracted = (await dana.PostAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", Ids(one, "nirgends"))).Json;
        var draft = (await dana.OpenAsync(two)).DeepClone().AsObject();
        draft["description"] = "neu";
        var second = (await dana.SaveAsync(draft)).Json["workflowDefinition"]!["id"]!.GetValue<string>();
        var versions = (await dana.PostAsync("/bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(second) })).Json;
        var deleted = (await dana.PostAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", Ids(one, two, "nirgends"))).Json;

        Assert.Equal(("[\"" + two + "\"]", "[\"" + one + "\"]", "[\"nirgends\"]"), (published["published"]!.ToJsonString(), published["alreadyPublished"]!.ToJsonString(), published["notFound"]!.ToJsonString()));
        Assert.Equal(("[\"" + one + "\"]", "[\"nirgends\"]"), (retracted["retracted"]!.ToJsonString(), retracted["notFound"]!.ToJsonString()));
        Assert.Equal((1, 2), (versions["deleted"]!.GetValue<int>(), deleted["deleted"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Definitions_are_counted_fetched_together_and_found_by_their_versions_and_users()
    {
        using var dana = await server.AsAsync("dana");
        var one = await dana.DrawAsync("Wird gefunden", "eins");
        var (id, version) = (one["definitionId"]!.GetValue<string>(), one["id"]!.GetValue<string>());

        Assert.True((await dana.GetAsync("/workflow-definitions/query/count")).Json["count"]!.GetValue<int>() > RunningServer.Procedures.Count);
        Assert.Equal(id, (await dana.GetAsync($"/workflow-definitions/many-by-id?Ids={version}")).Json["items"]![0]!["definitionId"]!.GetValue<string>());
        Assert.Equal(version, Assert.Single((await dana.GetAsync($"/workflow-definitions/{id}/versions")).Json["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Empty((await dana.GetAsync($"/workflow-definitions/{id}/consumers")).Json["consumingWorkflowDefinitionIds"]!.AsArray());
    }

    [Fact]
    public async Task A_box_deep_within_a_drawing_is_found_with_the_way_to_it()
    {
        using var dana = await server.AsAsync("dana");
        var opened = await dana.OpenAsync("rechtsbehelf");
        var version = opened["id"]!.GetValue<string>();
        var phase = opened["root"]!["activities"]!.AsArray().Single(box => box!["id"]!.GetValue<string>() == "frist")!;
        var inner = phase["body"]!["activities"]![0]!["nodeId"]!.GetValue<string>();

        var graph = (await dana.GetAsync($"/workflow-definitions/subgraph/{version}?parentNodeId={Uri.EscapeDataString(phase["nodeId"]!.GetValue<string>())}")).Json;
        var way = (await dana.GetAsync($"/workflow-definitions/subgraph/segments/{version}?childNodeId={Uri.EscapeDataString(inner)}")).Json;

        Assert.Equal("frist", graph["activity"]!["id"]!.GetValue<string>());
        Assert.Equal(["frist Body", "frist-ablauf Activities"], way["pathSegments"]!.AsArray().Select(segment => $"{segment!["activityId"]} {segment["portName"]}"));
        Assert.Equal("frist-abwarten", way["childNode"]!["activity"]!["id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync($"/workflow-definitions/subgraph/{version}?parentNodeId=nirgends")).Status);
    }

    [Fact]
    public async Task A_definition_is_imported_over_another_and_by_PUT_too()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird ersetzt", "eins");
        var file = drawn.DeepClone().AsObject();
        file["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "anders";

        var put = await dana.SendAsync(HttpMethod.Put, "/workflow-definitions/import", file);
        file["description"] = "noch einmal";
        var over = await dana.PostAsync($"/workflow-definitions/{drawn["definitionId"]}/import", file);

        Assert.Equal("anders", put.Json["root"]!["activities"]![0]!["text"]!["expression"]!["value"]!.GetValue<string>());
        Assert.Equal("noch einmal", (await dana.OpenAsync(drawn["definitionId"]!.GetValue<string>()))["description"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, over.Status);
    }

    [Fact]
    public async Task An_instance_is_dispatched_found_by_GET_and_many_go_out_in_one_file()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Wird losgeschickt", "eins");
        var definitionId = drawn["definitionId"]!.GetValue<string>();

        var id = (await dana.PostAsync($"/workflow-definitions/{definitionId}/dispatch", new JsonObject { ["versionOptions"] = "Latest" })).Json["workflowInstanceId"]!.GetValue<string>();
        var journal = (await dana.GetAsync($"/workflow-instances/{id}/journal?skip=0&take=2")).Json;
        using var request = new StringContent(new JsonObject { ["ids"] = new JsonArray(id, "nirgends") }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await dana.Client.PostAsync("/elsa/api/bulk-actions/export/workflow-instances", request);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());

        Assert.Equal(2, journal["items"]!.AsArray().Count);
        Assert.Contains((await dana.GetAsync("/workflow-instances?page=0&pageSize=50")).Json["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == id);
        Assert.Equal($"workflow-instance-{id}.json", Assert.Single(zip.Entries).Name);
    }

    [Theory]
    [InlineData("/descriptors/output-converters?sourceType=String&destinationType=Int32")]
    [InlineData("/descriptors/commit-strategies/activities")]
    public async Task What_there_is_none_of_is_an_empty_list_since_Studio_breaks_without_it(string path)
    {
        using var dana = await server.AsAsync("dana");

        Assert.Empty((await dana.GetAsync(path)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task The_server_tells_its_version_and_which_features_it_has()
    {
        using var dana = await server.AsAsync("dana");

        Assert.Equal("3.8.2", (await dana.GetAsync("/package/version")).Json["packageVersion"]!.GetValue<string>());
        Assert.Equal("Elsa.RealTimeWorkflowUpdates", (await dana.GetAsync("/features/installed/Elsa.RealTimeWorkflowUpdates")).Json["fullName"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync("/features/installed/Elsa.Secrets")).Status);
        Assert.Empty((await dana.PostAsync("/descriptors/activities/Iq.Task/options/Occasion", new JsonObject())).Json["items"]!.AsObject());
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Cases.Periods;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Designer.Tests;

/// <summary>Running cases are moved to a new version, and back.</summary>
public sealed class VersionPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Those_that_can_are_moved_those_that_cannot_stay_and_all_of_it_is_taken_back()
    {
        using var dana = await server.AsAsync("dana");
        var (definitionId, published) = await PublishAsync(dana, "Zieht um", Event("a", "A"), Event("b", "B"));
        var (early, late) = (await StartAsync(dana, definitionId), await StartAsync(dana, definitionId));
        await EventAsync(late, "A");
        // The second version has no b any more, and a box ahead of a.
        published["root"]!["activities"] = new JsonArray(Line("neu"), Event("a", "A"), Line("ende"));
        Assert.Equal(HttpStatusCode.OK, (await dana.SaveAsync(published, publish: true)).Status);

        var page = await PageAsync(dana, definitionId);
        Assert.Contains(early, page, StringComparison.Ordinal);
        Assert.Contains("Er steht bei „b“", page, StringComparison.Ordinal);
        using (var moved = await PostAsync(dana, $"{definitionId}/move", ("which", "all")))
            Assert.Equal($"/designer/versions/{definitionId}?moved=1&left=1", moved.Headers.Location?.ToString());
        Assert.Equal((2, 1), (await VersionAsync(dana, early), await VersionAsync(dana, late)));

        var batch = (await PageAsync(dana, definitionId)).Split("/undo/")[1].Split('"')[0];
        using (var undone = await PostAsync(dana, $"{definitionId}/undo/{batch}"))
            Assert.Equal($"/designer/versions/{definitionId}?back=1&gone=0", undone.Headers.Location?.ToString());
        Assert.Equal((1, 1), (await VersionAsync(dana, early), await VersionAsync(dana, late)));
    }

    [Fact]
    public async Task One_that_has_gone_on_is_not_taken_back_and_its_journal_reads_as_before()
    {
        using var dana = await server.AsAsync("dana");
        var (definitionId, published) = await PublishAsync(dana, "Ging weiter", Line("davor"), Event("a", "A"), Event("b", "B"));
        var id = await StartAsync(dana, definitionId);
        published["root"]!["activities"] = new JsonArray(Line("ganz neu"), Line("davor"), Event("a", "A"), Line("dazwischen"), Event("b", "B"));
        await dana.SaveAsync(published, publish: true);
        using (await PostAsync(dana, $"{definitionId}/move", ("which", "chosen"), ("instance", id)))
        {
        }
        await EventAsync(id, "A");

        var batch = (await PageAsync(dana, definitionId)).Split("/undo/")[1].Split('"')[0];
        using var undone = await PostAsync(dana, $"{definitionId}/undo/{batch}");

        Assert.Equal($"/designer/versions/{definitionId}?back=0&gone=1", undone.Headers.Location?.ToString());
        var journal = (await dana.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=50", new JsonObject())).Json["items"]!.AsArray();
        var lines = journal.Select(line => $"{line!["activityId"]} {line["eventName"]}").Where(line => !line.StartsWith("seq", StringComparison.Ordinal) && !line.StartsWith("Workflow", StringComparison.Ordinal));
        Assert.Equal(["davor Started", "davor Completed", "a Started", "a Suspended", "a Resumed", "a Completed", "dazwischen Started", "dazwischen Completed", "b Started", "b Suspended"], lines);
    }

    [Fact]
    public async Task A_delay_that_runs_is_told_of_with_the_moment_that_it_keeps()
    {
        using var dana = await server.AsAsync("dana");
        var (definitionId, published) = await PublishAsync(dana, "Wartet noch", Delay("warten", "14.00:00:00"));
        var id = await StartAsync(dana, definitionId);
        published["root"]!["activities"] = new JsonArray(Delay("warten", "10.00:00:00"));
        await dana.SaveAsync(published, publish: true);
        var kept = GermanDay.Of(server.Clock.GetUtcNow().AddDays(14)).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

        Assert.Contains($"Eine laufende Wartezeit endet weiter am {kept}", await PageAsync(dana, definitionId), StringComparison.Ordinal);
        using (await PostAsync(dana, $"{definitionId}/move", ("which", "all")))
        {
        }

        var bookmark = (await dana.GetAsync($"/workflow-instances/{id}")).Json["workflowState"]!["bookmarks"]!.AsArray().Single()!;
        Assert.Equal(server.Clock.GetUtcNow().AddDays(14), bookmark["payload"]!["resumeAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(2, await VersionAsync(dana, id));
    }

    [Fact]
    public async Task How_many_go_by_which_version_is_listed()
    {
        using var dana = await server.AsAsync("dana");
        var (definitionId, _) = await PublishAsync(dana, "Wird gezählt", Event("a", "A"));
        await StartAsync(dana, definitionId);
        await StartAsync(dana, definitionId);

        var page = WebUtility.HtmlDecode(await dana.Client.GetStringAsync("/designer/versions"));

        Assert.Contains($"""<a href="/designer/versions/{definitionId}">Wird gezählt</a></td><td data-label="Version">1</td><td>veröffentlicht</td><td data-label="Laufende Fälle">2</td>""", page, StringComparison.Ordinal);
    }

    internal static JsonObject Event(string id, string name) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.Event",
        ["version"] = 1,
        ["name"] = id,
        ["eventName"] = Literal(name),
    };

    private static JsonObject Delay(string id, string time)
    {
        var box = Line(id);
        (box["type"], box["timeSpan"]) = ("Elsa.Delay", Literal(time));
        box.Remove("text");
        return box;
    }

    internal static JsonObject Line(string id) => new() { ["id"] = id, ["type"] = "Elsa.WriteLine", ["version"] = 1, ["name"] = id, ["text"] = Literal(id) };

    private static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static async Task<(string DefinitionId, JsonObject Published)> PublishAsync(ElsaClient client, string name, params JsonObject[] boxes)
    {
        var drawn = await client.DrawAsync(name, "weicht");
        drawn["root"]!["activities"] = new JsonArray([.. boxes]);
        var saved = await client.SaveAsync(drawn, publish: true);
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        return (drawn["definitionId"]!.GetValue<string>(), saved.Json["workflowDefinition"]!.AsObject());
    }

    private static async Task<string> StartAsync(ElsaClient client, string definitionId)
    {
        var answer = await client.PostAsync($"/workflow-definitions/{definitionId}/execute", new JsonObject { ["versionOptions"] = "Published" });
        return answer.Message.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    // Each instance gets its own, though all wait for the same name.
    private async Task EventAsync(string instanceId, string name)
    {
        await using var db = await server.Runtime.Database.Contexts.CreateDbContextAsync();
        var bookmark = await db.Bookmarks.Where(row => row.InstanceId == instanceId && row.Text == name).Select(row => row.Number).SingleAsync();
        Assert.True(await new ResumeBookmark(server.Runtime).RunAsync(instanceId, bookmark, null, null, CancellationToken.None));
    }

    private static async Task<int> VersionAsync(ElsaClient client, string instanceId) => (await client.GetAsync($"/workflow-instances/{instanceId}")).Json["version"]!.GetValue<int>();

    private static async Task<string> PageAsync(ElsaClient client, string definitionId) => WebUtility.HtmlDecode(await client.Client.GetStringAsync($"/designer/versions/{definitionId}"));

    private static async Task<HttpResponseMessage> PostAsync(ElsaClient client, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.Client.PostAsync($"/designer/versions/{path}", form);
    }
}

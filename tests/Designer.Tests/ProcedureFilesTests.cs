using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;

namespace IqWorkflows.Designer.Tests;

/// <summary>Files of the rules' folder, taken at each start.</summary>
public sealed class ProcedureFilesTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_file_that_has_changed_becomes_a_new_version_and_one_that_has_not_does_not()
    {
        using var dana = await server.AsAsync("dana");
        await StartAsync("geaendert", "eins");
        await StartAsync("geaendert", "eins");
        Assert.Equal((1, "eins"), await LatestAsync(dana, "geaendert"));

        await StartAsync("geaendert", "zwei");

        Assert.Equal((2, "zwei"), await LatestAsync(dana, "geaendert"));
        var versions = (await dana.GetAsync("/workflow-definitions?versionOptions=AllVersions&DefinitionIds=geaendert&OrderBy=Version")).Json["items"]!.AsArray();
        Assert.Equal([false, true], versions.Select(version => version!["isPublished"]!.GetValue<bool>()).Order());
    }

    [Fact]
    public async Task What_a_designer_has_changed_since_is_left_alone()
    {
        using var dana = await server.AsAsync("dana");
        await StartAsync("gezeichnet", "eins");
        var drawn = await dana.OpenAsync("gezeichnet");
        drawn["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "von Dana";
        await dana.SaveAsync(drawn, publish: true);

        Assert.Equal(["gezeichnet.json"], await StartAsync("gezeichnet", "zwei"));
        Assert.Empty(await StartAsync("gezeichnet", "eins")); // as it was when it was taken

        Assert.Equal((2, "von Dana"), await LatestAsync(dana, "gezeichnet"));
    }

    /// <returns>Names of files that were not taken.</returns>
    private async Task<IReadOnlyList<string>> StartAsync(string id, string text)
    {
        var line = VersionPageTests.Line("zeile");
        line["text"]!["expression"]!["value"] = text;
        var file = new JsonObject { ["id"] = $"{id}-v1", ["definitionId"] = id, ["name"] = id, ["root"] = new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(line) } };
        var published = await new PublishProcedures(server.Runtime).RunAsync([($"{id}.json", Encoding.UTF8.GetBytes(file.ToJsonString()))], CancellationToken.None);
        Assert.Empty(published.Problems);
        return published.Kept;
    }

    private static async Task<(int Version, string Text)> LatestAsync(ElsaClient client, string id)
    {
        var latest = await client.OpenAsync(id);
        return (latest["version"]!.GetValue<int>(), latest["root"]!["activities"]![0]!["text"]!["expression"]!["value"]!.GetValue<string>());
    }
}

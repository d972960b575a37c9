using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.Definitions;

namespace IqWorkflows.Designer.Tests;

public sealed class DefinitionApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_list_is_searched_sorted_and_given_page_by_page()
    {
        using var dana = await server.AsAsync("dana");

        var first = (await dana.GetAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=3&SearchTerm=&IsSystem=False&OrderBy=Name&OrderDirection=Descending")).Json;
        var second = (await dana.GetAsync("/workflow-definitions?versionOptions=Latest&Page=1&PageSize=3&OrderBy=Name&OrderDirection=Descending")).Json;
        var found = (await dana.GetAsync("/workflow-definitions?versionOptions=Latest&SearchTerm=zab")).Json;

        var names = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => item!["name"]!.GetValue<string>()).ToList();
        Assert.Equal(names.OrderDescending(StringComparer.Ordinal), names);
        Assert.Equal(6, names.Distinct().Count());
        Assert.True(first["totalCount"]!.GetValue<int>() >= RunningServer.Procedures.Count);
        Assert.Contains(first["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "bulk-publish");
        Assert.Equal("zeugnisbewertung", Assert.Single(found["items"]!.AsArray())!["definitionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_drawn_is_published_changed_reverted_taken_back_and_deleted()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Der Lauf der Dinge", "eins");
        var id = drawn["definitionId"]!.GetValue<string>();

        var published = (await dana.SaveAsync(drawn, publish: true)).Json["workflowDefinition"]!.AsObject();
        Assert.True(published["isPublished"]!.GetValue<bool>());
        published["description"] = "anders";
        var draft = (await dana.SaveAsync(published)).Json["workflowDefinition"]!.AsObject();
        Assert.Equal(2, draft["version"]!.GetValue<int>());
        Assert.False(draft["isPublished"]!.GetValue<bool>());

        var reverted = await dana.PostAsync($"/workflow-definitions/{id}/revert/1");
        Assert.Equal(3, reverted.Json["version"]!.GetValue<int>());
        Assert.Null((await dana.OpenAsync(id))["description"]);

        Assert.Equal(HttpStatusCode.OK, (await dana.PostAsync($"/workflow-definitions/{id}/retract", new JsonObject())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await dana.PostAsync($"/workflow-definitions/{id}/retract", new JsonObject())).Status);
        var versions = (await dana.GetAsync($"/workflow-definitions?versionOptions=AllVersions&DefinitionIds={id}&OrderBy=Version")).Json["items"]!.AsArray();
        Assert.Equal([1, 2, 3], versions.Select(version => version!["version"]!.GetValue<int>()));

        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-definition-versions/{versions[2]!["id"]}")).Status);
        Assert.Equal(2, (await dana.OpenAsync(id))["version"]!.GetValue<int>()); // another is the latest now
        Assert.Equal(HttpStatusCode.NoContent, (await dana.DeleteAsync($"/workflow-definitions/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.GetAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest")).Status);
    }

    /// <summary>The API takes such a file with a warning; one of them once kept everybody from every list.</summary>
    [Fact]
    public async Task Of_a_member_that_a_file_has_twice_the_last_one_is_shown_and_given_out()
    {
        const string File = """{"definitionId":"zweimal","name":"Zweimal","context":1,"context":{"a":1,"a":2},"root":{"id":"r","type":"Elsa.WriteLine","note":"first","note":"last"}}""";
        Assert.IsType<DefinitionAnswer.Done>(await new ImportDefinition(server.Runtime).RunAsync(Encoding.UTF8.GetBytes(File), null, CancellationToken.None));
        using var dana = await server.AsAsync("dana");

        var shown = await dana.GetAsync("/workflow-definitions/by-definition-id/zweimal?versionOptions=Latest");
        var given = await dana.GetAsync("/workflow-definitions/zweimal/export?versionOptions=Latest");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (shown.Status, given.Status));
        Assert.Contains("last", shown.Json["root"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("last", "{\"a\":2}"), (given.Json["root"]!["note"]!.GetValue<string>(), given.Json["context"]!.ToJsonString()));
    }

    [Fact]
    public async Task Publishing_what_is_wrong_is_refused_with_sentences_and_keeps_the_draft()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Mit Fehler", "eins");
        drawn["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "milestone", ["type"] = "Iq.Milestone", ["version"] = 1, ["name"] = "M", ["state"] = Literal("NIRGENDWO") });

        var answer = await dana.SaveAsync(drawn, publish: true);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("milestone", answer.Sentence, StringComparison.Ordinal);
        Assert.Contains("/designer/check/", answer.Sentence, StringComparison.Ordinal);
        var kept = await dana.OpenAsync(drawn["definitionId"]!.GetValue<string>());
        Assert.Equal(2, kept["root"]!["activities"]!.AsArray().Count);
        Assert.False(kept["isPublished"]!.GetValue<bool>());
        var page = await dana.Client.GetStringAsync($"/designer/check/{drawn["definitionId"]}");
        Assert.Contains("NIRGENDWO", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_the_same_again_makes_no_second_version()
    {
        using var dana = await server.AsAsync("dana");
        var before = await dana.OpenAsync("rechtsbehelf");

        var first = await dana.SaveAsync(before);
        var second = await dana.SaveAsync(before);

        Assert.Equal(before["id"]!.GetValue<string>(), first.Json["workflowDefinition"]!["id"]!.GetValue<string>());
        Assert.Equal(before["id"]!.GetValue<string>(), second.Json["workflowDefinition"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_shipped_procedure_is_exported_byte_for_byte()
    {
        using var dana = await server.AsAsync("dana");

        foreach (var path in RunningServer.Procedures)
        {
            var exported = await dana.GetAsync($"/workflow-definitions/{Path.GetFileNameWithoutExtension(path)}/export?versionOptions=Published");
            Assert.True(await File.ReadAllTextAsync(path) == exported.Text, $"{Path.GetFileName(path)} is exported otherwise than it lies there.");
        }
    }

    [Fact]
    public async Task Many_are_exported_as_a_zip_and_imported_again()
    {
        using var dana = await server.AsAsync("dana");
        var one = await dana.DrawAsync("Zum Mitnehmen", "eins", "zwei");
        var two = await dana.DrawAsync("Zum Mitnehmen auch", "drei");

        using var request = new StringContent(new JsonObject { ["ids"] = new JsonArray(one["id"]!.GetValue<string>(), two["id"]!.GetValue<string>()) }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await dana.Client.PostAsync("/elsa/api/bulk-actions/export/workflow-definitions", request);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(2, zip.Entries.Count);
        using var reader = new StreamReader(zip.GetEntry($"{one["definitionId"]}.json")!.Open());
        var file = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
        file["definitionId"] = "mitgenommen";
        file["name"] = "Mitgenommen";
        var imported = await dana.PostAsync("/workflow-definitions/import", file);

        Assert.Equal("mitgenommen", imported.Json["definitionId"]!.GetValue<string>());
        Assert.Equal(2, imported.Json["root"]!["activities"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"name":"ohne Wurzel"}""")]
    [InlineData("""{"root":{"id":"r","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.WriteLine"},{"id":"a","type":"Elsa.WriteLine"}]},"variables":"keine Liste"}""")]
    public async Task A_broken_file_is_refused_with_a_sentence(string file)
    {
        using var dana = await server.AsAsync("dana");

        var answer = await dana.PostAsync("/workflow-definitions/import", JsonNode.Parse(file));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.Sentence);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_a_sentence_and_what_was_there_is_untouched()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Bleibt klein", "eins");
        var before = await dana.OpenAsync(drawn["definitionId"]!.GetValue<string>());
        drawn["description"] = new string('x', 41 * 1024 * 1024);

        var answer = await dana.SaveAsync(drawn);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("40 MB", answer.Sentence, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, await dana.OpenAsync(drawn["definitionId"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_name_is_unique_among_what_is_there()
    {
        using var dana = await server.AsAsync("dana");
        var drawn = await dana.DrawAsync("Einmalig", "eins");

        Assert.False((await dana.GetAsync("/workflow-definitions/validation/is-name-unique?name=Einmalig")).Json["isUnique"]!.GetValue<bool>());
        Assert.True((await dana.GetAsync($"/workflow-definitions/validation/is-name-unique?name=Einmalig&definitionId={drawn["definitionId"]}")).Json["isUnique"]!.GetValue<bool>());
        Assert.True((await dana.GetAsync("/workflow-definitions/validation/is-name-unique?name=Nochnicht")).Json["isUnique"]!.GetValue<bool>());
    }

    private static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}

using System.Text;
using System.Text.Json;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Tests.Definitions;

public sealed class RoundTripTests
{
    private static readonly DefinitionStamp s_stamp = new("new-id", "new-definition", 17, IsLatest: false, IsPublished: true, new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), "4.0.0");

    public static TheoryData<string> Samples => [.. SampleFiles().Select(file => Path.GetFileName(file)!)]; // a file has a name

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_comes_back_whole(string name) => AssertComesBack(File.ReadAllBytes(Sample(name)));

    [SharedFact]
    public void Every_recorded_definition_comes_back_whole()
    {
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Shared, "*.json", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (!IsDefinition(bytes))
                continue;
            count++;
            try
            {
                AssertComesBack(bytes);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException(file, wrong);
            }
        }
        Assert.True(count > 0, "The folder has no definitions.");
    }

    [Fact]
    public void Written_as_it_is_a_document_differs_only_in_white_space_and_links()
    {
        var text = """{ "name" : "ü&<>'", "n": [1.50, 1e5, -0, 12345678901234567890], "x": {"b":1,"a":2}, "links": [1], "e": "\u00e4\n" , "root": null}""";

        var written = Encoding.UTF8.GetString(WorkflowDefinition.Read(text).Definition!.Write());

        Assert.Equal("""{"name":"ü&<>'","n":[1.50,1e5,-0,12345678901234567890],"x":{"b":1,"a":2},"e":"ä\n","root":null}""", written);
    }

    [Fact]
    public void The_server_replaces_its_own_members_in_any_spelling_and_adds_missing_ones()
    {
        var definition = WorkflowDefinition.Read("""{"Id":"a","id":"b","VERSION":3,"name":"n","toolVersion":"1","root":null}""").Definition!;

        var written = Encoding.UTF8.GetString(definition.Write(s_stamp with { ToolVersion = null }));

        Assert.Equal(
            """{"id":"new-id","version":17,"name":"n","toolVersion":"1","root":null,"definitionId":"new-definition","isLatest":false,"isPublished":true,"createdAt":"2026-02-03T04:05:06+00:00"}""",
            written);
    }

    [Fact]
    public void A_stamped_definition_knows_its_stamp()
    {
        var definition = WorkflowDefinition.Read(File.ReadAllBytes(Sample("order.json"))).Definition!.With(s_stamp);

        Assert.Equal(("new-id", "new-definition", 17, false, true), (definition.Id, definition.DefinitionId, definition.Version, definition.IsLatest, definition.IsPublished));
        Assert.Equal((s_stamp.CreatedAt, "4.0.0"), (definition.CreatedAt, definition.ToolVersion));
        Assert.Equal("Order of a book", definition.Name);
    }

    private static void AssertComesBack(byte[] bytes)
    {
        var read = WorkflowDefinition.Read(bytes);
        Assert.NotNull(read.Definition);
        var written = read.Definition.Write();
        var stamped = read.Definition.Write(s_stamp);

        // the same document, and the same bytes ever after
        AssertSame(read.Definition.Document, JsonElement.Parse(written), []);
        Assert.Equal(written, WorkflowDefinition.Read(written).Definition!.Write());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(written), JsonElement.Parse(read.Definition.Write(isIndented: true))));
        // of which the server's members alone may differ
        AssertSame(read.Definition.Document, JsonElement.Parse(stamped), ["id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "toolVersion"]);
        Assert.Equal(stamped, WorkflowDefinition.Read(stamped).Definition!.Write(s_stamp));
    }

    private static void AssertSame(JsonElement expected, JsonElement actual, string[] owned)
    {
        Assert.Equal(Names(expected, owned), Names(actual, owned));
        foreach (var name in Names(expected, owned))
            Assert.True(JsonElement.DeepEquals(expected.GetProperty(name), actual.GetProperty(name)), name);
    }

    private static List<string> Names(JsonElement json, string[] owned) =>
        [.. json.EnumerateObject().Select(member => member.Name).Where(name => name != "links" && !owned.Contains(name, StringComparer.OrdinalIgnoreCase))];

    private static bool IsDefinition(byte[] bytes)
    {
        try
        {
            var json = JsonElement.Parse(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("root", out var root) && root.ValueKind is JsonValueKind.Object or JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Sample(string name) => Path.Combine(RepositoryFolder.Root, "tests", "Engine.Tests", "Definitions", "Samples", name);

    private static string[] SampleFiles() => Directory.GetFiles(Sample(""), "*.json");
}

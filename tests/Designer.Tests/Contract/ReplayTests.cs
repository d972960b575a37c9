using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>What the real Studio asked, recorded in the tests of the browser, is asked again of a new server, and the answers are as approved.</summary>
public sealed partial class ReplayTests
{
    private static readonly IReadOnlyList<string> s_names = [.. Directory.EnumerateFiles(Recording.Folder(), "*.requests.json").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Recordings => [.. s_names];

    /// <summary>The answers are a contract with a client that nobody here can change: compare the received file with the approved one, and copy it over if the change is meant.</summary>
    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task What_Studio_asked_is_answered_as_approved(string name)
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        try
        {
            using var dana = await server.AsAsync("dana");
            var approved = Path.Combine(Recording.Folder(), $"{name}.approved.json");

            var received = Recording.Written(await AskAgainAsync(dana, Recording.Read(Path.Combine(Recording.Folder(), $"{name}.requests.json"))));

            if (!File.Exists(approved) || await File.ReadAllTextAsync(approved) != received)
            {
                await File.WriteAllTextAsync(approved.Replace(".approved", ".received", StringComparison.Ordinal), received);
                Assert.Fail($"The answers differ from {Path.GetFileName(approved)}; the received file lies beside it.");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public void Every_route_that_was_recorded_is_in_the_list_of_what_covers_it()
    {
        var routes = s_names.SelectMany(name => Recording.Read(Path.Combine(Recording.Folder(), $"{name}.requests.json"))).Select(asked => StudioCalls.Route($"{asked.Method} {asked.Path.Split('?')[0]}")).Distinct().ToList();

        Assert.True(routes.Count >= 20, $"Only {routes.Count} routes were recorded.");
        Assert.Empty(routes.Except(StudioCalls.CoveredBy.Keys));
    }

    private static async Task<JsonArray> AskAgainAsync(ElsaClient client, IReadOnlyList<Asked> recorded)
    {
        var (ids, names, told) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), new JsonArray());
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var asked in recorded)
        {
            string Now(string text) => Recording.WithIds(text, id => ids.GetValueOrDefault(id, id));

            var body = asked.Body is null ? null : JsonNode.Parse(Now(asked.Body.ToJsonString()));
            var answer = await client.SendAsync(new HttpMethod(asked.Method), Now(asked.Path), body);
            var made = Recording.IdsOf(answer.Text);
            if (made.Count == asked.Ids.Count)
            {
                for (var i = 0; i < made.Count; i++)
                    ids[asked.Ids[i]] = made[i];
            }
            var text = Plain(answer.Text, names);
            var line = new JsonObject { ["request"] = $"{asked.Method} {Plain(asked.Path, names)}", ["status"] = (int)answer.Status };
            // The same answer again is not told again.
            if (firsts.TryGetValue(text, out var first))
                line["answer"] = $"as number {first}";
            else
                line["answer"] = Answer(asked.Path, text);
            firsts.TryAdd(text, told.Count + 1);
            told.Add(line);
        }
        return told;
    }

    private static JsonNode? Answer(string path, string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return text;
        var json = JsonNode.Parse(text)!; // it begins like an object or an array
        // Each activity is approved where it is made: here it counts that all are told.
        if (path.StartsWith("/descriptors/activities", StringComparison.Ordinal) && json["items"] is JsonArray items)
            return new JsonArray([.. items.Select(item => (JsonNode)$"{item!["typeName"]} {item["version"]}")]);
        return json;
    }

    /// <summary>Without what differs each time.</summary>
    private static string Plain(string text, Dictionary<string, string> names) => Moments().Replace(
        Recording.WithIds(text, id => names.TryGetValue(id, out var known) ? known : names[id] = id.Length < 16 ? "0" : $"id-{names.Count + 1}"), "moment");

    [GeneratedRegex("""[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})""")]
    private static partial Regex Moments();
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>What the real Studio asked, recorded in the tests of the browser, is asked again of a new server, and the answers are as approved.</summary>
public sealed partial class ReplayTests
{
    private const int MostTold = 25;

    /// <summary>What a designer does with a definition, in the order in which it is done first.</summary>
    private static readonly string[] s_session =
    [
        "GET /workflow-definitions/validation/is-name-unique", "POST /workflow-definitions", "GET /workflow-definitions/*/export", "POST /workflow-definitions/*/execute", "GET /workflow-instances/*",
        "POST /workflow-instances/*/journal", "POST /activity-executions/report", "POST /workflow-definitions/*/revert/*", "POST /workflow-definitions/import", "DELETE /workflow-definitions/*",
    ];

    private static readonly string[] s_recordings = ["drawing", "running"];

    public static TheoryData<string> Recordings => [.. s_recordings];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task What_Studio_asked_is_answered_as_approved(string name)
    {
        var server = new RunningServer { HasProcedures = false };
        await server.InitializeAsync();
        try
        {
            using var dana = await server.AsAsync("dana");
            var approved = File.Exists(ContractFiles.Approved(name)) ? await File.ReadAllTextAsync(ContractFiles.Approved(name)) : "[]";

            var received = await AskAgainAsync(dana, ContractFiles.Read(name));

            if (approved != ContractFiles.Written(received))
            {
                await File.WriteAllTextAsync(ContractFiles.Received(name), ContractFiles.Written(received));
                Assert.Fail($"""
                    Studio would be answered otherwise than approved:
                      {string.Join("\n  ", Told(ContractFiles.Parsed(approved)!.AsArray(), received).Take(MostTold))}
                    If that is meant and Studio bears it, copy {ContractFiles.Received(name)} over {ContractFiles.Approved(name)}.
                    """);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public void The_recordings_hold_all_that_a_designer_does()
    {
        var asked = s_recordings.SelectMany(ContractFiles.Read).ToList();

        Assert.Empty(s_session.Except(asked.Select(one => StudioCalls.Route($"{one.Method} {Name().Replace(one.Path.Split('?')[0], new string('0', 32))}"))));
        Assert.Contains(asked, one => one.Body?["publish"]?.GetValue<bool>() == true);
    }

    private static async Task<JsonArray> AskAgainAsync(ElsaClient client, IReadOnlyList<Asked> recorded)
    {
        var (made, names, told) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), new JsonArray());
        foreach (var asked in recorded)
        {
            var answer = await client.SendAsync(new HttpMethod(asked.Method), MadeUp.Fill(asked.Path, made), asked.Body is null ? null : ContractFiles.Parsed(MadeUp.Fill(asked.Body.ToJsonString(), made)));
            var body = ContractFiles.Parsed(answer.Text);
            foreach (var (name, place) in asked.Gives ?? [])
                names[made[name] = MadeUp.At(body, place)] = name;
            var line = new JsonObject { ["request"] = $"{asked.Method} {asked.Path}", ["status"] = (int)answer.Status };
            if (answer.Message.Content.Headers.ContentType is { } type)
                line["type"] = type.ToString();
            foreach (var header in new[] { "x-elsa-workflow-instance-id", "x-elsa-workflow-cannot-start" })
            {
                if (answer.Message.Headers.TryGetValues(header, out var values))
                    line[header] = string.Join(", ", values);
            }
            if (answer.Message.Content.Headers.ContentDisposition is { } disposition)
                line["content-disposition"] = disposition.ToString();
            line["body"] = Short(asked.Path, body);
            told.Add(ContractFiles.Parsed(MadeUp.Replace(line.ToJsonString(), NameOf)));
        }
        return told;

        // Neither do these say the same the next time, though nothing later needs them.
        string NameOf(string value) => names.TryGetValue(value, out var name) ? name : names[value] = $"{{{{other-{names.Count + 1}}}}}";
    }

    /// <summary>How each activity is described is approved where it is made; here it counts that all are told.</summary>
    private static JsonNode? Short(string path, JsonNode? body) => path.StartsWith("/descriptors/activities?", StringComparison.Ordinal) && body?["items"] is JsonArray items
        ? new JsonArray([.. items.Select(item => (JsonNode)$"{item!["typeName"]} {item["version"]}")])
        : body;

    [GeneratedRegex("{{[^}]*}}")]
    private static partial Regex Name();

    private static IEnumerable<string> Told(JsonArray approved, JsonArray received) =>
        Enumerable.Range(0, Math.Max(approved.Count, received.Count)).SelectMany(at => Difference.Between(
            at < approved.Count ? approved[at] : null, at < received.Count ? received[at] : null,
            string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {(at < received.Count ? received : approved)[at]!["request"]}:"))); // every line has a request
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>
/// What a server makes up anew each time: ids of definitions, versions and instances, and the revision that a save is based on. Moments are none of it: the clock of a test stands still.
/// </summary>
internal static partial class MadeUp
{
    private const string Revision = "iq:revision";

    /// <summary>Each in an answer, with its place.</summary>
    public static IEnumerable<(string Value, string Place)> In(JsonNode? answer, string place = "")
    {
        switch (answer)
        {
            case JsonObject members:
                return members.SelectMany(member => member is { Key: Revision, Value: JsonValue number }
                    ? [(RevisionText(number.ToJsonString()), $"{place}/{Revision}")]
                    : In(member.Value, $"{place}/{member.Key}"));
            case JsonArray items:
                return items.SelectMany((item, at) => In(item, string.Create(CultureInfo.InvariantCulture, $"{place}/{at}")));
            case JsonValue value when value.TryGetValue(out string? text) && Id().Match(text) is { Success: true } match && match.Length == text.Length:
                return [(text, place)];
            default:
                return [];
        }
    }

    /// <summary>What stands at that place of an answer, as <see cref="In"/> tells it.</summary>
    public static string At(JsonNode? answer, string place) =>
        In(answer).FirstOrDefault(found => found.Place == place).Value ?? throw new InvalidDataException($"The answer has nothing at {place} that later requests need.");

    /// <summary>The text of a JSON document with other words for what is made up.</summary>
    public static string Replace(string json, Func<string, string> other) =>
        RevisionMember().Replace(Id().Replace(json, id => other(id.Value)), revision => other(RevisionText(revision.Groups[1].Value)) is var word && word.StartsWith(Revision, StringComparison.Ordinal) ? revision.Value : $"\"{Revision}\":\"{word}\"");

    /// <summary>The text of a JSON document with what a server has made up now for the names in it.</summary>
    public static string Fill(string json, IReadOnlyDictionary<string, string> made)
    {
        foreach (var (name, value) in made)
        {
            json = value.StartsWith(Revision, StringComparison.Ordinal)
                ? json.Replace($"\"{name}\"", value[(Revision.Length + 1)..], StringComparison.Ordinal)
                : json.Replace(name, value, StringComparison.Ordinal);
        }
        return json;
    }

    private static string RevisionText(string number) => $"{Revision} {number}";

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Id();

    [GeneratedRegex("\"iq:revision\":([0-9]+)")]
    private static partial Regex RevisionMember();
}

using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Tests;

public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_gaps()
    {
        foreach (var texts in Files())
        {
            var (german, english) = (Of(texts, "de"), Of(texts, "en"));

            Assert.NotEmpty(german);
            Assert.Equal(german.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
            Assert.All(german, pair => Assert.Equal((pair.Key, Gaps(pair.Value)), (pair.Key, Gaps(english[pair.Key]))));
        }
    }

    [Fact]
    public void No_key_stands_in_two_files()
    {
        var keys = Files().SelectMany(texts => Of(texts, "de").Keys).ToList();

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys.Distinct().Order(StringComparer.Ordinal));
    }

    private static List<ResourceManager> Files() => [.. typeof(Words).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".Texts.resources", StringComparison.Ordinal)).Select(name => new ResourceManager(name[..^".resources".Length], typeof(Words).Assembly))];

    // German is what the assembly itself holds.
    private static Dictionary<string, string> Of(ResourceManager texts, string language) =>
        texts.GetResourceSet(language == "de" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string Gaps(string text) => string.Join(' ', Gap().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Gap();
}

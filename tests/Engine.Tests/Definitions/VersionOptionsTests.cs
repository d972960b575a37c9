using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Tests.Definitions;

public sealed class VersionOptionsTests
{
    private static readonly VersionRow[] s_rows = [new("a", 1, false, false), new("b", 2, false, true), new("c", 3, true, false)];

    [Theory]
    [InlineData(null, "1 2 3")]
    [InlineData("", "1 2 3")]
    [InlineData("AllVersions", "1 2 3")]
    [InlineData("Latest", "3")]
    [InlineData("latest", "3")]
    [InlineData("Published", "2")]
    [InlineData("LatestOrPublished", "2 3")]
    [InlineData("LatestAndPublished", "")]
    [InlineData("Draft", "1 3")]
    [InlineData("2", "2")]
    [InlineData(" 3 ", "3")]
    [InlineData("7", "")]
    public void The_versions_asked_for_are_included(string? text, string versions)
    {
        var options = VersionOptions.Parse(text)!;

        Assert.Equal(versions, string.Join(' ', s_rows.Where(options.Includes).Select(row => row.Version)));
        Assert.Equal(options, VersionOptions.Parse(options.ToString()));
    }

    [Theory]
    [InlineData("Newest")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("Number")]
    public void Other_words_are_refused(string text) => Assert.Null(VersionOptions.Parse(text));
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Tests.Definitions;

/// <summary>Histories are written as one word per version: number, L when latest, P when published. The id of version n is "vn".</summary>
public sealed class DefinitionHistoryTests
{
    [Theory]
    [InlineData("", "1L", "1L", true)]
    [InlineData("1L", "1L", "1L", false)] // a draft is overwritten in place
    [InlineData("1LP", "1P 2L", "2L", true)] // over a published version a draft is made; the old one goes on running
    [InlineData("1P 2L", "1P 2L", "2L", false)]
    [InlineData("1 2LP", "1 2P 3L", "3L", true)]
    [InlineData("1 2LP 5", "1 2P 5 6L", "6L", true)] // numbers are never used twice
    [InlineData("1P 2", "1P 2L", "2L", false)] // a store that lost the mark
    public void Saving_a_draft(string before, string after, string written, bool isNew) =>
        AssertChange(DefinitionHistory.SaveDraft(Rows(before), "new"), after, written, isNew);

    [Theory]
    [InlineData("", "1LP", "1LP", true)]
    [InlineData("1L", "1LP", "1LP", false)]
    [InlineData("1LP", "1 2LP", "2LP", true)]
    [InlineData("1P 2L", "1 2LP", "2LP", false)]
    public void Saving_and_publishing_at_once(string before, string after, string written, bool isNew) =>
        AssertChange(DefinitionHistory.SaveAndPublish(Rows(before), "new"), after, written, isNew);

    [Theory]
    [InlineData("1L", 1, "1LP")]
    [InlineData("1LP", 1, "1LP")]
    [InlineData("1P 2L", 2, "1 2LP")]
    [InlineData("1 2LP", 1, "1LP 2")] // an older one: it alone is latest and published
    [InlineData("1L", 7, null)]
    public void Publishing(string before, int version, string? after)
    {
        var change = DefinitionHistory.Publish(Rows(before), Id(version));

        Assert.Equal(after, change is null ? null : Text(change.Versions));
        Assert.Equal(after is null ? null : version, change?.Published?.Version);
    }

    [Theory]
    [InlineData("1LP", "1L")]
    [InlineData("1P 2L", "1 2L")]
    [InlineData("1L", null)]
    [InlineData("", null)]
    public void Retracting(string before, string? after)
    {
        var change = DefinitionHistory.Retract(Rows(before));

        Assert.Equal(after, change is null ? null : Text(change.Versions));
        Assert.Null(change?.Published);
    }

    [Theory]
    [InlineData("1 2LP", 1, "1 2P 3L")] // what runs goes on running
    [InlineData("1P 2L", 1, "1P 2 3L")]
    [InlineData("1L", 1, "1 2L")]
    [InlineData("1L", 2, null)]
    public void Reverting(string before, int version, string? after)
    {
        var change = DefinitionHistory.Revert(Rows(before), version, "new");

        Assert.Equal(after, change is null ? null : Text(change.Versions));
        Assert.Equal(after is null ? null : "new", change?.Written?.Id);
    }

    [Theory]
    [InlineData("1P 2L", 2, "1LP")] // the highest that remains becomes latest
    [InlineData("1 2P 3L", 3, "1 2LP")]
    [InlineData("1 2P 3L", 2, "1 3L")]
    [InlineData("1L", 1, "")]
    [InlineData("1L", 2, null)]
    public void Deleting_a_version(string before, int version, string? after)
    {
        var change = DefinitionHistory.Delete(Rows(before), version);

        Assert.Equal(after, change is null ? null : Text(change.Versions));
    }

    [Fact]
    public void Whatever_happens_one_version_is_latest_and_at_most_one_published()
    {
        var step = Gen.Zip(Gen.Choose(0, 5), Gen.Choose(1, 8));

        Prop.ForAll(Arb.From(Gen.ArrayOf(step)), steps =>
        {
            IReadOnlyList<VersionRow> rows = [];
            var ids = 0;
            foreach (var (kind, version) in steps)
            {
                var newId = $"id{ids++}";
                var change = kind switch
                {
                    0 => DefinitionHistory.SaveDraft(rows, newId),
                    1 => DefinitionHistory.SaveAndPublish(rows, newId),
                    2 => DefinitionHistory.Publish(rows, rows.FirstOrDefault(row => row.Version == version)?.Id ?? ""),
                    3 => DefinitionHistory.Retract(rows),
                    4 => DefinitionHistory.Revert(rows, version, newId),
                    _ => DefinitionHistory.Delete(rows, version),
                };
                rows = change?.Versions ?? rows;
                Assert.Equal(rows.Count == 0 ? 0 : 1, rows.Count(row => row.IsLatest));
                Assert.True(rows.Count(row => row.IsPublished) <= 1);
                Assert.Equal(rows.Count, rows.Select(row => row.Version).Distinct().Count());
                Assert.True(change?.Written is null || rows.Contains(change.Written));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertChange(HistoryChange change, string after, string written, bool isNew)
    {
        Assert.Equal(after, Text(change.Versions));
        Assert.Equal(written, Text([change.Written!]));
        Assert.Equal(isNew, change.IsNew);
    }

    private static List<VersionRow> Rows(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Row)];

    private static VersionRow Row(string word)
    {
        var version = int.Parse(word.TrimEnd('L', 'P'), CultureInfo.InvariantCulture);
        return new VersionRow(Id(version), version, word.Contains('L'), word.Contains('P'));
    }

    private static string Text(IEnumerable<VersionRow> rows) => string.Join(' ', rows.Select(row => $"{row.Version}{(row.IsLatest ? "L" : "")}{(row.IsPublished ? "P" : "")}"));

    private static string Id(int version) => $"v{version}";
}

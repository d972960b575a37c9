using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Tests.RuleFiles;

public sealed class SpoiltFileTests
{
    private static readonly string[] s_catalog = Shipped.TextOf("deadlines.yaml").Split('\n');
    private static readonly string[] s_codes = Shipped.TextOf("codes.yaml").Split('\n');
    private static readonly string[] s_facts = Shipped.TextOf("facts.yaml").Split('\n');
    private static readonly string[] s_holidays = Shipped.TextOf("holidays.yaml").Split('\n');

    [Fact]
    public void A_spoilt_file_gives_a_value_or_problems_and_never_fails()
    {
        var spoil = from line in Gen.Choose(0, 10_000)
                    from how in Gen.Elements("", "  ", "{", "- ", ": ", "code: D01", "length: 0 days", "valid_from: 2026-02-30", "when: [[a]]", "x", "&a *a", "\t", "\u0000", "'")
                    from replace in Gen.Elements(true, false)
                    select (line, how, replace);

        Prop.ForAll(Arb.From(RandomPeriods.Few(spoil, 4)), spoilt =>
        {
            AssertRead(HolidayFile.Read(Spoilt(s_holidays, spoilt), "holidays.yaml"));
            AssertRead(CodeFile.Read(Spoilt(s_codes, spoilt), "codes.yaml"));
            AssertRead(FactFile.Read(Spoilt(s_facts, spoilt), "facts.yaml", Shipped.CaseFacts.Codes, [.. Shipped.Catalog.Facts.Keys]));
            AssertRead(DeadlineFile.Read(Spoilt(s_catalog, spoilt), "deadlines.yaml", Shipped.Holidays));
        }).Holds(40);
    }

    [Fact]
    public void A_colon_too_many_is_told_wherever_it_stands() => Assert.All(Enumerable.Range(0, s_catalog.Length), line =>
        AssertRead(DeadlineFile.Read(Spoilt(s_catalog, [(line, ": ", false)]), "deadlines.yaml", Shipped.Holidays)));

    private static void AssertRead<T>(RuleReading<T> reading) where T : class
    {
        Assert.Equal(reading.Value is null, reading.Problems.Count > 0);
        Assert.All(reading.Problems, problem => Assert.True(problem.Line > 0 && problem.Message.Length > 0 && problem.Remedy.Length > 0));
    }

    private static string Spoilt(string[] lines, (int Line, string How, bool Replace)[] spoilt)
    {
        var text = lines.ToList();
        foreach (var (line, how, replace) in spoilt)
        {
            var at = line % text.Count;
            text[at] = replace ? how : text[at] + how;
        }
        return string.Join('\n', text);
    }
}

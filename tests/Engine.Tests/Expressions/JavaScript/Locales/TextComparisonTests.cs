using FsCheck;
using FsCheck.Fluent;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Locales;

/// <summary>The expected orders were taken from Node.</summary>
public sealed class TextComparisonTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "B")]
    [InlineData("a", "A")]
    [InlineData("A", "b")]
    [InlineData("", "a")]
    [InlineData("a", "ä")]
    [InlineData("ä", "b")]
    [InlineData("Ä", "az")]
    [InlineData("Muller", "Müller")]
    [InlineData("Müller", "Mullers")]
    [InlineData("ss", "ß")]
    [InlineData("Strasse", "Straße")]
    [InlineData("Straße", "Strassen")]
    [InlineData("zebra", "Zebra")]
    [InlineData("cote", "coté")]
    [InlineData("coté", "côte")]
    [InlineData("o", "ø")]
    [InlineData("10", "2")]
    [InlineData("9", "a")]
    [InlineData(" a", "a")]
    [InlineData("_a", "-a")]
    [InlineData("-", "1")]
    [InlineData("de luge", "deluge")]
    [InlineData("z", "α")]
    [InlineData("α", "я")]
    public void One_text_comes_before_the_other(string first, string second)
    {
        Assert.True(TextComparison.Compare(first, second) < 0);
        Assert.True(TextComparison.Compare(second, first) > 0);
    }

    [Theory]
    [InlineData("a", "Ä", "Base", true)]
    [InlineData("a", "A", "Accent", true)]
    [InlineData("a", "ä", "Accent", false)]
    [InlineData("a", "ä", "Case", true)]
    [InlineData("a", "A", "Case", false)]
    [InlineData("a", "A", "Variant", false)]
    [InlineData("ß", "SS", "Base", true)]
    [InlineData("a", "b", "Base", false)]
    public void Sensitivity_says_which_differences_count(string left, string right, string sensitivity, bool same) =>
        Assert.Equal(same, TextComparison.Compare(left, right, Enum.Parse<TextSensitivity>(sensitivity)) == 0);

    [Theory]
    [InlineData("Nr. 2", "Nr. 10")]
    [InlineData("a9b", "a10a")]
    [InlineData("007", "8")]
    [InlineData("9", "a")]
    public void Numbers_can_count_by_their_value(string first, string second) =>
        Assert.True(TextComparison.Compare(first, second, isNumeric: true) < 0);

    [Fact]
    public void The_order_is_one_order()
    {
        var texts = Gen.Elements("a", "A", "ä", "Ä", "ß", "ss", "z", "é", "1", "10", "-", " ", "я").ListOf(4).Select(string.Concat);

        Prop.ForAll(
            texts.SelectMany(_ => texts, (a, b) => (a, b)).SelectMany(_ => texts, (pair, c) => (pair.a, pair.b, c)).ToArbitrary(),
            t => Math.Sign(TextComparison.Compare(t.a, t.b)) == -Math.Sign(TextComparison.Compare(t.b, t.a))
                && (TextComparison.Compare(t.a, t.b) > 0 || TextComparison.Compare(t.b, t.c) > 0 || TextComparison.Compare(t.a, t.c) <= 0))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }
}

using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.RegularExpressions;

public sealed class RegexSearchTests
{
    [Theory]
    [InlineData("b", "", "abab", 2, 3)]
    [InlineData("b", "y", "abab", 1, 1)]
    [InlineData("a", "", "abab", 4, -1)]
    [InlineData("", "", "ab", 2, 2)]
    [InlineData("", "", "ab", 3, -1)]
    [InlineData("^b", "", "ab", 1, -1)]
    [InlineData("(?<=a)b", "y", "ab", 1, 1)]
    public void A_search_begins_where_it_is_told(string pattern, string flags, string input, int start, int expected)
    {
        long budget = 1000;

        var match = RegexProgram.Compile(pattern, flags).Match(input, start, ref budget);

        Assert.Equal(expected, match?.Start ?? -1);
    }

    [Fact]
    public void A_sticky_pattern_matches_at_its_place_or_not_at_all()
    {
        long budget = 1000;

        Assert.Null(RegexProgram.Compile("b", "y").Match("abab", 0, ref budget));
    }

    [Fact]
    public void With_u_the_middle_of_a_code_point_is_its_start()
    {
        long budget = 1000;

        Assert.Equal(1, RegexProgram.Compile("\\u{1F600}", "u").Match("a\U0001F600", 2, ref budget)?.Start);
        Assert.Null(RegexProgram.Compile("^\\uD83D", "u").Match("\U0001F600", 0, ref budget));
        Assert.Equal(0, RegexProgram.Compile("^\\uD83D", "").Match("\U0001F600", 0, ref budget)?.Start);
        Assert.Equal(1, RegexProgram.Compile("\\uD83D", "u").Match("\uDE00\uD83D", 0, ref budget)?.Start);
    }

    [Fact]
    public void Every_general_category_and_listed_property_has_members()
    {
        foreach (var name in "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Cn Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So L LC M N Z P S C".Split(' '))
        {
            Assert.NotEmpty(UnicodeProperties.Find(name)!.Ranges);
            Assert.NotEmpty(UnicodeProperties.Find("gc=" + name)!.Ranges);
        }

        Assert.Null(UnicodeProperties.Find("Klingon"));
        Assert.Null(UnicodeProperties.Find("Script=Klingon"));
    }
}

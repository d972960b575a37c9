using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.RegularExpressions;

public sealed class RegexSyntaxTests
{
    [Theory]
    [InlineData("(", "")]
    [InlineData(")", "")]
    [InlineData("(?", "")]
    [InlineData("(?a)", "")]
    [InlineData("(?<a", "")]
    [InlineData("(?<1>x)", "")]
    [InlineData("(?<a>x)(?<a>y)", "")]
    [InlineData("[", "")]
    [InlineData("[b-a]", "")]
    [InlineData("[\\d-a]", "u")]
    [InlineData("*", "")]
    [InlineData("a**", "")]
    [InlineData("a+?*", "")]
    [InlineData("^*", "")]
    [InlineData("\\b+", "")]
    [InlineData("(?<=a)*", "")]
    [InlineData("(?=a)*", "u")]
    [InlineData("{1}", "")]
    [InlineData("a{2,1}", "")]
    [InlineData("{", "u")]
    [InlineData("}", "u")]
    [InlineData("]", "u")]
    [InlineData("a{", "u")]
    [InlineData("\\", "")]
    [InlineData("\\1", "u")]
    [InlineData("(a)\\2", "u")]
    [InlineData("\\a", "u")]
    [InlineData("\\-", "u")]
    [InlineData("\\c", "u")]
    [InlineData("\\x1", "u")]
    [InlineData("\\u{110000}", "u")]
    [InlineData("\\u{}", "u")]
    [InlineData("\\p{Nope}", "u")]
    [InlineData("\\p", "u")]
    [InlineData("\\p{L", "u")]
    [InlineData("\\k<b>(?<a>x)", "")]
    [InlineData("\\k(?<a>x)", "")]
    [InlineData("\\k<a>", "u")]
    [InlineData("(?<a\\u{110000}>x)", "")]
    [InlineData("\\01", "u")]
    [InlineData("[\\8]", "u")]
    [InlineData("(?:", "")]
    [InlineData("(?<>x)", "")]
    [InlineData("a|*", "")]
    [InlineData("x{1}{1}", "")]
    public void Patterns_that_break_a_rule_are_refused(string pattern, string flags) =>
        Assert.Throws<ScriptException>(() => RegexProgram.Compile(pattern, flags));

    [Theory]
    [InlineData("a(b", 1, 2)]
    [InlineData("ab[c", 1, 3)]
    [InlineData("ab**", 1, 4)]
    [InlineData("[a-c][z-a]", 1, 7)]
    [InlineData("a\nb\nc{3,1}", 3, 2)]
    [InlineData("(?<name>a)\\k<nam>", 1, 11)]
    public void The_place_in_the_pattern_is_told(string pattern, int line, int column)
    {
        var refusal = Assert.Throws<ScriptException>(() => RegexProgram.Compile(pattern, ""));

        Assert.Equal((line, column), (refusal.Line, refusal.Column));
        Assert.Null(refusal.Limit);
    }

    [Theory]
    [InlineData("gg")]
    [InlineData("x")]
    [InlineData("G")]
    [InlineData("v")]
    public void Unknown_repeated_and_unsupported_flags_are_refused(string flags) =>
        Assert.Throws<ScriptException>(() => RegexProgram.Compile("a", flags));

    [Fact]
    public void Flags_are_listed_in_the_order_of_the_language() =>
        Assert.Equal("dgimsuy", RegexFlagLetters.Text(RegexFlagLetters.Parse("yusmigd")));

    [Fact]
    public void Names_are_listed_in_the_order_of_the_pattern()
    {
        var program = RegexProgram.Compile("(?<year>\\d+)-(\\d+)-(?<day>\\d+)", "");

        Assert.Equal([("year", 1), ("day", 3)], program.Names);
        Assert.Equal(4, program.GroupCount);
    }

    [Fact]
    public void Patterns_of_hostile_size_are_refused()
    {
        Assert.Throws<ScriptException>(() => RegexProgram.Compile(new string('a', 20_000), ""));
        Assert.Throws<ScriptException>(() => RegexProgram.Compile(string.Concat(Enumerable.Repeat("()", 5_000)), ""));
        Assert.Throws<ScriptException>(() => RegexProgram.Compile(new string('(', 300) + new string(')', 300), ""));
    }
}

using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.RegularExpressions;

public sealed class RegexBudgetTests
{
    [Theory]
    [InlineData("(a+)+$", 40)]
    [InlineData("(a|a)*$", 40)]
    [InlineData("(a|aa)+$", 40)]
    [InlineData("(?:a*)*$", 40)]
    [InlineData("([a-z]+)*=", 40)]
    [InlineData("(.*)*x", 40)]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$", 40)]
    [InlineData("(?=(a+)+$)a", 40)]
    [InlineData("(?<=^b(a+)+)!", 40)]
    [InlineData("(a*)*\\1b", 40)]
    [InlineData("a*a*a*a*a*a*a*b", 200)]
    [InlineData("(?:(?:a{0,50}){0,50}){0,50}b", 60)]
    [InlineData("(?:){1000000000}", 1)]
    [InlineData(".*.*.*=.*", 2000)]
    public void Patterns_that_explode_end_at_the_budget(string pattern, int length)
    {
        long budget = 1_000_000;
        var program = RegexProgram.Compile(pattern, "");

        var refusal = Assert.Throws<ScriptException>(() => program.Match(new string('a', length) + "!", 0, ref budget));

        Assert.Equal("regex steps", refusal.Limit);
        Assert.Equal(0, budget);
    }

    [Fact]
    public void The_budget_is_shared_by_the_matches_of_a_run()
    {
        long budget = 1000;
        var program = RegexProgram.Compile("a+b", "");

        var matches = 0;
        Assert.Throws<ScriptException>(() =>
        {
            for (; matches < 1000; matches++)
            {
                program.Match("xxaab", 0, ref budget);
            }
        });

        Assert.InRange(matches, 10, 500);
    }

    [Fact]
    public void Searching_a_long_text_costs_less_than_a_step_per_character()
    {
        long budget = 1_000_000;
        var text = new string(' ', 1_000_000) + "Aktenzeichen 17";

        var match = RegexProgram.Compile("Aktenzeichen (\\d+)", "").Match(text, 0, ref budget);

        Assert.Equal("17", match?.Text(1));
        Assert.InRange(budget, 800_000, 999_999);
    }

    [Fact]
    public void Deep_backtracking_needs_no_stack_of_the_thread()
    {
        long budget = 10_000_000;
        var text = new string('a', 200_000);

        var match = RegexProgram.Compile("(?:a|b)*c|(?:(a)|b)*", "").Match(text, 0, ref budget);

        Assert.Equal(200_000, match?.Length);
    }

    [Fact]
    public void The_same_match_takes_the_same_steps()
    {
        long first = 100_000;
        long second = 100_000;

        RegexProgram.Compile("(\\w+)\\s\\1", "i").Match("the rain in in Spain", 0, ref first);
        RegexProgram.Compile("(\\w+)\\s\\1", "i").Match("the rain in in Spain", 0, ref second);

        Assert.Equal(first, second);
        Assert.True(first < 100_000);
    }
}

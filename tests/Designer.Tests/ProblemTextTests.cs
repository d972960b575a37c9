using System.Reflection;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Designer.Pages;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Designer.Tests;

public sealed class ProblemTextTests
{
    public static TheoryData<string> Codes =>
    [
        .. typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!), // constants of text, all of them
        "circle", "expression-language", "form", "length", "no-title", "personal-fact", "script", "unknown-activity", "unknown-milestone", "unknown-outcome",
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_kind_of_problem_has_words_in_both_languages(string code)
    {
        var problem = Problem.Error(code, "$.root", "Something was found.", "Mend it.", "kasten");

        Assert.NotEmpty(ProblemText.Kind(problem, Language.German));
        Assert.NotEmpty(ProblemText.Kind(problem, Language.English));
        Assert.NotEqual(ProblemText.Kind(problem, Language.German), ProblemText.Kind(problem, Language.English));
    }

    [Fact]
    public void Studio_is_told_in_german_what_kind_it_is_and_in_english_what_was_found()
    {
        var problem = Problem.Error("no-title", "$.root", "The input Title is empty.", "Say it.", "kasten");

        Assert.Equal("kasten: Der Titel fehlt. The input Title is empty. Say it.", ProblemText.Sentence(problem, Language.German));
        Assert.Equal("kasten: The input Title is empty. Say it.", ProblemText.Sentence(problem, Language.English));
    }
}

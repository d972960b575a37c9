using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Designer.Pages;

/// <summary>Problems of definitions in few words of the reader's language. What exactly was found is said in English, as all of Studio is.</summary>
internal static class ProblemText
{
    private const string UnknownName = "unknown-name";

    private static readonly ResourceManager s_words = new("IqWorkflows.Designer.Problems", typeof(ProblemText).Assembly);

    /// <summary>What kind of problem it is; empty for a kind without words.</summary>
    public static string Kind(Problem problem, Language language)
    {
        var culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");
        // What rule files know has many kinds, and they all lack the same.
        return s_words.GetString(problem.Code, culture) ?? (problem.Code.StartsWith("unknown-", StringComparison.Ordinal) ? s_words.GetString(UnknownName, culture) : null) ?? "";
    }

    /// <summary>A line for Studio's own messages, which show no more than text.</summary>
    public static string Sentence(Problem problem, Language language)
    {
        string?[] parts = [problem.ActivityId is { Length: > 0 } id ? $"{id}:" : null, language == Language.German ? Kind(problem, language) : null, problem.Message, problem.Remedy];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}

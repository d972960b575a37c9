using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Asking;

/// <summary>Titles in both languages: without an English one the German stands for both.</summary>
internal static class Titles
{
    public static void Check(BoxBinding binding, Input<string> german, Input<string> english)
    {
        if (german.IsLiteral && Objects.Named(german.Literal) is null)
            binding.Problem(ProblemSeverity.Error, "no-title", $"The input {german.Name} is empty; nobody would know what is asked for.", "Say in a few German words what it is.");
        if (english.IsLiteral && Objects.Named(english.Literal) is null)
            binding.Problem(ProblemSeverity.Warning, "no-english-title", $"The input {english.Name} is empty; the German words are shown in English too.", "Say it in English as well.");
    }

    public static (string German, string English) Of(Step step, Input<string> german, Input<string> english)
    {
        var said = Objects.Named(step.Get(german)) ?? "";
        return (said, Objects.Named(step.Get(english)) ?? said);
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities;

/// <summary>Checks inputs that are lengths of time.</summary>
internal static class Lengths
{
    public static bool IsLength(string text) => DayOffset.TryParse(text, out var offset) && offset.Count >= 0;

    /// <summary>A computed length cannot be read.</summary>
    public static StepResult Refused(string text) => new StepResult.Faulted($"'{text}' is no length of time. Write 5 WD, 14 d, 2 w or 1 m.");

    /// <summary>Tells of a stated length that cannot be read.</summary>
    public static void Check(BoxBinding binding, Input<string> input, bool mayPointBack)
    {
        if (!input.IsLiteral || Objects.Named(input.Literal) is not { } text || (mayPointBack ? DayOffset.TryParse(text, out _) : IsLength(text)))
            return;
        binding.Problem(
            ProblemSeverity.Error, "length", $"'{text}' in the input {input.Name} is no length of time.", mayPointBack ? "Write 0, +1 WD, -14 d or 2 m." : "Write 5 WD, 14 d, 2 w or 1 m.");
    }
}

using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities;

/// <summary>Inputs with a closed list of values.</summary>
internal static class OneOf
{
    public static void Check(BoxBinding binding, Input<string> input, IReadOnlyList<string> values)
    {
        if (input.IsLiteral && !values.Contains(input.Literal ?? ""))
            binding.Problem(ProblemSeverity.Error, $"unknown-{input.Name.ToLowerInvariant()}", $"'{input.Literal}' in the input {input.Name} means nothing.", $"Choose {string.Join(", ", values)}.");
    }

    /// <summary>A computed value is none of them.</summary>
    public static StepResult Refused(Input<string> input, string found, IReadOnlyList<string> values) =>
        new StepResult.Faulted($"'{found}' in the input {input.Name} means nothing. Choose {string.Join(", ", values)}.");
}

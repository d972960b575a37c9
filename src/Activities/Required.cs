using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities;

/// <summary>Inputs without which a box can do nothing.</summary>
internal static class Required
{
    public static void Check(BoxBinding binding, params Input<string>[] inputs)
    {
        foreach (var input in inputs)
        {
            if (input.IsLiteral && Objects.Named(input.Literal) is null)
                binding.Problem(ProblemSeverity.Error, $"missing-{input.Name.ToLowerInvariant()}", $"The input {input.Name} is empty.", "Give it a value.");
        }
    }

    /// <summary>A computed value turned out to be empty.</summary>
    public static StepResult Missing(Input<string> input) => new StepResult.Faulted($"The input {input.Name} is empty.");
}

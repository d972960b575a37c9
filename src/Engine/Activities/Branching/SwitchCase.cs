using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>One case of a Switch or FlowSwitch.</summary>
/// <param name="Label">Its name, in a flowchart the outcome.</param>
/// <param name="Condition">Whether it holds.</param>
/// <param name="Activity">What a Switch then runs, or null.</param>
public sealed record SwitchCase(string Label, Expression Condition, Box? Activity)
{
    /// <returns>The cases that hold, in order; only the first unless the mode is MatchAny (or its number, 1).</returns>
    internal static IEnumerable<SwitchCase> Holding(IReadOnlyList<SwitchCase> cases, string? mode, Step step)
    {
        var all = mode is not null && (mode.Equals("MatchAny", StringComparison.OrdinalIgnoreCase) || mode == "1");
        foreach (var @case in cases)
        {
            if (Conversion.To(@case.Condition.Evaluate(step), WorkflowType.Boolean) is true)
            {
                yield return @case;
                if (!all)
                    yield break;
            }
        }
    }
}

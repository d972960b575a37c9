using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>
/// A stretch of work and what may come in between: the body and the handlers run side by side. The phase is over when its body is, or when
/// a <see cref="LeavePhase"/> inside ends it; everything else within it is then cancelled, what still stood in the queue included.
/// </summary>
[Activity("Iq", "Phases", "A stretch of work, and what may come in between.", MayWait = true)]
public sealed class Phase : Activity
{
    private IReadOnlyList<string> _outcomes = Activities.Outcomes.Default;

    [Port]
    public Box? Body { get; private set; }

    /// <summary>Usually a flowchart: from its start a fork leads to one branch for each event. A branch that ends without <see cref="LeavePhase"/> is simply over.</summary>
    [Port]
    public Box? Handlers { get; private set; }

    [Input(Description = "Names by which the phase can be left, besides Done.", UiHint = "dynamic-outcomes", Type = "String[]", Options = ["Done"])]
    public Input<ListValue> Outcomes { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => _outcomes;

    protected internal override void Bind(BoxBinding binding)
    {
        string[] named = ["Done", .. (Outcomes.Literal ?? ListValue.Empty).Select(outcome => TextForm.Of(outcome) ?? "")];
        _outcomes = [.. named.Concat(Body?.Activity.KnownOutcomes ?? []).Distinct()];
        if (Body is null)
        {
            binding.Problem(ProblemSeverity.Warning, ProblemCode.EmptyBody, "The phase has no body; it is over at once, whatever its handlers wait for.", "Put an activity into its body.");
        }
        string[] unnamed = [.. WaysOut([Body, Handlers]).Select(leave => leave.LiteralOutcome).OfType<string>().Except(_outcomes).Distinct()];
        if (unnamed.Length > 0)
        {
            binding.Problem(
                ProblemSeverity.Error, "unknown-outcome", $"Inside, the phase is left with {string.Join(", ", unnamed.Select(name => $"'{name}'"))}, which is not among its outcomes.", "Add the name to the outcomes of the phase.");
        }
    }

    // The handlers stand first in the queue: whatever ends at once in both, they are heard before the body.
    public override StepResult Execute(Step step)
    {
        if (Body is null)
            return StepResult.Done;
        return Handlers is null ? Body.AsEntered : new StepResult.Entered(new Entry(Handlers), new Entry(Body));
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes)
    {
        if (child.Box != Body)
            return StepResult.Going;
        Leaving.DropBelow(step.Burst, step.Run);
        return new StepResult.Completed(outcomes);
    }

    /// <summary>What can end this phase: of a phase within it, the inner one is ended.</summary>
    private static IEnumerable<LeavePhase> WaysOut(IEnumerable<Box?> boxes)
    {
        var open = new Stack<Box>(boxes.OfType<Box>());
        while (open.TryPop(out var box))
        {
            if (box.Activity is LeavePhase leave)
                yield return leave;
            if (box.Activity is Phase)
                continue;
            foreach (var child in box.Children)
                open.Push(child);
        }
    }
}

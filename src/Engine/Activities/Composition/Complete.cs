using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Composition;

/// <summary>Completes the nearest workflow or definition-as-activity around it, with outcomes of its own.</summary>
[Activity("Elsa", "Composition", "Completes the workflow with outcomes of its own.")]
public sealed class Complete : Activity
{
    [Input(Description = "Outcomes: one name or a list.", UiHint = "outcome-picker", DefaultSyntax = "Object")]
    public Input<object> Outcomes { get; private set; } = null!; // set by the catalogue

    public override bool IsTerminal => true;

    public override StepResult Execute(Step step)
    {
        var composite = step.Scope.Composite();
        composite.PendingOutcomes = step.Get(Outcomes) switch
        {
            null => Activities.Outcomes.Default,
            ListValue list => [.. list.Select(outcome => TextForm.Of(outcome) ?? "")],
            var one => [TextForm.Of(one) ?? ""],
        };
        // First its own end, which may end the composite by the usual way; whatever is left of it then is cancelled.
        step.Burst.Complete(step.Run, Activities.Outcomes.Default);
        step.Burst.Complete(composite, composite.PendingOutcomes);
        return StepResult.Going;
    }
}

using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Containers;

/// <summary>Ends the nearest phase around it, also from within a definition used as activity.</summary>
[Activity("Iq", "Phases", "Ends the phase around it.", DisplayName = "Leave phase")]
public sealed class LeavePhase : Activity
{
    [Input(Description = "Name by which the phase is left.", DefaultValue = "Done")]
    public Input<string> Outcome { get; private set; } = null!; // set by the catalogue

    public override bool IsTerminal => true;

    /// <summary>The outcome as the definition states it; null when only a run will know.</summary>
    internal string? LiteralOutcome => Outcome.IsLiteral ? Named(Outcome.Literal) : null;

    protected internal override void Bind(BoxBinding binding)
    {
        var at = binding.Box.Parent;
        while (at is not null && at.Activity is not Phase)
            at = at.Parent;
        if (at is null && !binding.IsUsableAsActivity)
            binding.Problem(ProblemSeverity.Error, "no-phase", "There is no phase around it that could be left.", "Put it into a phase, or end the workflow with Complete.");
    }

    public override StepResult Execute(Step step)
    {
        var phase = step.Run.Parent;
        while (phase is not null && phase.Box.Activity is not Phase)
            phase = phase.Parent;
        if (phase is null)
            return new StepResult.Faulted("There is no phase around it that could be left.");
        var outcome = Named(step.Get(Outcome));
        Leaving.EndWithin(step.Burst, step.Run);
        Leaving.DropBelow(step.Burst, phase);
        step.Burst.Complete(phase, outcome == "Done" ? Activities.Outcomes.Default : [outcome]);
        return StepResult.Going;
    }

    private static string Named(string? outcome) => string.IsNullOrWhiteSpace(outcome) ? "Done" : outcome;
}

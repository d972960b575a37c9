using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.CaseFacts;

/// <summary>Waits until the facts of the case fulfil a condition.</summary>
[Activity("Iq", "Facts", "Waits until the facts of the case fulfil a condition.", DisplayName = "Await facts", MayWait = true)]
public sealed class AwaitFacts : CaseActivity
{
    [Input(Description = "The condition, usually over getFact('kind.field').", UiHint = "singleline", DefaultSyntax = "JavaScript", AutoEvaluate = false)]
    public Input<bool> Condition { get; private set; } = null!; // set by the catalogue

    /// <summary>What every change of a case wakes.</summary>
    public static StimulusKey CaseChanged { get; } = new("Iq.CaseChanged");

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    protected override void Bind(BoxBinding binding)
    {
        if (Condition.IsLiteral && !Condition.Literal)
            binding.Problem(ProblemSeverity.Error, "never", "The condition is always false; this would wait for ever.", "Write it in JavaScript: getFact('language.level') !== null.");
    }

    public override StepResult Execute(Step step) => step.Evaluate(Condition) ? StepResult.Done : new StepResult.Waiting(new Await(CaseChanged, Keeps: true));

    public override StepResult Resume(Step step, string? tag, object? payload) => step.Evaluate(Condition) ? StepResult.Done : StepResult.Going;
}

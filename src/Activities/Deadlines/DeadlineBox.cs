using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>A box about one deadline of the catalogue.</summary>
public abstract class DeadlineBox : CaseActivity
{
    [Input(Description = "Code of the catalogue, for example D03.", UiHint = "dropdown", ChoicesFrom = "deadlines")]
    public Input<string> Code { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it belongs to: decision:1, or a kind for its current object.", DefaultValue = Objects.Application)]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.Deadline, Code);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Code);

    public sealed override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Code)) is not { } code)
            return Required.Missing(Code);
        return Execute(step, code, Objects.Named(step.Get(Object)) ?? Objects.Application);
    }

    private protected abstract StepResult Execute(Step step, string code, string belongsTo);
}

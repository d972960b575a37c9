using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Reminding;

/// <summary>One message of an occasion, at once: by mail, or as a letter where mail is not allowed.</summary>
[Activity("Iq", "Messages", "Sends one message of an occasion at once.", DisplayName = "Send mail")]
public sealed class SendMail : CaseActivity
{
    [Input(Description = "Code of the occasion, for example M13.", UiHint = "dropdown", ChoicesFrom = "occasions")]
    public Input<string> Occasion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it is about: application:2, or a kind for its current object. Empty: the case.")]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Who receives it.", UiHint = "dropdown", Options = ["client", "counsellor", "lead", "coordination", "provider", "authority", "employer"], DefaultValue = "client")]
    public Input<string> Recipient { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.Occasion, Occasion);

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Occasion);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Occasion)) is not { } occasion)
            return Required.Missing(Occasion);
        step.Emit(new CaseEffect.SendMail(occasion, Objects.Named(step.Get(Object)), Objects.Named(step.Get(Recipient)) ?? "client"));
        return StepResult.Done;
    }
}

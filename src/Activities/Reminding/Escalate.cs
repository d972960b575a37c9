using IqWorkflows.Activities.Asking;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Reminding;

/// <summary>Somebody further up must look; the procedure does not wait for it.</summary>
[Activity("Iq", "Messages", "Asks somebody further up to look; goes on at once.")]
public sealed class Escalate : CaseActivity
{
    private static readonly string[] s_levels = ["L1", "L2", "L3", "L4"];

    [Input(Description = "L1 counsellor, L2 lead, L3 coordination, L4 programme.", UiHint = "dropdown", Options = ["L1", "L2", "L3", "L4"], DefaultValue = "L2")]
    public Input<string> Level { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What must be looked at, German.")]
    public Input<string> Text { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What must be looked at, English.", DisplayName = "Text (English)")]
    public Input<string> TextEn { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it is about: application:2, or a kind for its current object. Empty: the case.")]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    [Input(Description = "By when, counted from today: 5 WD, 14 d, 1 m.")]
    public Input<string> Due { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    protected override void Bind(BoxBinding binding)
    {
        Titles.Check(binding, Text, TextEn);
        Lengths.Check(binding, Due, mayPointBack: false);
        OneOf.Check(binding, Level, s_levels);
    }

    public override StepResult Execute(Step step)
    {
        var level = step.Get(Level) ?? "";
        if (!s_levels.Contains(level))
            return OneOf.Refused(Level, level, s_levels);
        var due = Objects.Named(step.Get(Due));
        if (due is not null && !Lengths.IsLength(due))
            return Lengths.Refused(due);
        var (german, english) = Titles.Of(step, Text, TextEn);
        step.Emit(new CaseEffect.Escalate(level, german, english, Objects.Named(step.Get(Object)), due));
        return StepResult.Done;
    }
}

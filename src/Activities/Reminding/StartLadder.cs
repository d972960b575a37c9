using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Reminding;

/// <summary>The rungs of an occasion are planned, counted from a deadline, from a day, or from today.</summary>
[Activity("Iq", "Messages", "Plans the reminders and escalations of an occasion.", DisplayName = "Start ladder")]
public sealed class StartLadder : CaseActivity
{
    [Input(Description = "Code of the occasion, for example M09.", UiHint = "dropdown", ChoicesFrom = "occasions")]
    public Input<string> Occasion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it is about: application:2, or a kind for its current object. Empty: the case.")]
    public Input<string> Object { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The deadline that its days hang on, if any.", UiHint = "dropdown", ChoicesFrom = "deadlines")]
    public Input<string> Deadline { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The day that its days hang on, if any: 2026-03-13, usually computed.")]
    public Input<object> Date { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    public override IEnumerable<RuleUse> RuleUses => [.. Use(RuleKind.Occasion, Occasion), .. Use(RuleKind.Deadline, Deadline)];

    protected override void Bind(BoxBinding binding) => Required.Check(binding, Occasion);

    public override StepResult Execute(Step step)
    {
        if (Objects.Named(step.Get(Occasion)) is not { } occasion)
            return Required.Missing(Occasion);
        if (!TryDay(step.Get(Date), out var day))
            return new StepResult.Faulted("The input Date is no day. Write it as 2026-03-13.");
        step.Emit(new CaseEffect.StartLadder(occasion, Objects.Named(step.Get(Object)), Objects.Named(step.Get(Deadline)), day));
        return StepResult.Done;
    }

    private static bool TryDay(object? value, out DateOnly? day)
    {
        day = value switch
        {
            DateTimeOffset instant => GermanDay.Of(instant),
            DateTime { Kind: DateTimeKind.Utc } instant => GermanDay.Of(instant),
            DateTime date => DateOnly.FromDateTime(date),
            string text when DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", out var read) => read,
            _ => null,
        };
        return day is not null || value is null || value is string blank && string.IsNullOrWhiteSpace(blank);
    }
}

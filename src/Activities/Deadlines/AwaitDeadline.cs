using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Deadlines;

/// <summary>Waits for a day that hangs on a deadline, however often that moves, or until the deadline does not matter any more.</summary>
[Activity("Iq", "Deadlines", "Waits for a day that hangs on a deadline.", DisplayName = "Await deadline", Ports = [Due, Stopped], MayWait = true)]
public sealed class AwaitDeadline : DeadlineBox
{
    /// <summary>Kind of the bookmark; its text is the deadline's code and object.</summary>
    public const string Kind = "Iq.Deadline";

    public const string Due = "Due";

    public const string Stopped = "Stopped";

    private static readonly string[] s_due = [Due];
    private static readonly string[] s_stopped = [Stopped];

    [Input(Description = "Distance from the end of the deadline: 0, +1 WD, -14 d.", DefaultValue = "0 d")]
    public Input<string> Offset { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string> KnownOutcomes => [Due, Stopped];

    protected override void Bind(BoxBinding binding)
    {
        base.Bind(binding);
        Lengths.Check(binding, Offset, mayPointBack: true);
    }

    private protected override StepResult Execute(Step step, string code, string belongsTo)
    {
        var offset = Objects.Named(step.Get(Offset)) ?? "0 d";
        if (!DayOffset.TryParse(offset, out _))
            return new StepResult.Faulted($"'{offset}' is no distance between days. Write 0, +1 WD or -14 d.");
        step.Emit(new CaseEffect.AwaitDeadline(code, belongsTo, offset, step.NextBookmark));
        return new StepResult.Waiting(new Await(new StimulusKey(Kind, $"{code} {belongsTo}")));
    }

    /// <summary>A timer comes without a word; that the deadline was stopped is said in the answer.</summary>
    public override StepResult Resume(Step step, string? tag, object? payload) =>
        new StepResult.Completed(CaseAnswer.Of(payload).Outcome == Stopped ? s_stopped : s_due);
}

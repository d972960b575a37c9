using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Runs the activities of the cases that hold; over when all that began are.</summary>
[Activity("Elsa", "Branching", "Runs the activities of the cases that hold.")]
public sealed class Switch : Activity
{
    [Input(Description = "The cases, each with a condition and an activity.", UiHint = "switch-editor", Type = "SwitchCase[]")]
    public IReadOnlyList<SwitchCase> Cases { get; private set; } = [];

    [Input(Description = "Whether the first case that holds counts, or all.", UiHint = "dropdown", Options = ["MatchFirst", "MatchAny"], Type = "SwitchMode", DefaultValue = "MatchFirst")]
    public Input<string> Mode { get; private set; } = null!; // set by the catalogue

    [Port]
    public Box? Default { get; private set; }

    [Output(Description = "Unused; kept for Elsa's definitions.")]
    public Output Output { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step)
    {
        var children = new List<Entry>();
        var holds = false;
        foreach (var @case in SwitchCase.Holding(Cases, step.Get(Mode), step))
        {
            holds = true;
            if (@case.Activity is { } box)
                children.Add(new Entry(box));
        }
        if (!holds && Default is { } @default)
            children.Add(new Entry(@default));
        step.Run.Counter = children.Count;
        return children.Count == 0 ? StepResult.Done : new StepResult.Entered([.. children]);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        --step.Run.Counter == 0 ? StepResult.Done : StepResult.Going;
}

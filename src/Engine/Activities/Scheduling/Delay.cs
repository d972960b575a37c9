using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Scheduling;

/// <summary>Waits for a span of time, counted from when it is reached.</summary>
[Activity("Elsa", "Scheduling", "Waits for a span of time.", MayWait = true)]
public sealed class Delay : Activity
{
    public const string Kind = "Elsa.Delay";

    [Input(Description = "How long, as d.hh:mm:ss.", DefaultValue = "00:01:00")]
    public Input<TimeSpan> TimeSpan { get; private set; } = null!; // set by the catalogue

    public override StepResult Execute(Step step) =>
        Clock.Waiting(step, Kind, Clock.Later(step.Now, step.Get(TimeSpan)));
}

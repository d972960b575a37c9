using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Branching;

/// <summary>Runs branches side by side; over when all are, or when the first is.</summary>
[Activity("Elsa", "Branching", "Runs branches side by side.", IsBrowsable = false)]
public sealed class Fork : Activity
{
    [Input(Description = "Whether to wait for all branches or for the first.", UiHint = "dropdown", Options = ["WaitAll", "WaitAny"], Type = "ForkJoinMode")]
    public JsonElement JoinMode { get; private set; }

    [Port]
    public IReadOnlyList<Box> Branches { get; private set; } = [];

    private bool WaitsForAny =>
        JoinMode.ValueKind == JsonValueKind.String && JoinMode.ValueEquals("WaitAny") || JoinMode.ValueKind == JsonValueKind.Number && JoinMode.GetRawText() == "1";

    public override StepResult Execute(Step step)
    {
        step.Run.Counter = Branches.Count;
        return Branches.Count == 0 ? StepResult.Done : new StepResult.Entered([.. Branches.Select(box => new Entry(box))]);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) =>
        --step.Run.Counter == 0 || WaitsForAny ? StepResult.Done : StepResult.Going;
}

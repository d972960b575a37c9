using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Sends a request and runs the activity of the answer's status.</summary>
[Activity("Elsa", "HTTP", "Sends a request and runs the activity of the answer's status.", DisplayName = "HTTP request", Kind = ActivityKind.Task, MayWait = true)]
public sealed class SendHttpRequest : HttpCall
{
    private readonly Dictionary<int, Box?> _byStatus = [];

    [Input(Description = "Statuses, each with an activity.", UiHint = "http-status-codes", Type = "HttpStatusCodeCase[]")]
    public JsonElement ExpectedStatusCodes { get; private set; }

    [Port]
    public Box? UnmatchedStatusCode { get; private set; }

    [Port]
    public Box? FailedToConnect { get; private set; }

    [Port]
    public Box? Timeout { get; private set; }

    protected internal override void Bind(BoxBinding binding)
    {
        if (ExpectedStatusCodes.ValueKind != JsonValueKind.Array)
            return;
        var index = 0;
        foreach (var json in ExpectedStatusCodes.EnumerateArray())
        {
            var box = binding.Child($"expectedStatusCodes[{index++}].activity");
            if (json.Number("statusCode") is { } status)
                _byStatus[status] = box;
        }
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes) => StepResult.Done;

    protected override StepResult Answered(Step step, int status, string text) =>
        (_byStatus.TryGetValue(status, out var box) ? box : UnmatchedStatusCode)?.AsEntered ?? StepResult.Done;

    protected override StepResult NotConnected(Step step, string message) => FailedToConnect?.AsEntered ?? (StepResult)new StepResult.Faulted(message);

    protected override StepResult TimedOut(Step step, string message) => Timeout?.AsEntered ?? (StepResult)new StepResult.Faulted(message);
}

using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.Http;

/// <summary>Sends a request and follows the way of the answer's status.</summary>
[Activity("Elsa", "HTTP", "Sends a request and follows the way of the answer's status.", DisplayName = "HTTP request (flow)", Kind = ActivityKind.Task,
    Ports = ["Done", "Unmatched status code", "Failed to connect", "Timeout"], MayWait = true)]
public sealed class FlowSendHttpRequest : HttpCall
{
    [Input(Description = "Statuses with a way of their own.", UiHint = "multitext", Type = "Int32[]", DefaultValue = "[200]")]
    public Input<ListValue> ExpectedStatusCodes { get; private set; } = null!; // set by the catalogue

    protected override StepResult Answered(Step step, int status, string text)
    {
        var isExpected = (step.Get(ExpectedStatusCodes) ?? new ListValue([])).Contains(status);
        return new StepResult.Completed([isExpected ? text : "Unmatched status code", "Done"]);
    }

    protected override StepResult NotConnected(Step step, string message) => new StepResult.Completed(["Failed to connect"]);

    protected override StepResult TimedOut(Step step, string message) => new StepResult.Completed(["Timeout"]);
}

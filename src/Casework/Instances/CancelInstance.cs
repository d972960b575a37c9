using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Instances;

/// <summary>Ends an instance as Cancelled.</summary>
public sealed class CancelInstance(IqRuntime runtime)
{
    /// <returns>False when there was nothing to cancel: unknown, or already completed or cancelled.</returns>
    public Task<bool> RunAsync(string instanceId, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => runtime.Stepping.Apply(turn, instanceId, new Stimulus.Cancel(), runtime.Now), cancellationToken);
}

using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Instances;

/// <summary>Runs the activity of an incident once more.</summary>
public sealed class RetryIncident(IqRuntime runtime)
{
    /// <returns>False when the instance has no such incident, or it is resolved.</returns>
    public Task<bool> RunAsync(string instanceId, int incident, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => runtime.Stepping.Apply(turn, instanceId, new Stimulus.Retry(incident), runtime.Now), cancellationToken);
}

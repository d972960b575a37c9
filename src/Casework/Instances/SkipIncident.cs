using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Instances;

/// <summary>Goes on behind the activity of an incident as if it had completed.</summary>
public sealed class SkipIncident(IqRuntime runtime)
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="incident">Number of the incident within it.</param>
    /// <param name="outcome">The outcome to follow; null means Done.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    /// <returns>False when the instance has no such incident, or it is resolved.</returns>
    public Task<bool> RunAsync(string instanceId, int incident, string? outcome, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => runtime.Stepping.Apply(turn, instanceId, new Stimulus.Skip(incident, outcome), runtime.Now), cancellationToken);
}

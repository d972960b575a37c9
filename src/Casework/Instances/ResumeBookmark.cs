using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Casework.Instances;

/// <summary>Wakes one bookmark by hand.</summary>
public sealed class ResumeBookmark(IqRuntime runtime)
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="bookmark">Number of the bookmark within it.</param>
    /// <param name="payload">What the waiting activity receives, or null.</param>
    /// <param name="input">Inputs that scripts can read during this step, or null for none.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    /// <returns>False when it is not open.</returns>
    public Task<bool> RunAsync(string instanceId, int bookmark, object? payload, ObjectValue? input, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => runtime.Stepping.Apply(turn, instanceId, new Stimulus.Wake(bookmark, payload, input), runtime.Now), cancellationToken);
}

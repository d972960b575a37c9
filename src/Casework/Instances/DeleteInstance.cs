using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;

namespace IqWorkflows.Casework.Instances;

/// <summary>Deletes an instance with its journal. One of a case stays: it is the record of what was done.</summary>
public sealed class DeleteInstance(IqRuntime runtime)
{
    /// <returns>Null: it is gone. Else why not: <c>instance-unknown</c>, <c>instance-of-case</c>.</returns>
    public Task<Obstacle?> RunAsync(string instanceId, CancellationToken cancellationToken) => runtime.Writer.WriteAsync<Obstacle?>(
        turn =>
        {
            if (!InstanceTable.Exists(turn, instanceId))
                return new Obstacle("instance-unknown", instanceId);
            if (turn.Number("select 1 from instances join cases on cases.id = instances.correlation_id where instances.id = @id", instanceId) is not null)
                return new Obstacle("instance-of-case", instanceId);
            runtime.Stepping.Apply(turn, instanceId, new Stimulus.Cancel(), runtime.Now);
            InstanceTable.Delete(turn, instanceId);
            return null;
        },
        cancellationToken);
}

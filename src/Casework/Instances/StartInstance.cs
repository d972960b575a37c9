using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Requests;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>The wish to start an instance by hand.</summary>
/// <param name="DefinitionId">Its published version is started.</param>
/// <param name="Input">Values by input name.</param>
/// <param name="CorrelationId">Correlation id of the instance, or null.</param>
/// <param name="InstanceId">Id it is to have; null: it gets a new one.</param>
/// <param name="TriggerActivityId">A trigger at which it begins, or null.</param>
/// <param name="RequestKey">Sent again with the same key, the request starts nothing and is answered alike. Null: every request counts.</param>
public sealed record StartRequest(
    string DefinitionId,
    ObjectValue Input,
    string? CorrelationId = null,
    string? InstanceId = null,
    string? TriggerActivityId = null,
    string? RequestKey = null);

/// <summary>Starts an instance and runs it until it waits or ends. The answer comes when that is safe on the disk.</summary>
public sealed class StartInstance(IqRuntime runtime)
{
    public Task<StartAnswer> RunAsync(StartRequest request, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => OnceByKey.Run(
            turn,
            request.RequestKey,
            runtime.Now,
            () => Start(turn, request),
            answer => (answer as StartAnswer.Started)?.InstanceId,
            instanceId => Again(turn, instanceId)),
        cancellationToken);

    private StartAnswer Start(Turn turn, StartRequest request)
    {
        if (runtime.Programs.Published(turn, request.DefinitionId) is not { } program)
            return new StartAnswer.Refused(new Obstacle("not-published", request.DefinitionId));
        var now = runtime.Now;
        var start = new Stimulus.Start(request.Input, request.CorrelationId, request.TriggerActivityId);
        return runtime.Stepping.Start(turn, new NewInstance(request.InstanceId ?? Publishing.NewId(now), program, start, IsIdNew: request.InstanceId is null), now);
    }

    // An instance that was deleted since had ended before.
    private static StartAnswer.Started Again(Turn turn, string instanceId)
    {
        var (status, subStatus) = InstanceTable.Standing(turn, instanceId) ?? (InstanceStatus.Finished, InstanceSubStatus.Finished);
        return new StartAnswer.Started(instanceId, status, subStatus);
    }
}

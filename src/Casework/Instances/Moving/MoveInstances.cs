using IqWorkflows.Casework.Inbox;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running.Moving;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances.Moving;

/// <summary>What becomes of one instance, or would become of it.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Fate">What.</param>
/// <param name="Obstacles">Why it cannot; empty otherwise.</param>
public sealed record InstanceFate(string InstanceId, MoveFate Fate, IReadOnlyList<MoveObstacle> Obstacles);

/// <summary>What becomes of an instance when its definition has another version.</summary>
public enum MoveFate
{
    /// <summary>It goes on with the other version.</summary>
    Moves,

    /// <summary>It runs the published version already, or runs no more.</summary>
    Stays,

    /// <summary>It cannot, and goes on with its own version.</summary>
    Cannot,
}

/// <summary>Moves running instances to the published version of their definition, each in a turn of its own.</summary>
public sealed class MoveInstances(IqRuntime runtime)
{
    /// <summary>Looks what would become of an instance, without changing anything.</summary>
    public Task<InstanceFate> PreviewAsync(string instanceId, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Decide(turn, instanceId).Fate, cancellationToken);

    /// <param name="instanceIds">Which.</param>
    /// <param name="who">The account; null: a program.</param>
    /// <param name="cancellationToken">Stops between two instances.</param>
    /// <returns>The id of the batch, and what became of each.</returns>
    public async Task<(string Batch, IReadOnlyList<InstanceFate> Fates)> RunAsync(IEnumerable<string> instanceIds, string? who, CancellationToken cancellationToken)
    {
        var batch = Publishing.NewId(runtime.Now);
        var fates = new List<InstanceFate>();
        foreach (var id in instanceIds.Distinct(StringComparer.Ordinal))
            fates.Add(await runtime.Writer.WriteAsync(turn => Move(turn, id, batch, who), cancellationToken));
        return (batch, fates);
    }

    private InstanceFate Move(Turn turn, string instanceId, string batch, string? who)
    {
        var decision = Decide(turn, instanceId);
        if (decision is not { Before: { } before, From: { } from, To: { } to, State: { } state })
            return decision.Fate;
        var now = runtime.Now;
        runtime.Programs.Keep(turn, to);
        InstanceMoveTable.Insert(turn, new InstanceMoveRow
        {
            Batch = batch,
            InstanceId = instanceId,
            DefinitionId = to.Definition.DefinitionId,
            AfterStep = before.Steps,
            FromVersionId = from.Definition.Id,
            FromKey = from.Key,
            ToVersionId = to.Definition.Id,
            StateBefore = before.State,
            At = now,
            Who = who,
        });
        InstanceMoveTable.Move(turn, instanceId, before.Steps, to.Definition.Id, to.Key, state, now);
        if (runtime.HasCases)
            runtime.Cases.Effects.Redraw(turn, instanceId, before.CorrelationId, from, to, now);
        runtime.InstanceNews.Tell(turn, instanceId);
        return decision.Fate;
    }

    private Decision Decide(Turn turn, string instanceId)
    {
        if (InstanceTable.Find(turn, instanceId) is not { } before)
            return new Decision(new InstanceFate(instanceId, MoveFate.Stays, []));
        var from = runtime.Programs.ByKey(turn, before.ProgramKey);
        if (before.Status != Engine.Running.InstanceStatus.Running || runtime.Programs.Published(turn, from.Definition.DefinitionId) is not { } to || to.Key == from.Key)
            return new Decision(new InstanceFate(instanceId, MoveFate.Stays, []));
        return InstanceMove.Of(from, to, before.State) switch
        {
            MoveAnswer.Moved moved => new Decision(new InstanceFate(instanceId, MoveFate.Moves, []), before, from, to, moved.State),
            MoveAnswer.Cannot cannot => new Decision(new InstanceFate(instanceId, MoveFate.Cannot, cannot.Obstacles)),
            var answer => throw new InvalidOperationException($"Nobody knows the answer {answer}."),
        };
    }

    private sealed record Decision(InstanceFate Fate, SteppingInstance? Before = null, WorkflowProgram? From = null, WorkflowProgram? To = null, byte[]? State = null);
}

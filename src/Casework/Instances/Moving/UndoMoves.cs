using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances.Moving;

/// <summary>Takes a batch of moves back. An instance that has taken a step since stays where it is: what it did then was done by the newer drawing.</summary>
public sealed class UndoMoves(IqRuntime runtime)
{
    /// <returns>Ids of those taken back, and of those that had gone on.</returns>
    public async Task<(IReadOnlyList<string> Back, IReadOnlyList<string> GoneOn)> RunAsync(string batch, CancellationToken cancellationToken)
    {
        var moves = await runtime.Writer.WriteAsync(turn => InstanceMoveTable.Standing(turn, batch), cancellationToken);
        var (back, goneOn) = (new List<string>(), new List<string>());
        foreach (var move in moves)
            (await runtime.Writer.WriteAsync(turn => Undo(turn, move), cancellationToken) ? back : goneOn).Add(move.InstanceId);
        return (back, goneOn);
    }

    private bool Undo(Turn turn, StandingMove move)
    {
        if (InstanceTable.Find(turn, move.InstanceId) is not { } now || now.Steps != move.AfterStep)
            return false;
        // One that was moved on meanwhile is taken back by that batch first.
        if (InstanceMoveTable.IsElsewhere(turn, move))
            return false;
        var (from, to) = (runtime.Programs.ByKey(turn, now.ProgramKey), runtime.Programs.ByKey(turn, move.FromKey));
        InstanceMoveTable.Move(turn, move.InstanceId, move.AfterStep, move.FromVersionId, move.FromKey, move.StateBefore, runtime.Now);
        InstanceMoveTable.MarkUndone(turn, move.Id, runtime.Now);
        if (runtime.HasCases)
            runtime.Cases.Effects.Redraw(turn, move.InstanceId, now.CorrelationId, from, to, runtime.Now);
        runtime.InstanceNews.Tell(turn, move.InstanceId);
        return true;
    }
}

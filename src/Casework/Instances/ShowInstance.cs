using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Instances;

/// <summary>An instance as it is now.</summary>
public sealed record ShownInstance(InstanceRow Row, WorkflowProgram Program, InstanceView View);

/// <summary>A step of an instance with what happened in it.</summary>
public sealed record ShownStep(int Number, DateTimeOffset At, IReadOnlyList<JournalEntry> Entries, string? Note);

/// <summary>Reads instances for people and other programs.</summary>
public sealed class ShowInstance(IqRuntime runtime)
{
    /// <returns>Null when there is no such instance.</returns>
    public async Task<ShownInstance?> RunAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(row => row.Id == instanceId, cancellationToken) is not { } row)
            return null;
        var program = await ProgramAsync(row.ProgramKey, cancellationToken);
        return new ShownInstance(row, program, WorkflowEngine.View(program, row.State));
    }

    /// <summary>What has happened, oldest first; empty when there is no such instance.</summary>
    public async Task<IReadOnlyList<ShownStep>> JournalAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var key = await db.Instances.Where(row => row.Id == instanceId).Select(row => row.ProgramKey).SingleOrDefaultAsync(cancellationToken);
        if (key is null)
            return [];
        // What was done before a move is told by the program of then.
        var moves = await db.InstanceMoves.Where(row => row.InstanceId == instanceId && row.UndoneAt == null).OrderBy(row => row.Id).Select(row => new { row.AfterStep, row.FromKey }).ToListAsync(cancellationToken);
        var programs = new Dictionary<string, WorkflowProgram>(StringComparer.Ordinal);
        foreach (var used in moves.Select(move => move.FromKey).Append(key).Distinct())
            programs.Add(used, await ProgramAsync(used, cancellationToken));
        var steps = await db.Steps.AsNoTracking().Where(row => row.InstanceId == instanceId).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        return [.. steps.Select(step => new ShownStep(step.Number, step.At, Journal.Read(programs[moves.Find(move => step.Number <= move.AfterStep)?.FromKey ?? key], Packing.Unpack(step.Journal)), step.Note))];
    }

    /// <summary>What each step was given, oldest first: enough to run the instance again.</summary>
    public async Task<IReadOnlyList<LoggedStep>> LogAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var logs = await db.Steps.Where(row => row.InstanceId == instanceId).OrderBy(row => row.Number).Select(row => row.Log).ToListAsync(cancellationToken);
        return [.. logs.Select(log => InputLog.Read(Packing.Unpack(log)))];
    }

    // Only the first reader of a program after the start waits for the writer.
    private Task<WorkflowProgram> ProgramAsync(string key, CancellationToken cancellationToken) =>
        runtime.Programs.TryKnown(key) is { } known ? Task.FromResult(known) : runtime.Writer.WriteAsync(turn => runtime.Programs.ByKey(turn, key), cancellationToken);
}

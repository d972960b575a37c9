using IqWorkflows.Casework;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Tasks;
using IqWorkflows.Storage.Timers;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>A step as stored, with what it was given.</summary>
internal sealed record StoredStep(StepRow Row, LoggedStep Given);

/// <summary>An instance as stored, with everything that belongs to it.</summary>
internal sealed record StoredInstance(
    InstanceRow Row,
    WorkflowProgram Program,
    IReadOnlyList<StoredStep> Steps,
    IReadOnlyList<BookmarkRow> Bookmarks,
    IReadOnlyList<TimerRow> Timers,
    IReadOnlyList<TaskRow> Tasks);

/// <summary>The whole database, read while nobody writes.</summary>
internal sealed record StoredState(IReadOnlyList<StoredInstance> Instances, IReadOnlyList<InboxRow> Inbox)
{
    public static async Task<StoredState> ReadAsync(IqRuntime runtime, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var show = new ShowInstance(runtime);
        var rows = await db.Instances.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        var steps = (await db.Steps.AsNoTracking().OrderBy(row => row.Number).ToListAsync(cancellationToken)).ToLookup(row => row.InstanceId);
        var bookmarks = (await db.Bookmarks.AsNoTracking().OrderBy(row => row.Number).ToListAsync(cancellationToken)).ToLookup(row => row.InstanceId);
        var timers = (await db.Timers.AsNoTracking().Where(row => row.InstanceId != null).ToListAsync(cancellationToken)).ToLookup(row => row.InstanceId);
        var tasks = (await db.Tasks.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.InstanceId);
        var programs = new Dictionary<string, WorkflowProgram>(StringComparer.Ordinal);
        var instances = new List<StoredInstance>();
        foreach (var row in rows)
        {
            if (!programs.TryGetValue(row.ProgramKey, out var program))
            {
                var shown = await show.RunAsync(row.Id, cancellationToken) ?? throw new InvalidOperationException($"Instance {row.Id} has just been there.");
                programs.Add(row.ProgramKey, program = shown.Program);
            }
            instances.Add(new StoredInstance(
                row, program, [.. steps[row.Id].Select(step => new StoredStep(step, InputLog.Read(Packing.Unpack(step.Log))))], [.. bookmarks[row.Id]], [.. timers[row.Id]], [.. tasks[row.Id]]));
        }
        return new StoredState(instances, await db.Inbox.AsNoTracking().ToListAsync(cancellationToken));
    }
}

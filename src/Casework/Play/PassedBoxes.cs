using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Play;

/// <summary>A box of a definition that a story came through.</summary>
/// <param name="Definition">The definition; for one that is used as an activity, the type under which it is used.</param>
/// <param name="Box">Id of the box.</param>
/// <param name="Outcome">The way on which it was left; null: it was entered.</param>
public sealed record PassedBox(string Definition, string Box, string? Outcome);

/// <summary>Which boxes a story came through, and what went wrong in them.</summary>
/// <param name="Boxes">Each box and each of its ways once.</param>
/// <param name="Faults">What failed, in words; empty: nothing.</param>
public sealed record PassedBoxes(IReadOnlySet<PassedBox> Boxes, IReadOnlyList<string> Faults)
{
    internal static async Task<PassedBoxes> OfAsync(IqRuntime runtime, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var instances = await db.Instances.AsNoTracking().OrderBy(row => row.CreatedAt).Select(row => new { row.Id, row.DefinitionId }).ToListAsync(cancellationToken);
        var show = new ShowInstance(runtime);
        var boxes = new HashSet<PassedBox>();
        var faults = new List<string>();
        foreach (var instance in instances)
        {
            foreach (var entry in (await show.JournalAsync(instance.Id, cancellationToken)).SelectMany(step => step.Entries))
            {
                var owner = entry.Activity.Parent;
                while (owner is { IsComposite: false })
                    owner = owner.Parent;
                var definition = owner?.Parent is null ? instance.DefinitionId : owner.Type;
                if (entry.Event == JournalEvent.Faulted)
                    faults.Add($"{definition}/{entry.Activity.Id}: {entry.Message}");
                if (entry.Event == JournalEvent.Started)
                    boxes.Add(new PassedBox(definition, entry.Activity.Id, null));
                foreach (var outcome in entry.Outcomes)
                    boxes.Add(new PassedBox(definition, entry.Activity.Id, outcome));
            }
        }
        return new PassedBoxes(boxes, faults);
    }
}

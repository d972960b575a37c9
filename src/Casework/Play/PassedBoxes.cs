using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Ladders;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Play;

/// <summary>A box of a definition that a story came through.</summary>
/// <param name="Definition">The definition; for one that is used as an activity, the type under which it is used.</param>
/// <param name="Box">Id of the box.</param>
/// <param name="Outcome">The way on which it was left; null: it was entered.</param>
public sealed record PassedBox(string Definition, string Box, string? Outcome);

/// <summary>A rung of a ladder that a story climbed.</summary>
/// <param name="Occasion">Code of the occasion.</param>
/// <param name="Rung">Name of the rung within it.</param>
public sealed record PassedRung(string Occasion, string Rung);

/// <summary>Which boxes a story came through, what else time brought, and what went wrong.</summary>
/// <param name="Boxes">Each box and each of its ways once.</param>
/// <param name="Rungs">Rungs that were done, or for which somebody was asked to write or call instead; what a box of a procedure wrote counts as the rung "at once".</param>
/// <param name="Deadlines">Codes of the deadlines that were watched and had an end.</param>
/// <param name="Faults">What failed, in words; empty: nothing.</param>
public sealed record PassedBoxes(IReadOnlySet<PassedBox> Boxes, IReadOnlySet<PassedRung> Rungs, IReadOnlySet<string> Deadlines, IReadOnlyList<string> Faults)
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
        var rungs = await db.Rungs.AsNoTracking().Where(row => row.State == RungState.Done || row.State == RungState.Asked).Select(row => new { row.Occasion, row.Rung }).Distinct().ToListAsync(cancellationToken);
        var sent = await db.Messages.AsNoTracking().Where(row => row.CaseId != null).Select(row => new { row.Occasion, row.Recipient }).Distinct().ToListAsync(cancellationToken);
        var deadlines = await db.Deadlines.AsNoTracking().Where(row => row.EndOn != null).Select(row => row.Code).Distinct().ToListAsync(cancellationToken);
        return new PassedBoxes(boxes, rungs.Select(row => new PassedRung(row.Occasion, row.Rung)).Concat(sent.Select(row => new PassedRung(row.Occasion, $"mail {row.Recipient} start at once"))).ToHashSet(), deadlines.ToHashSet(StringComparer.Ordinal), faults);
    }
}

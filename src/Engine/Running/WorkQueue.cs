using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What is to be begun, first in first out.</summary>
internal sealed class WorkQueue
{
    private readonly Queue<WorkItem> _items = new();

    /// <summary>Adds a child of a container.</summary>
    public void Add(ActivityRun owner, in Entry entry)
    {
        owner.QueuedChildren++;
        _items.Enqueue(new WorkItem(entry.Box, owner, entry.Backwards, entry.Variables, null));
    }

    /// <summary>Adds an execution that is to be begun once more.</summary>
    public void AddAgain(Box box, ActivityRun run) => _items.Enqueue(new WorkItem(box, run, false, null, run));

    public bool TryTake(out WorkItem item)
    {
        if (!_items.TryDequeue(out item))
            return false;
        if (item.Again is null)
            item.Owner.QueuedChildren--;
        return true;
    }

    /// <summary>Whether this child of this container stands in the queue.</summary>
    public bool Holds(ActivityRun owner, Box box) => HoldsAny(owner, queued => queued == box);

    public bool HoldsAny(ActivityRun owner, Predicate<Box> matches)
    {
        if (owner.QueuedChildren == 0)
            return false;
        foreach (var item in _items)
        {
            if (item.Owner == owner && item.Again is null && matches(item.Box))
                return true;
        }
        return false;
    }

    public void DropChildrenOf(ActivityRun owner)
    {
        for (var left = owner.QueuedChildren == 0 ? 0 : _items.Count; left > 0; left--)
        {
            var item = _items.Dequeue();
            if (item.Owner == owner && item.Again is null)
                owner.QueuedChildren--;
            else
                _items.Enqueue(item);
        }
    }

    public void Clear() => _items.Clear();
}

/// <summary>One thing to begin.</summary>
/// <param name="Box">Which activity.</param>
/// <param name="Owner">The container it is a child of.</param>
/// <param name="Backwards">Whether a flowchart enters it over a backward connection.</param>
/// <param name="Variables">Variables of its own scope, or null.</param>
/// <param name="Again">The execution to begin once more, or null for a new one.</param>
internal readonly record struct WorkItem(Box Box, ActivityRun Owner, bool Backwards, ObjectValue? Variables, ActivityRun? Again);

using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Running;

/// <summary>Keeps the objects of ended executions for the next ones: a burst of ten activities needs three, not twelve.</summary>
internal sealed class RunPool
{
    private const int MostKept = 1024;
    private readonly Stack<ActivityRun> _free = new();
    private readonly List<ActivityRun> _taken = [];

    public ActivityRun Take(Box box)
    {
        if (!_free.TryPop(out var run))
        {
            run = new ActivityRun();
            _taken.Add(run);
        }
        run.Box = box;
        return run;
    }

    /// <summary>Takes back one that nothing refers to any more.</summary>
    public void TakeBack(ActivityRun run)
    {
        run.Clear();
        _free.Push(run);
    }

    /// <summary>Takes back all that were handed out, whatever refers to them.</summary>
    public void TakeBackAll()
    {
        _free.Clear();
        if (_taken.Count > MostKept)
            _taken.RemoveRange(MostKept, _taken.Count - MostKept);
        foreach (var run in _taken)
        {
            run.Clear();
            _free.Push(run);
        }
    }
}

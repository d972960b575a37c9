using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Bench.Chaos.Nodes;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Every timer fired once, and none before it was due.</summary>
internal static class TimerCheck
{
    /// <summary>Compares what the database's server saw with the steps: each timer that was taken away woke its bookmark, and whatever a timer woke had a timer taken away.</summary>
    public static IEnumerable<Finding> Run(StoredState stored, IReadOnlyList<FiredTimer> fired)
    {
        foreach (var early in fired.Where(timer => timer.FiredAt < timer.DueAt))
            yield return new Finding("early", $"bookmark {early.Bookmark} of {early.InstanceId} was due at {early.DueAt:O} and fired at {early.FiredAt:O}");
        var firings = fired.ToLookup(timer => (timer.InstanceId, timer.Bookmark));
        foreach (var twice in firings.Where(timers => timers.Count() > 1))
            yield return new Finding("fired-twice", $"bookmark {twice.Key.Bookmark} of {twice.Key.InstanceId} fired {twice.Count()} times");
        var ours = stored.Instances.Where(instance => instance.Row.DefinitionId is ChaosDefinitions.Errand or ChaosDefinitions.Note).ToList(); // procedures may call timers off
        var woken = ours.SelectMany(instance => instance.Steps.Select(step => step.Given.Stimulus).OfType<Stimulus.Wake>().Where(wake => wake.Payload is null).Select(wake => (instance.Row.Id, wake.Bookmark))).ToHashSet();
        foreach (var (id, bookmark) in woken.Where(key => !firings.Contains(key)))
            yield return new Finding("woken-by-nothing", $"bookmark {bookmark} of {id} was woken, but no timer fired");
        var ids = ours.Select(instance => instance.Row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var timer in fired.Where(timer => ids.Contains(timer.InstanceId) && !woken.Contains((timer.InstanceId, timer.Bookmark))))
            yield return new Finding("lost-timer", $"the timer of bookmark {timer.Bookmark} of {timer.InstanceId} is gone, and nothing was woken");
    }

    /// <summary>No step that a timer began says that it happened before the timer was due.</summary>
    public static IEnumerable<Finding> Early(StoredInstance instance)
    {
        byte[]? state = null;
        var number = 1;
        var engine = new WorkflowEngine(EngineLimits.Default);
        foreach (var step in instance.Steps)
        {
            if (step.Row.Number != number++)
                yield break; // one is missing, which is told elsewhere
            if (state is not null && step.Given.Stimulus is Stimulus.Wake { Payload: null } wake
                && WorkflowEngine.View(instance.Program, state).Bookmarks.FirstOrDefault(bookmark => bookmark.Number == wake.Bookmark)?.DueAt is { } due && step.Given.Now < due)
                yield return new Finding("early", $"bookmark {wake.Bookmark} of {instance.Row.Id} was due at {due:O} and fired at {step.Given.Now:O}");
            var run = engine.Replay(instance.Program, instance.Row.Id, state, step.Given);
            if (!run.Happened)
                yield break; // told by the replay itself
            state = run.State;
        }
    }
}

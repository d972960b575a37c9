using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Instances;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Runs an instance again from its log: it must come to the stored bytes, and the indexes beside the state must say what the state says.</summary>
internal static class ReplayCheck
{
    public static IEnumerable<Finding> Run(StoredInstance instance, WorkflowEngine engine)
    {
        try
        {
            return [.. Steps(instance, engine), .. Indexes(instance)];
        }
        catch (InvalidDataException exception)
        {
            return [new Finding("unreadable", $"{instance.Row.Id}: {exception.Message}")];
        }
    }

    /// <returns>Null when it cannot be read.</returns>
    public static IReadOnlyList<JournalEntry>? TryJournal(StoredInstance instance)
    {
        try
        {
            return [.. instance.Steps.SelectMany(step => Journal.Read(instance.Program, Packing.Unpack(step.Row.Journal)))];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static IEnumerable<Finding> Steps(StoredInstance instance, WorkflowEngine engine)
    {
        var row = instance.Row;
        var numbers = instance.Steps.Select(step => step.Row.Number);
        if (!numbers.SequenceEqual(Enumerable.Range(1, row.Steps)))
        {
            yield return new Finding("step-missing", $"{row.Id} has taken {row.Steps} steps, but these are written down: {string.Join(", ", numbers)}");
            yield break; // what comes after a gap cannot be run again
        }
        byte[]? state = null;
        foreach (var step in instance.Steps)
        {
            if (step.Given.ProgramKey != row.ProgramKey)
                yield return new Finding("other-program", $"step {step.Row.Number} of {row.Id} ran {step.Given.ProgramKey}");
            var run = engine.Replay(instance.Program, row.Id, state, step.Given);
            if (!run.Happened)
            {
                yield return new Finding("step-without-effect", $"step {step.Row.Number} of {row.Id} was given {step.Given.Stimulus.GetType().Name}, which it did not await");
                yield break;
            }
            if (!Packing.Pack(run.Journal).AsSpan().SequenceEqual(step.Row.Journal))
                yield return new Finding("other-journal", $"step {step.Row.Number} of {row.Id}, run again, does something else than its journal says");
            state = run.State;
        }
        if (state is null || !state.AsSpan().SequenceEqual(row.State))
            yield return new Finding("torn-state", $"{row.Id} has another state than its {row.Steps} steps lead to");
    }

    private static IEnumerable<Finding> Indexes(StoredInstance instance)
    {
        var row = instance.Row;
        var view = WorkflowEngine.View(instance.Program, row.State);
        if ((view.Status, view.SubStatus, view.CorrelationId) != (row.Status, row.SubStatus, row.CorrelationId))
            yield return new Finding("other-status", $"{row.Id} is {view.SubStatus} by its state and {row.SubStatus} by its row");
        var open = view.Status == InstanceStatus.Running ? view.Bookmarks : [];
        if (view.Status == InstanceStatus.Running && open.Count == 0)
            yield return new Finding("stuck", $"{row.Id} is running and awaits nothing");
        var awaited = open.Select(bookmark => (bookmark.Number, bookmark.Key.Hash, bookmark.Key.Kind, bookmark.Key.Text, bookmark.ActivityId)).Order();
        if (!awaited.SequenceEqual(instance.Bookmarks.Select(bookmark => (bookmark.Number, bookmark.Hash, bookmark.Kind, bookmark.Text, bookmark.ActivityId)).Order()))
            yield return new Finding("other-bookmarks", $"{row.Id} awaits {string.Join(", ", open.Select(bookmark => bookmark.Number))} by its state and {string.Join(", ", instance.Bookmarks.Select(bookmark => bookmark.Number))} by the index");
        var timed = open.Where(bookmark => bookmark.DueAt is not null).Select(bookmark => (bookmark.Number, bookmark.DueAt!.Value.UtcTicks)).Order(); // just filtered
        if (!timed.SequenceEqual(instance.Timers.Select(timer => (timer.Bookmark ?? 0, timer.DueAt.UtcTicks)).Order()))
            yield return new Finding("other-timers", $"{row.Id} has timers for {string.Join(", ", instance.Timers.Select(timer => timer.Bookmark))}, but its state does not wait for those");
        if (view.Status == InstanceStatus.Running && instance.Tasks.Any(task => task.State == Storage.Tasks.TaskState.Open && open.All(bookmark => bookmark.Number != task.Bookmark)))
            yield return new Finding("task-left", $"{row.Id} no longer waits for a task that is still open");
    }
}

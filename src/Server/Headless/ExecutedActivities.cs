using IqWorkflows.Engine.Running;

namespace IqWorkflows.Server.Headless;

/// <summary>Which activities were begun, counted as Elsa's journal counts them.</summary>
internal static class ExecutedActivities
{
    /// <summary>
    /// Activity ids in the order in which they began. Elsa tells by the activity, not by its execution, whether it waits: one that begins
    /// while another execution of the same activity waits is a resumption to it, and does not count again.
    /// </summary>
    public static List<string> Of(IEnumerable<JournalEntry> journal)
    {
        var executed = new List<string>();
        var waiting = new Dictionary<int, int>();
        foreach (var entry in journal)
        {
            if (entry.Event == JournalEvent.Started && !waiting.ContainsValue(entry.Activity.Number))
                executed.Add(entry.Activity.Id);
            if (entry.Event == JournalEvent.Suspended)
                waiting[entry.Execution] = entry.Activity.Number;
            else
                waiting.Remove(entry.Execution);
        }
        return executed;
    }
}

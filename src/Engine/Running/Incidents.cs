using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Running;

/// <summary>What is done about what went wrong.</summary>
internal static class Incidents
{
    public static void Add(Burst burst, ActivityRun run, Box box, string message)
    {
        burst.State.Incidents.Add(new OpenIncident(burst.State.Incidents.Count + 1, run.Number, box.Number, message, burst.Now));
        if (burst.Program.IncidentStrategy == IncidentStrategy.Fault)
            burst.State.IsFaulted = true;
    }

    /// <summary>Runs the activity of an incident again, or goes on behind it.</summary>
    /// <returns>False when the incident is unknown or resolved.</returns>
    public static bool Resolve(Burst burst, int number, bool again, string? outcome)
    {
        var index = burst.State.Incidents.FindIndex(incident => incident.Number == number && !incident.IsResolved);
        if (index < 0)
            return false;
        var incident = burst.State.Incidents[index];
        if (burst.State.Root.Find(incident.Execution) is not { } run)
            return false;
        MarkResolved(burst, index);
        var box = burst.Program.Boxes[incident.Box];
        if (run.Status == ActivityStatus.Faulted)
        {
            run.Status = ActivityStatus.Running;
            if (run.Parent is { } parent)
                parent.RunningChildren++;
            Burst.CountFaults(run, -1);
            run.Inputs = null;
            burst.CloseBookmarks(run);
            if (again)
                burst.Queue.AddAgain(box, run);
            else
                burst.Complete(run, outcome is null ? Outcomes.Default : [outcome]);
        }
        else if (box.Parent == run.Box)
        {
            // A join that waited in vain, or the activity at which a step grew too long: it is begun.
            burst.Queue.Add(run, new Entry(box));
        }
        burst.RunToRest();
        return true;
    }

    /// <summary>Marks the incidents below an execution as resolved: their places are about to be given up.</summary>
    public static void Settle(Burst burst, ActivityRun run)
    {
        for (var i = 0; i < burst.State.Incidents.Count; i++)
        {
            var incident = burst.State.Incidents[i];
            if (!incident.IsResolved && incident.Execution != run.Number && run.Find(incident.Execution) is not null)
                MarkResolved(burst, i);
        }
    }

    private static void MarkResolved(Burst burst, int index)
    {
        burst.State.Incidents[index] = burst.State.Incidents[index] with { IsResolved = true };
        burst.State.IsFaulted = burst.Program.IncidentStrategy == IncidentStrategy.Fault && burst.State.Incidents.Exists(other => !other.IsResolved);
    }

    /// <summary>Whether a join of this flowchart waits in vain and nobody has decided about it yet.</summary>
    public static bool HasStuckJoin(Burst burst, ActivityRun flowchart, Box? join = null) =>
        burst.State.Incidents.Exists(incident => !incident.IsResolved && incident.Execution == flowchart.Number && incident.Box != flowchart.Box.Number
            && (join is null || incident.Box == join.Number));
}

using IqWorkflows.Engine.Activities;

namespace IqWorkflows.Engine.Running;

/// <summary>How a phase ends without leaving anything behind.</summary>
internal static class Leaving
{
    /// <summary>Ends an execution as completed without telling its container, which is about to be ended itself.</summary>
    public static void EndWithin(Burst burst, ActivityRun run)
    {
        run.Status = ActivityStatus.Completed;
        burst.Journal.Completed(run, Outcomes.Default);
        run.Detach();
        run.Parent!.RunningChildren--; // only the root has none, and it is in no container
    }

    /// <summary>Cancels everything below an execution that is about to complete, and settles its incidents: there is nothing left to try again.</summary>
    public static void DropBelow(Burst burst, ActivityRun run)
    {
        Incidents.Settle(burst, run);
        burst.CancelAllChildren(run);
    }
}

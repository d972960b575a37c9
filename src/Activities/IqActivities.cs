using IqWorkflows.Activities.Asking;
using IqWorkflows.Activities.CaseFacts;
using IqWorkflows.Activities.Deadlines;
using IqWorkflows.Activities.Ending;
using IqWorkflows.Activities.Reminding;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Activities;

/// <summary>The boxes of the domain.</summary>
public static class IqActivities
{
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(Phase), typeof(LeavePhase),
        typeof(Asking.Task), typeof(Appointment), typeof(AwaitEvent),
        typeof(AwaitFacts), typeof(SetFact), typeof(Milestone), typeof(Checklist), typeof(DecisionTable),
        typeof(StartDeadline), typeof(AwaitDeadline), typeof(SuspendDeadline), typeof(ExtendDeadline), typeof(StopDeadline),
        typeof(SendMail), typeof(StartLadder), typeof(StopLadder), typeof(Escalate),
        typeof(Refer), typeof(CloseCase), typeof(ReopenCase),
    ];

    /// <summary>Everything a definition may consist of here: Elsa's activities and ours.</summary>
    public static ActivityCatalog Catalog { get; } = ActivityCatalog.Elsa.With([.. Types]);
}

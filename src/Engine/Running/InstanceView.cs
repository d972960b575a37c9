using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What a state says, for people and lists: read from the state's bytes and the program, never stored beside it.</summary>
public sealed record InstanceView(
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    string? Name,
    string? CorrelationId,
    IReadOnlyList<Bookmark> Bookmarks,
    IReadOnlyList<Incident> Incidents,
    ObjectValue Outputs,
    ObjectValue Variables)
{
    internal static InstanceStatus StatusOf(InstanceState state) =>
        state.IsCompleted || state.IsCancelled || state.IsFaulted ? InstanceStatus.Finished : InstanceStatus.Running;

    internal static InstanceSubStatus SubStatusOf(InstanceState state) =>
        state.IsCancelled ? InstanceSubStatus.Cancelled
        : state.IsFaulted ? InstanceSubStatus.Faulted
        : state.IsCompleted ? InstanceSubStatus.Finished
        : InstanceSubStatus.Suspended;

    internal static InstanceView Of(WorkflowProgram program, InstanceState state)
    {
        var variables = new ObjectValue();
        var root = state.Root;
        for (var i = 0; i < root.Box.Variables.Count; i++)
        {
            var variable = root.Box.Variables[i];
            if (variable.IsStored)
                variables[variable.Name] = root.Values is { } values ? values[i] : variable.Default;
        }
        return new InstanceView(
            StatusOf(state),
            SubStatusOf(state),
            state.Name,
            state.CorrelationId,
            [.. state.Bookmarks.Select(bookmark => new Bookmark(bookmark.Number, bookmark.Key, bookmark.Run.Box.Id, bookmark.DueAt))],
            [.. state.Incidents.Select(incident => Incident.Of(program, incident))],
            state.Outputs,
            variables);
    }
}

/// <summary>A fault that somebody should look at.</summary>
/// <param name="Number">Counter within the instance.</param>
/// <param name="ActivityId">Where it happened.</param>
/// <param name="NodeId">The same as a path from the root.</param>
/// <param name="ActivityType">Type of that activity.</param>
/// <param name="Message">What went wrong, for the designer.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="IsResolved">Whether it was retried or skipped since.</param>
public sealed record Incident(
    int Number, string ActivityId, string NodeId, string ActivityType, string Message, DateTimeOffset At, bool IsResolved)
{
    internal static Incident Of(WorkflowProgram program, OpenIncident incident)
    {
        var box = program.Boxes[incident.Box];
        return new Incident(incident.Number, box.Id, box.NodeId, box.Type, incident.Message, incident.At, incident.IsResolved);
    }
}

using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Inbox;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Makes items of the inbox, one method for each thing that can be in it.</summary>
internal static class Letter
{
    /// <summary>An event for whoever awaits it.</summary>
    public static InboxRow Publish(Publication publication, DateTimeOffset now) => Stimulus(InboxKind.Publish, publication, now);

    /// <summary>An event for one instance only, kept for it if it does not await it yet.</summary>
    public static InboxRow Local(string instanceId, Publication publication, DateTimeOffset now) =>
        Copy(Stimulus(InboxKind.Deliver, publication, now), InboxState.Pending, instanceId, isLocal: true, publication.KeptUntil);

    /// <summary>An event's copy for one of several that await it.</summary>
    public static InboxRow Copy(string instanceId, Publication publication, DateTimeOffset now) =>
        Copy(Stimulus(InboxKind.Deliver, publication, now), InboxState.Pending, instanceId, isLocal: false, keptUntil: null);

    /// <summary>An event for one that awaits it, behind another that is on its way there.</summary>
    public static InboxRow Behind(string instanceId, Publication publication, DateTimeOffset now) =>
        Copy(Stimulus(InboxKind.Deliver, publication, now), InboxState.Pending, instanceId, isLocal: false, publication.KeptUntil);

    /// <summary>An event that sets off a trigger.</summary>
    public static InboxRow Trigger(string instanceId, string definitionId, string activityId, Publication publication, DateTimeOffset now) => new()
    {
        Kind = InboxKind.Trigger,
        InstanceId = instanceId,
        DefinitionId = definitionId,
        ActivityId = activityId,
        CorrelationId = publication.CorrelationId,
        Payload = TypedJson.ToBytes(publication.Payload),
        CreatedAt = now,
    };

    /// <summary>A kept event, now for the instance that has come to await it.</summary>
    public static InboxRow ToInstance(InboxRow kept, string instanceId) => Copy(kept, InboxState.Pending, instanceId, kept.IsLocal, kept.KeptUntil);

    /// <summary>An event that nobody awaits yet.</summary>
    public static InboxRow Keep(InboxRow row) => Copy(row, InboxState.Kept, row.IsLocal ? row.InstanceId : null, row.IsLocal, row.KeptUntil);

    /// <summary>A child to be started.</summary>
    public static InboxRow Child(string parentId, ChildStart child, int? bookmark, DateTimeOffset now) => new()
    {
        Kind = InboxKind.Child,
        InstanceId = child.InstanceId,
        CorrelationId = child.CorrelationId,
        Bookmark = bookmark,
        DefinitionId = child.DefinitionId,
        ParentId = parentId,
        Payload = TypedJson.ToBytes(child.Input),
        CreatedAt = now,
    };

    /// <summary>An answer to one bookmark.</summary>
    public static InboxRow Wake(string instanceId, int bookmark, object? payload, DateTimeOffset now) => Wake(instanceId, bookmark, payload, now, InboxState.Pending);

    /// <summary>An answer for an instance that has faulted and may be retried.</summary>
    public static InboxRow KeptAnswer(string instanceId, int bookmark, object? payload, DateTimeOffset now) => Wake(instanceId, bookmark, payload, now, InboxState.Kept);

    private static InboxRow Wake(string instanceId, int bookmark, object? payload, DateTimeOffset now, InboxState state) => new()
    {
        Kind = InboxKind.Wake,
        State = state,
        InstanceId = instanceId,
        Bookmark = bookmark,
        Payload = TypedJson.ToBytes(payload),
        CreatedAt = now,
    };

    private static InboxRow Stimulus(InboxKind kind, Publication publication, DateTimeOffset now) => new()
    {
        Kind = kind,
        Hash = publication.Key.Hash,
        StimulusKind = publication.Key.Kind,
        StimulusText = publication.Key.Text,
        CorrelationId = publication.CorrelationId,
        Payload = TypedJson.ToBytes(publication.Payload),
        CreatedAt = now,
        KeptUntil = publication.KeptUntil,
    };

    private static InboxRow Copy(InboxRow row, InboxState state, string? instanceId, bool isLocal, DateTimeOffset? keptUntil) => new()
    {
        Kind = InboxKind.Deliver,
        State = state,
        InstanceId = instanceId,
        IsLocal = isLocal,
        Hash = row.Hash,
        StimulusKind = row.StimulusKind,
        StimulusText = row.StimulusText,
        CorrelationId = row.CorrelationId,
        Payload = row.Payload,
        CreatedAt = row.CreatedAt,
        KeptUntil = keptUntil,
    };
}

using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Inbox;

/// <summary>Brings what happened to those who await it, within a turn.</summary>
internal sealed class Publishing(Stepping stepping, ProgramCache programs, InboxDoor inbox)
{
    /// <summary>Start triggers come first, then the instances that awaited it before; those it starts itself do not get it once more. If nobody took it, it is kept.</summary>
    /// <remarks>One taker gets it at once. Several get a copy each through the inbox, so that each step stays a transaction of its own and none can spoil the others.</remarks>
    public PublishAnswer Publish(Turn turn, Publication publication, DateTimeOffset now)
    {
        var triggers = programs.Triggers(turn, publication.Key);
        if (triggers.Count == 0 && publication.CorrelationId is { } correlationId && InstanceTable.OnlyAwaiting(turn, publication.Key, correlationId) is { } only)
        {
            if (InboxTable.IsOnItsWay(turn, publication.Key, only.Id))
                return Behind(turn, publication, only.Id, now);
            stepping.Apply(turn, only, new Stimulus.Deliver(publication.Key, publication.Payload), now);
            return new PublishAnswer([], [only.Id], IsKept: false);
        }
        var awaiting = BookmarkTable.Awaiting(turn, publication.Key, publication.CorrelationId);
        switch (triggers.Count, awaiting.Count)
        {
            case (0, 0):
                return Keep(turn, publication, now);
            case (0, 1) when InboxTable.IsOnItsWay(turn, publication.Key, awaiting[0]):
                return Behind(turn, publication, awaiting[0], now);
            case (0, 1):
                stepping.Apply(turn, awaiting[0], new Stimulus.Deliver(publication.Key, publication.Payload), now);
                return new PublishAnswer([], awaiting, IsKept: false);
            case (1, 0):
                return new PublishAnswer(SetOff(turn, triggers[0].DefinitionId, triggers[0].ActivityId, publication.CorrelationId, publication.Payload, now) is { } id ? [id] : [], [], IsKept: false);
        }
        var started = new List<string>();
        foreach (var trigger in triggers)
        {
            var row = Letter.Trigger(NewId(now), trigger.DefinitionId, trigger.ActivityId, publication, now);
            started.Add(row.InstanceId!); // just given
            inbox.Add(turn, row);
        }
        foreach (var instanceId in awaiting)
            inbox.Add(turn, Letter.Copy(instanceId, publication, now));
        return new PublishAnswer(started, awaiting, IsKept: false);
    }

    /// <summary>What came before it and was kept is still on its way there: it must not overtake that.</summary>
    private PublishAnswer Behind(Turn turn, Publication publication, string instanceId, DateTimeOffset now)
    {
        // Others may have come too early, too, and are taken one by one.
        if (publication.KeptUntil > now && InboxTable.IsKeptFor(turn, publication.Key, instanceId, now))
            return Keep(turn, publication, now);
        inbox.Add(turn, Letter.Behind(instanceId, publication, now));
        return new PublishAnswer([], [instanceId], IsKept: false);
    }

    /// <summary>Starts an instance at a trigger of a published definition.</summary>
    /// <returns>Its id, or null when it may not start now or nothing is published any more.</returns>
    public string? SetOff(Turn turn, string definitionId, string activityId, string? correlationId, object? payload, DateTimeOffset now, string? instanceId = null)
    {
        if (programs.Published(turn, definitionId) is not { } program)
            return null;
        var start = new Stimulus.Start([], correlationId, activityId, payload);
        return stepping.Start(turn, new NewInstance(instanceId ?? NewId(now), program, start, IsIdNew: instanceId is null), now) is StartAnswer.Started started ? started.InstanceId : null;
    }

    /// <summary>Delivers an item that was taken out of the inbox in this turn.</summary>
    public void Deliver(Turn turn, InboxRow item, DateTimeOffset now)
    {
        turn.HappenedOn = item.HappenedOn;
        var payload = TypedJson.FromBytes(item.Payload);
        switch (item.Kind)
        {
            case InboxKind.Publish:
                Publish(turn, new Publication(KeyOf(item), item.CorrelationId, payload, item.KeptUntil), now);
                break;
            case InboxKind.Deliver:
                var happened = stepping.Apply(turn, Required(item.InstanceId, item), new Stimulus.Deliver(KeyOf(item), payload), now);
                if (!happened && item.KeptUntil > now)
                    inbox.Add(turn, Letter.Keep(item));
                break;
            case InboxKind.Trigger:
                SetOff(turn, Required(item.DefinitionId, item), Required(item.ActivityId, item), item.CorrelationId, payload, now, item.InstanceId);
                break;
            case InboxKind.Child:
                StartChild(turn, item, payload, now);
                break;
            case InboxKind.Wake:
                stepping.Answer(turn, Required(item.InstanceId, item), item.Bookmark ?? 0, payload, now);
                break;
        }
    }

    /// <summary>Ids grow with time, which keeps the newest instances together in the index.</summary>
    public static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("n");

    private PublishAnswer Keep(Turn turn, Publication publication, DateTimeOffset now)
    {
        if (publication.KeptUntil is not { } until || until <= now)
            return new PublishAnswer([], [], IsKept: false);
        inbox.Add(turn, Letter.Keep(Letter.Publish(publication, now)));
        return new PublishAnswer([], [], IsKept: true);
    }

    private void StartChild(Turn turn, InboxRow item, object? input, DateTimeOffset now)
    {
        var childId = Required(item.InstanceId, item);
        var parentId = Required(item.ParentId, item);
        var refusal = new Obstacle("not-published", Required(item.DefinitionId, item));
        if (programs.Published(turn, refusal.Args[0]) is { } program)
        {
            var start = new Stimulus.Start(input as ObjectValue ?? [], item.CorrelationId, ParentInstanceId: parentId);
            if (stepping.Start(turn, new NewInstance(childId, program, start, item.Bookmark), now) is not StartAnswer.Refused { Reason: var reason } || reason.Code == "instance-exists")
                return;
            refusal = reason;
        }
        // The parent must not wait for a child that there will never be.
        if (item.Bookmark is { } bookmark)
            stepping.ChildRefused(turn, childId, parentId, bookmark, refusal, now);
    }

    private static StimulusKey KeyOf(InboxRow item) => new(Required(item.StimulusKind, item), item.StimulusText ?? "");

    private static string Required(string? value, InboxRow item) => value ?? throw new InvalidDataException($"Item {item.Id} of the inbox ({item.Kind}) is incomplete.");
}

using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Inbox;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Something that must not be.</summary>
/// <param name="Code">Which promise is broken.</param>
/// <param name="What">Where, and how.</param>
internal sealed record Finding(string Code, string What)
{
    public override string ToString() => $"{Code}: {What}";
}

/// <summary>Compares what callers were told with what is stored: every acknowledged request had its effect once, none had it twice, nothing is stuck.</summary>
internal static class HistoryCheck
{
    public static IReadOnlyList<Finding> Run(ChaosHistory history, StoredState stored, WorkflowEngine engine) =>
    [
        .. stored.Instances.SelectMany(instance => ReplayCheck.Run(instance, engine)),
        .. Effects(history, stored),
        .. stored.Instances.Where(instance => instance.Row.DefinitionId == ChaosDefinitions.Errand).SelectMany(errand => Errand(history, stored, errand)),
        .. stored.Instances.SelectMany(Stuck),
        .. stored.Inbox.Where(item => !IsRightlyKept(history, stored, item))
            .Select(item => new Finding(item.State == InboxState.Failed ? "inbox-failed" : "inbox-left", $"item {item.Id} ({item.Kind} for {item.InstanceId ?? item.CorrelationId}) is {item.State}: {item.Reason}")),
    ];

    /// <summary>Each request's token must be found where it had its effect: once if it was acknowledged, at most once otherwise.</summary>
    private static IEnumerable<Finding> Effects(ChaosHistory history, StoredState stored)
    {
        var found = stored.Instances.SelectMany(TokensOf).Concat(stored.Inbox.SelectMany(TokensOf)).ToLookup(effect => effect.Request.Token, StringComparer.Ordinal);
        foreach (var request in history.Sent.Values.Where(request => request.Asked != Asked.Case)) // their effects are mails
        {
            var effects = found[request.Token].Where(effect => effect.Request.Asked == request.Asked).ToList();
            var answer = history.AnswerTo(request.Token);
            var what = $"{request.Asked} {request.Token}";
            if (effects.Count > 1)
                yield return new Finding($"doubled-{request.Asked}", $"{what} had its effect {effects.Count} times: {string.Join(", ", effects.Select(effect => effect.At))}");
            else if (effects.Count == 0 && answer is not null)
                yield return new Finding($"lost-{request.Asked}", $"{what} was acknowledged and is nowhere");
            else if (effects.Count == 1 && answer is { Length: > 0 } && effects[0].At != answer)
                yield return new Finding("other-instance", $"{what} was answered with {answer}, but its effect is in {effects[0].At}");
            else if (effects.Count == 1 && request.Errand.Length > 0 && effects[0].Errand != request.Errand)
                yield return new Finding("other-errand", $"{what} is for {request.Errand}, but its effect is in {effects[0].Errand}");
        }
        foreach (var unknown in found.Where(effects => !history.Sent.ContainsKey(effects.Key)))
            yield return new Finding("never-sent", $"{unknown.First().Request.Asked} {unknown.Key} had an effect, but nobody sent it");
    }

    /// <summary>What an instance was given, step by step.</summary>
    private static IEnumerable<Effect> TokensOf(StoredInstance instance)
    {
        foreach (var step in instance.Steps)
        {
            ChaosRequest? request = step.Given.Stimulus switch
            {
                Stimulus.Start { Payload: string token } when instance.Row.DefinitionId == ChaosDefinitions.Notice => new ChaosRequest(Asked.Notice, token, ""),
                Stimulus.Start { CorrelationId: { } token } when instance.Row.DefinitionId == ChaosDefinitions.Errand => new ChaosRequest(Asked.Start, token, token),
                Stimulus.Deliver { Payload: string token } => new ChaosRequest(Asked.Paper, token, ""),
                Stimulus.Wake { Payload: string token } => new ChaosRequest(Asked.Task, token, ""),
                _ => null,
            };
            if (request is not null)
                yield return new Effect(request, instance.Row.Id, instance.Row.CorrelationId);
        }
    }

    /// <summary>An event that waits in the inbox is not lost.</summary>
    private static IEnumerable<Effect> TokensOf(InboxRow item)
    {
        if (item.State == InboxState.Kept && TypedJson.FromBytes(item.Payload) is string token)
            yield return new Effect(new ChaosRequest(Asked.Paper, token, ""), $"inbox item {item.Id}", item.CorrelationId);
    }

    /// <summary>A paper that came early is kept for an errand that does not await it, because its caller gave up before.</summary>
    private static bool IsRightlyKept(ChaosHistory history, StoredState stored, InboxRow item) =>
        item is { State: InboxState.Kept, CorrelationId: { } errand }
        && !history.IsComplete(errand)
        && stored.Instances.Where(instance => instance.Row.CorrelationId == errand).ToList() is { Count: > 0 } errands
        && errands.All(instance => instance.Bookmarks.All(bookmark => bookmark.Hash != item.Hash));

    /// <summary>What an errand has counted is what it was given, and each of its waits ended once.</summary>
    private static IEnumerable<Finding> Errand(ChaosHistory history, StoredState stored, StoredInstance errand)
    {
        var id = errand.Row.Id;
        var given = errand.Steps.Count(step => step.Given.Stimulus is Stimulus.Deliver);
        var counted = ReplayCheck.TryJournal(errand)?.Count(entry => entry.Event == JournalEvent.Completed && entry.Activity.Id == ChaosDefinitions.CountActivity);
        if (counted is null)
            yield return new Finding("unreadable", $"the journal of errand {id}");
        else if (given != counted)
            yield return new Finding("miscounted", $"errand {id} was given {given} papers and counted {counted}");
        var children = stored.Instances.Count(instance => instance.Row.ParentId == id);
        if (children != (given == ChaosDefinitions.Papers ? 1 : 0))
            yield return new Finding("children", $"errand {id} has {children} children after {given} papers");
        if (!history.IsComplete(errand.Row.CorrelationId ?? ""))
            yield break; // its caller gave up: it waits, and rightly
        if (errand.Row.SubStatus != InstanceSubStatus.Finished)
            yield return new Finding("stuck", $"errand {id} got everything it needs and is {errand.Row.SubStatus}");
        else if (WorkflowEngine.View(errand.Program, errand.Row.State).Outputs[ChaosDefinitions.TotalOutput] is var total && TextForm.Of(total) != $"{ChaosDefinitions.Papers}")
            yield return new Finding("miscounted", $"errand {id} ended with a total of {TextForm.Of(total)}");
    }

    private static IEnumerable<Finding> Stuck(StoredInstance instance)
    {
        var (id, isRunning) = (instance.Row.Id, instance.Row.Status == InstanceStatus.Running);
        if (isRunning && instance.Row.DefinitionId is (ChaosDefinitions.Note or ChaosDefinitions.Notice))
            yield return new Finding("stuck", $"{instance.Row.DefinitionId} {id} needs nobody and is {instance.Row.SubStatus}");
        if (instance.Row.OpenIncidents > 0)
            yield return new Finding("incident", $"{instance.Row.DefinitionId} {id} has {instance.Row.OpenIncidents}");
        if (!isRunning && instance.Tasks.Any(task => task.State == Storage.Tasks.TaskState.Open))
            yield return new Finding("task-left", $"{id} has ended, but its task is still open");
        foreach (var twice in instance.Steps.Select(step => step.Given.Stimulus).OfType<Stimulus.Wake>().GroupBy(wake => wake.Bookmark).Where(wakes => wakes.Count() > 1))
            yield return new Finding("woken-twice", $"bookmark {twice.Key} of {id} was woken {twice.Count()} times");
    }

    /// <summary>Where a request is found again.</summary>
    /// <param name="Request">What was asked for, as far as the place tells.</param>
    /// <param name="At">The instance, or the item of the inbox.</param>
    /// <param name="Errand">The correlation id there.</param>
    private sealed record Effect(ChaosRequest Request, string At, string? Errand);
}

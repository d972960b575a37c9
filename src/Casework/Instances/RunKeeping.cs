using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Inbox;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>Saves a run: state, journal, log, bookmarks, timers and everything it wants done, in the turn that it ran in.</summary>
internal sealed class RunKeeping(ProgramCache programs, EffectKeeping effects, ChangeNews news)
{
    public void KeepNew(Turn turn, NewInstance started, Run run, DateTimeOffset now, Queue<EndedChild> ended)
    {
        programs.Keep(turn, started.Program);
        var isEnded = run.Status == InstanceStatus.Finished;
        InstanceTable.Insert(turn, new InstanceRow
        {
            Id = started.Id,
            DefinitionId = started.Program.Definition.DefinitionId,
            VersionId = started.Program.Definition.Id,
            ProgramKey = started.Program.Key,
            Status = run.Status,
            SubStatus = run.SubStatus,
            CorrelationId = run.CorrelationId,
            Name = run.Name,
            ParentId = started.Stimulus.ParentInstanceId,
            ParentBookmark = isEnded ? null : started.ParentBookmark,
            State = run.State,
            CreatedAt = now,
            UpdatedAt = now,
            FinishedAt = isEnded ? now : null,
            OpenIncidents = run.OpenIncidents,
            Steps = 1,
        });
        InstanceTable.InsertStep(turn, started.Id, 1, now, run, effects.NoteOn(run));
        if (!isEnded)
            Open(turn, started.Id, run.Opened, run.CorrelationId, now);
        effects.Keep(turn, started.Id, run, now, child => KeepChild(turn, started.Id, run, child, now));
        if (isEnded)
            TellParent(turn, started.Id, started.Stimulus.ParentInstanceId, started.ParentBookmark, run, now, ended);
    }

    public void Keep(Turn turn, SteppingInstance before, WorkflowProgram program, Run run, DateTimeOffset now, Queue<EndedChild> ended)
    {
        var isEnded = run.Status == InstanceStatus.Finished;
        InstanceTable.Update(turn, before, run, isEnded ? null : before.ParentBookmark, now);
        news.Tell(turn, before.Id);
        InstanceTable.InsertStep(turn, before.Id, before.Steps + 1, now, run, effects.NoteOn(run));
        foreach (var number in run.Closed)
            Close(turn, before.Id, number, now);
        if (isEnded)
        {
            // One that faulted may have open bookmarks in its state; they come back if it is retried.
            BookmarkTable.DeleteAll(turn, before.Id);
        }
        else if (before.Status == InstanceStatus.Finished)
        {
            BookmarkTable.DeleteAll(turn, before.Id);
            Open(turn, before.Id, WorkflowEngine.View(program, run.State).Bookmarks, run.CorrelationId, now);
            effects.Cases?.GoesOn(turn, before.Id, run.CorrelationId, now);
            if (InboxTable.ReleaseAnswers(turn, before.Id) > 0)
                turn.AfterCommit(effects.Inbox.Bell.Ring);
        }
        else
        {
            Open(turn, before.Id, run.Opened, run.CorrelationId, now);
            if (before.CorrelationId != run.CorrelationId)
                Correlate(turn, before.Id, run.CorrelationId, now);
        }
        effects.Keep(turn, before.Id, run, now, child => KeepChild(turn, before.Id, run, child, now));
        if (isEnded)
            TellParent(turn, before.Id, before.ParentId, before.ParentBookmark, run, now, ended);
    }

    /// <summary>An answer came while the instance had faulted: it is delivered once the instance goes on.</summary>
    public void KeepForRetry(Turn turn, string instanceId, int bookmark, object? payload, DateTimeOffset now) =>
        effects.Inbox.Add(turn, Letter.KeptAnswer(instanceId, bookmark, payload, now));

    /// <summary>A child that ran within the step is saved where the step came to it, so that what both do outside keeps its order. If it ended, its parent has already heard of that; nobody is told again.</summary>
    private void KeepChild(Turn turn, string parentId, Run run, Effect.Executed executed, DateTimeOffset now)
    {
        var child = run.Children.First(child => child.Start.InstanceId == executed.Child.InstanceId); // the engine ran it
        var start = new Stimulus.Start(child.Start.Input, child.Start.CorrelationId, ParentInstanceId: parentId);
        var isEnded = child.Run.Status == InstanceStatus.Finished;
        KeepNew(turn, new NewInstance(child.Start.InstanceId, child.Program, start, isEnded ? null : executed.Bookmark), child.Run, now, new Queue<EndedChild>());
    }

    private void Open(Turn turn, string instanceId, IReadOnlyList<Bookmark> bookmarks, string? correlationId, DateTimeOffset now)
    {
        foreach (var bookmark in bookmarks)
        {
            BookmarkTable.Insert(turn, instanceId, bookmark, correlationId);
            if (bookmark.Key.Kind == Event.Kind)
                TakeEarly(turn, instanceId, bookmark.Key, correlationId, now);
        }
    }

    /// <summary>An event that came too early waits in the inbox; now somebody awaits it.</summary>
    private void TakeEarly(Turn turn, string instanceId, StimulusKey key, string? correlationId, DateTimeOffset now)
    {
        if (InboxTable.TakeKept(turn, key, instanceId, correlationId, now) is { } early)
            effects.Inbox.Add(turn, Letter.ToInstance(early, instanceId));
    }

    private void Correlate(Turn turn, string instanceId, string? correlationId, DateTimeOffset now)
    {
        BookmarkTable.SetCorrelation(turn, instanceId, correlationId);
        foreach (var key in BookmarkTable.Keys(turn, instanceId, Event.Kind))
            TakeEarly(turn, instanceId, key, correlationId, now);
    }

    /// <summary>What belonged to a bookmark goes with it.</summary>
    private void Close(Turn turn, string instanceId, int number, DateTimeOffset now)
    {
        var kind = BookmarkTable.Delete(turn, instanceId, number)?.Kind;
        if (kind is not null)
            effects.Cases?.Close(turn, instanceId, number, kind, now);
        switch (kind)
        {
            case RunTask.Kind:
                turn.Execute(
                    "update tasks set state = 'Dropped', ended_at = @now where instance_id = @instance_id and bookmark = @bookmark and state = 'Open'",
                    now,
                    instanceId,
                    number);
                break;
            case HttpCall.Kind:
                turn.Execute("delete from http_calls where instance_id = @instance_id and bookmark = @bookmark", instanceId, number);
                break;
            case BulkDispatchWorkflows.Kind:
                turn.Execute("delete from bulk_dispatches where instance_id = @instance_id and bookmark = @bookmark", instanceId, number);
                break;
        }
    }

    private void TellParent(Turn turn, string instanceId, string? parentId, int? parentBookmark, Run run, DateTimeOffset now, Queue<EndedChild> ended)
    {
        if (parentId is not null && parentBookmark is { } bookmark)
            Tell(turn, parentId, bookmark, EndedChild.AnswerOf(instanceId, run), now, ended);
    }

    /// <summary>Tells a parent of a child's end: at once if it waits for one child, by the inbox if for many.</summary>
    public void Tell(Turn turn, string parentId, int bookmark, ObjectValue answer, DateTimeOffset now, Queue<EndedChild> ended)
    {
        var remaining = turn.Number(
            "update bulk_dispatches set remaining = remaining - 1 where instance_id = @instance_id and bookmark = @bookmark returning remaining",
            parentId,
            bookmark);
        if (remaining is null)
        {
            ended.Enqueue(new EndedChild(parentId, bookmark, answer));
            return;
        }
        // Counted here and now, told in turn, so that the other children's starts, asked for earlier, come first.
        answer["remaining"] = (int)remaining.Value;
        effects.Inbox.Add(turn, Letter.Wake(parentId, bookmark, answer, now));
    }
}

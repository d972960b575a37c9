using System.Runtime.InteropServices;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>
/// One stimulus at work on one instance: a queue of activities to begin, first in first out, until nothing is left but to wait.
/// Reused between runs; everything of a run is cleared at its end.
/// </summary>
internal sealed class Burst
{
    private readonly ScriptScope _scripts;
    private bool _isEnded;

    public Burst() => _scripts = new ScriptScope(this);

    /// <summary>Where the instance stands; what is stored.</summary>
    public InstanceState State { get; } = new();
    public WorkflowProgram Program { get; private set; } = null!; // set by Begin, before anything else
    public string InstanceId { get; private set; } = "";
    public DateTimeOffset Now { get; private set; }
    public Facts Facts { get; private set; } = Facts.None;
    public EngineLimits Limits { get; private set; } = EngineLimits.Default;
    public string? TriggerActivityId { get; set; }
    public object? TriggerPayload { get; set; }
    public ObjectValue? Inputs { get; set; }
    public OutputRegister Register { get; } = new();
    public WorkQueue Queue { get; } = new();
    public JournalWriter Journal { get; } = new();
    public ExecuteChild Execute { get; private set; } = null!; // set by Begin

    public List<int> Closed { get; } = [];
    public List<Effect> Effects { get; } = [];
    public List<ChildRun> Children { get; } = [];
    public RunPool Pool { get; } = new();
    public int NextBookmark => State.LastBookmark + 1;

    /// <summary>Activities that may still be executed in this step.</summary>
    public int ActivitiesLeft { get; set; }

    public void Begin(WorkflowProgram program, string instanceId, DateTimeOffset now, Facts facts, EngineLimits limits, int activities, ExecuteChild execute)
    {
        Program = program;
        InstanceId = instanceId;
        Now = now;
        Facts = facts;
        Limits = limits;
        ActivitiesLeft = activities;
        Execute = execute;
        Journal.Begin(now);
    }

    /// <summary>Forgets everything of the run, so that the next one can use the same memory.</summary>
    public void Clear()
    {
        Pool.TakeBackAll();
        Queue.Clear();
        Closed.Clear();
        Effects.Clear();
        Children.Clear();
        Register.Clear();
        _isEnded = false;
        _scripts.Clear();
        TriggerActivityId = null;
        TriggerPayload = null;
        Inputs = null;
        State.Clear();
        Execute = null!; // as before Begin
        Facts = Facts.None;
    }

    public void Start()
    {
        State.Root = Pool.Take(Program.Boxes[0]);
        State.Root.Number = ++State.LastExecution;
        Settle(State.Root, State.Root.Box.Activity.Execute(new Step(this, State.Root)));
        RunToRest();
    }

    /// <summary>Wakes one bookmark and runs to rest.</summary>
    /// <returns>False when the bookmark is not open.</returns>
    public bool Wake(int number, object? payload)
    {
        var index = State.Bookmarks.FindIndex(bookmark => bookmark.Number == number);
        if (index < 0)
            return false;
        var woken = State.Bookmarks[index];
        var run = woken.Run;
        if (run.Status != ActivityStatus.Running)
            return false;
        if (woken.IsRetry)
        {
            CloseBookmarks(run);
            Queue.AddAgain(run.Box, run);
        }
        else
        {
            Journal.Add(JournalEvent.Resumed, run);
            var result = Resumed(run, woken.Tag, payload);
            // As in Elsa the bookmark of an activity that fails on resuming stays listed.
            if (!woken.Keeps && result is not StepResult.Faulted)
                CloseBookmarks(run);
            Settle(run, result);
        }
        RunToRest();
        return true;
    }

    public void RunToRest()
    {
        while (!_isEnded && Queue.TryTake(out var item))
            Begin(item);
        if (!State.IsCompleted && !State.IsCancelled && !_isEnded && State.Bookmarks.Count == 0 && !State.Incidents.Exists(incident => !incident.IsResolved))
            Incidents.Add(this, State.Root, State.Root.Box, "Nothing is left to do and nothing is awaited, but the workflow has not completed.");
    }

    private void Begin(in WorkItem item)
    {
        var owner = item.Owner;
        if (IsCutOff(owner))
            return;
        if (--ActivitiesLeft < 0)
        {
            Incidents.Add(this, owner, item.Box, $"More than {Limits.Activities} activities were executed in one step. Does a loop never end?");
            _isEnded = true;
            Queue.Clear();
            return;
        }

        var run = item.Again;
        if (run is null)
        {
            run = Pool.Take(item.Box);
            run.Number = ++State.LastExecution;
            run.EnteredBackwards = item.Backwards;
            run.Extra = item.Variables;
            owner.Attach(run);
            owner.RunningChildren++;
        }
        var box = run.Box;
        var failure = EvaluateInputs(run);
        Journal.Started(run);
        if (failure is not null)
        {
            Fault(run, failure);
            return;
        }
        try
        {
            Settle(run, box.Activity.Execute(new Step(this, run)));
        }
        catch (Exception exception) when (exception is ScriptException or ValueDepthException)
        {
            Fault(run, Told(exception));
        }
    }

    /// <summary>Whether an execution belongs to something that was cancelled: then it is not begun any more.</summary>
    private static bool IsCutOff(ActivityRun run)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            // A phase that is over leaves nothing behind, however its parts had ended before.
            if (at.Status == ActivityStatus.Canceled || at is { Status: ActivityStatus.Completed, Box.Activity: Phase })
                return true;
        }
        return false;
    }

    private static bool IsAlive(ActivityRun run)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            if (at.Status != ActivityStatus.Running)
                return false;
        }
        return true;
    }

    private string? EvaluateInputs(ActivityRun run)
    {
        var inputs = run.Box.Evaluated;
        if (inputs.Length == 0)
            return null;
        var values = new object?[inputs.Length];
        // The inputs of a definition used as activity are asked for where it is used, not inside it.
        var place = run.Box.Activity is DefinitionActivity && run.Parent is { } parent ? parent : run;
        var step = new Step(this, place);
        for (var i = 0; i < inputs.Length; i++)
        {
            try
            {
                values[i] = Conversion.To(inputs[i].Expression.Evaluate(step), inputs[i].Type);
            }
            catch (Exception exception) when (exception is ScriptException or ValueDepthException)
            {
                return $"Input '{inputs[i].Name}' could not be evaluated: {Told(exception)}";
            }
        }
        run.Inputs = values;
        return null;
    }

    private StepResult Resumed(ActivityRun run, string? tag, object? payload)
    {
        try
        {
            return run.Box.Activity.Resume(new Step(this, run), tag, payload);
        }
        catch (Exception exception) when (exception is ScriptException or ValueDepthException)
        {
            return new StepResult.Faulted(Told(exception));
        }
    }

    private static string Told(Exception exception) =>
        exception is ScriptException { Line: var line, Column: var column } ? $"{exception.Message} (line {line}, column {column})" : exception.Message;

    /// <summary>Does what an activity answered.</summary>
    public void Settle(ActivityRun run, StepResult result)
    {
        switch (result)
        {
            case StepResult.Completed completed:
                Complete(run, completed.Outcomes);
                break;
            case StepResult.Entered entered:
                foreach (var child in entered.Children)
                    Queue.Add(run, child);
                break;
            case StepResult.Waiting waiting:
                Wait(run, waiting.For);
                break;
            case StepResult.Faulted faulted:
                Fault(run, faulted.Reason);
                break;
        }
    }

    private void Wait(ActivityRun run, Await[] awaits)
    {
        if (!IsAlive(run))
        {
            // It was still in the queue when its container ended: nobody would hear of it any more.
            Cancel(run);
            return;
        }
        foreach (var (key, dueAt, tag, keeps) in awaits)
            State.Bookmarks.Add(new OpenBookmark(++State.LastBookmark, run, key, dueAt, tag) { Keeps = keeps });
        if (awaits.Length > 0)
            Journal.Add(JournalEvent.Suspended, run);
    }

    public void Complete(ActivityRun run, string[] outcomes)
    {
        if (run.Status != ActivityStatus.Running)
            return;
        outcomes = run.PendingOutcomes ?? outcomes;
        CancelChildren(run);
        if (run.Box.Activity is DefinitionActivity)
            DefinitionActivity.PublishOutputs(new Step(this, run));
        run.Status = ActivityStatus.Completed;
        Journal.Completed(run, outcomes);
        CloseBookmarks(run);
        if (run == State.Root)
        {
            State.IsCompleted = true;
            return;
        }
        var parent = run.Parent!; // only the root has none
        var wasAttached = parent.Status == ActivityStatus.Running;
        run.Detach();
        parent.RunningChildren--;
        if (run.QueuedChildren > 0 || run.IsHeld)
            parent.IsHeld = true;
        if (wasAttached)
        {
            StepResult next;
            try
            {
                next = parent.Box.Activity.ChildCompleted(new Step(this, parent), run, outcomes);
            }
            catch (Exception exception) when (exception is ScriptException or ValueDepthException)
            {
                next = new StepResult.Faulted(Told(exception));
            }
            if (next is StepResult.Faulted faulted)
            {
                // What the container cannot go on with is the child's way out: the incident belongs there.
                parent.Attach(run);
                parent.RunningChildren++;
                run.Status = ActivityStatus.Running;
                Fault(run, faulted.Reason);
                return;
            }
            Settle(parent, next);
        }
        // A composite may still be held by the Complete that ended it.
        if (run.QueuedChildren == 0 && !run.IsHeld && run.FirstChild is null && !run.IsComposite)
            Pool.TakeBack(run);
    }

    private void CancelChildren(ActivityRun run)
    {
        for (var child = run.FirstChild; child is not null;)
        {
            var next = child.Next;
            Cancel(child);
            child = next;
        }
    }

    /// <summary>Cancels everything below a container that goes on, queued children included.</summary>
    public void CancelAllChildren(ActivityRun run)
    {
        CancelChildren(run);
        Queue.DropChildrenOf(run);
    }

    /// <summary>Cancels an execution and everything below it.</summary>
    public void Cancel(ActivityRun run)
    {
        if (run.Status is not (ActivityStatus.Running or ActivityStatus.Faulted))
            return;
        if (run.Parent is { } parent)
        {
            if (run.Status == ActivityStatus.Running)
                parent.RunningChildren--;
            else
                CountFaults(run, -1);
        }
        run.Status = ActivityStatus.Canceled;
        Journal.Add(JournalEvent.Canceled, run);
        CloseBookmarks(run);
        CancelChildren(run);
        run.Detach();
    }

    public void Fault(ActivityRun run, string reason)
    {
        CancelChildren(run);
        Journal.Faulted(run, reason);
        if (run.Box.Retry is { } retry && run.Attempts < retry.Attempts && IsAlive(run))
        {
            run.Attempts++;
            State.Bookmarks.Add(new OpenBookmark(++State.LastBookmark, run, new StimulusKey("Iq.Retry"), Now + retry.DelayBefore(run.Attempts), null) { IsRetry = true });
            return;
        }
        run.Status = ActivityStatus.Faulted;
        if (run.Parent is { } parent)
            parent.RunningChildren--;
        CountFaults(run, +1);
        Incidents.Add(this, run, run.Box, reason);
    }

    public static void CountFaults(ActivityRun run, int change)
    {
        for (var at = run.Parent; at is not null; at = at.Parent)
            at.FaultedBelow += change;
    }

    /// <summary>Ends the instance at once: the queue, the bookmarks and all that runs are dropped.</summary>
    public void Finish()
    {
        Queue.Clear();
        foreach (var bookmark in CollectionsMarshal.AsSpan(State.Bookmarks))
            Closed.Add(bookmark.Number);
        State.Bookmarks.Clear();
        State.IsCompleted = true;
        _isEnded = true;
    }

    public void CloseBookmarks(ActivityRun run)
    {
        for (var i = State.Bookmarks.Count - 1; i >= 0; i--)
        {
            if (State.Bookmarks[i].Run == run)
            {
                Closed.Add(State.Bookmarks[i].Number);
                State.Bookmarks.RemoveAt(i);
            }
        }
    }

    /// <summary>Whether a definition can be started. Like a child's answer it is kept in the log.</summary>
    public bool IsPublished(string definitionId) => Execute(this, new ChildStart("", definitionId, [], null)) is not null;

    public object? Evaluate(ActivityRun run, Script script, Func<string, HostFunction?>? extra) => _scripts.Evaluate(run, script, extra);

    public void Emit(Effect effect) => Effects.Add(effect);

    public string NextId() => $"{InstanceId}:{++State.LastId}";
}

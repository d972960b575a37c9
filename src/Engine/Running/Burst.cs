using System.Runtime.InteropServices;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Composition;
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
    private readonly Queue<Item> _queue = new();
    private readonly List<OpenBookmark> _bookmarks = [];
    private readonly List<int> _closed = [];
    private readonly List<Effect> _effects = [];
    private readonly List<ChildRun> _children = [];
    private readonly RunPool _pool = new();
    private readonly ScriptScope _scripts;
    private Dictionary<(int Box, string Output), object?>? _register;
    private int _executed;
    private bool _isEnded;

    public Burst() => _scripts = new ScriptScope(this);

    private readonly record struct Item(Box Box, ActivityRun Owner, bool Backwards, ObjectValue? Variables, ActivityRun? Again);

    public WorkflowProgram Program { get; private set; } = null!; // set by Begin, before anything else
    public string InstanceId { get; private set; } = "";
    public DateTimeOffset Now { get; private set; }
    public Facts Facts { get; private set; } = Facts.None;
    public EngineLimits Limits { get; private set; } = EngineLimits.Default;
    public string? TriggerActivityId { get; set; }
    public object? TriggerPayload { get; set; }
    public string? HttpHandle { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public ActivityRun Root { get; set; } = null!; // set by Start or by the reader of the state
    public bool IsCancelled { get; set; }

    /// <summary>Whether the workflow itself has completed or Finish was reached.</summary>
    public bool IsCompleted { get; set; }

    public bool IsFaulted { get; set; }
    public int LastExecution { get; set; }
    public int LastBookmark { get; set; }
    public int LastId { get; set; }
    public ObjectValue? Inputs { get; set; }
    public ObjectValue? StoredInputs { get; set; }
    public ObjectValue Outputs { get; set; } = [];
    public List<OpenIncident> Incidents { get; } = [];
    public object? LastResult { get; private set; }
    public JournalWriter Journal { get; } = new();
    public ExecuteChild Execute { get; private set; } = null!; // set by Begin

    public List<OpenBookmark> Bookmarks => _bookmarks;
    public List<int> Closed => _closed;
    public List<Effect> Effects => _effects;
    public List<ChildRun> Children => _children;
    public RunPool Pool => _pool;
    public int NextBookmark => LastBookmark + 1;

    public void Begin(WorkflowProgram program, string instanceId, DateTimeOffset now, Facts facts, EngineLimits limits, ExecuteChild execute)
    {
        Program = program;
        InstanceId = instanceId;
        Now = now;
        Facts = facts;
        Limits = limits;
        Execute = execute;
        Journal.Begin(now);
    }

    /// <summary>Forgets everything of the run, so that the next one can use the same memory.</summary>
    public void Clear()
    {
        _pool.TakeBackAll();
        _queue.Clear();
        _bookmarks.Clear();
        _closed.Clear();
        _effects.Clear();
        _children.Clear();
        _register = null;
        _executed = 0;
        _isEnded = false;
        _scripts.Clear();
        Incidents.Clear();
        TriggerActivityId = HttpHandle = Name = CorrelationId = null;
        TriggerPayload = LastResult = null;
        Inputs = StoredInputs = null;
        Outputs = [];
        Root = null!; // as before Begin
        IsCancelled = IsCompleted = IsFaulted = false;
        LastExecution = LastBookmark = LastId = 0;
        Execute = null!; // as before Begin
        Facts = Facts.None;
    }

    public void Start()
    {
        Root = _pool.Take(Program.Boxes[0]);
        Root.Number = ++LastExecution;
        Settle(Root, Root.Box.Activity.Execute(new Step(this, Root)));
        RunToRest();
    }

    /// <summary>Wakes one bookmark and runs to rest.</summary>
    /// <returns>False when the bookmark is not open.</returns>
    public bool Wake(int number, object? payload)
    {
        var index = _bookmarks.FindIndex(bookmark => bookmark.Number == number);
        if (index < 0)
            return false;
        var woken = _bookmarks[index];
        var run = woken.Run;
        if (!woken.Keeps)
            CloseBookmarks(run);
        if (woken.IsRetry)
        {
            _queue.Enqueue(new Item(run.Box, run, false, null, run));
        }
        else
        {
            Journal.Add(JournalEvent.Resumed, run);
            Settle(run, Resumed(run, woken.Tag, payload));
        }
        RunToRest();
        return true;
    }

    public void RunToRest()
    {
        while (!_isEnded && _queue.TryDequeue(out var item))
            Begin(item);
        if (!IsCompleted && !IsCancelled && !_isEnded && _bookmarks.Count == 0 && !Incidents.Exists(incident => !incident.IsResolved))
            AddIncident(Root, Root.Box, "Nothing is left to do and nothing is awaited, but the workflow has not completed.");
    }

    private void Begin(in Item item)
    {
        var owner = item.Owner;
        if (item.Again is null)
            owner.QueuedChildren--;
        if (IsCutOff(owner))
            return;
        if (++_executed > Limits.Activities)
        {
            AddIncident(owner, item.Box, $"More than {Limits.Activities} activities were executed in one step. Does a loop never end?");
            _isEnded = true;
            _queue.Clear();
            return;
        }

        var run = item.Again;
        if (run is null)
        {
            run = _pool.Take(item.Box);
            run.Number = ++LastExecution;
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
        catch (ScriptException exception)
        {
            Fault(run, Told(exception));
        }
    }

    /// <summary>Whether an execution belongs to something that was cancelled: then it is not begun any more.</summary>
    private static bool IsCutOff(ActivityRun run)
    {
        for (var at = run; at is not null; at = at.Parent)
        {
            if (at.Status == ActivityStatus.Canceled)
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
            catch (ScriptException exception)
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
        catch (ScriptException exception)
        {
            return new StepResult.Faulted(Told(exception));
        }
    }

    private static string Told(ScriptException exception) => $"{exception.Message} (line {exception.Line}, column {exception.Column})";

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
                    Enter(run, child);
                break;
            case StepResult.Waiting waiting:
                Wait(run, waiting.For);
                break;
            case StepResult.Faulted faulted:
                Fault(run, faulted.Reason);
                break;
        }
    }

    private void Enter(ActivityRun owner, in Entry entry)
    {
        owner.QueuedChildren++;
        _queue.Enqueue(new Item(entry.Box, owner, entry.Backwards, entry.Variables, null));
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
            _bookmarks.Add(new OpenBookmark(++LastBookmark, run, key, dueAt, tag) { Keeps = keeps });
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
        if (run == Root)
        {
            IsCompleted = true;
            return;
        }
        var parent = run.Parent!; // only the root has none
        var wasAttached = parent.Status == ActivityStatus.Running;
        run.Detach();
        parent.RunningChildren--;
        if (wasAttached)
        {
            StepResult next;
            try
            {
                next = parent.Box.Activity.ChildCompleted(new Step(this, parent), run, outcomes);
            }
            catch (ScriptException exception)
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
        if (run.QueuedChildren == 0 && run.FirstChild is null && !run.IsComposite)
            _pool.TakeBack(run);
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
        for (var left = run.QueuedChildren == 0 ? 0 : _queue.Count; left > 0; left--)
        {
            var item = _queue.Dequeue();
            if (item.Owner == run && item.Again is null)
                run.QueuedChildren--;
            else
                _queue.Enqueue(item);
        }
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
        CloseBookmarks(run);
        Journal.Faulted(run, reason);
        if (run.Box.Retry is { } retry && run.Attempts < retry.Attempts && IsAlive(run))
        {
            run.Attempts++;
            _bookmarks.Add(new OpenBookmark(++LastBookmark, run, new StimulusKey("Iq.Retry"), Now + retry.DelayBefore(run.Attempts), null) { IsRetry = true });
            return;
        }
        run.Status = ActivityStatus.Faulted;
        if (run.Parent is { } parent)
            parent.RunningChildren--;
        CountFaults(run, +1);
        AddIncident(run, run.Box, reason);
    }

    public void AddIncident(ActivityRun run, Box box, string message)
    {
        Incidents.Add(new OpenIncident(Incidents.Count + 1, run.Number, box.Number, message, Now));
        if (Program.IncidentStrategy == IncidentStrategy.Fault)
            IsFaulted = true;
    }

    private static void CountFaults(ActivityRun run, int change)
    {
        for (var at = run.Parent; at is not null; at = at.Parent)
            at.FaultedBelow += change;
    }

    /// <summary>Ends the instance at once: the queue, the bookmarks and all that runs are dropped.</summary>
    public void Finish()
    {
        _queue.Clear();
        foreach (var bookmark in CollectionsMarshal.AsSpan(_bookmarks))
            _closed.Add(bookmark.Number);
        _bookmarks.Clear();
        IsCompleted = true;
        _isEnded = true;
    }

    private void CloseBookmarks(ActivityRun run)
    {
        for (var i = _bookmarks.Count - 1; i >= 0; i--)
        {
            if (_bookmarks[i].Run == run)
            {
                _closed.Add(_bookmarks[i].Number);
                _bookmarks.RemoveAt(i);
            }
        }
    }

    /// <summary>Runs the activity of an incident again, or goes on behind it.</summary>
    /// <returns>False when the incident is unknown or resolved.</returns>
    public bool Resolve(int number, bool again, string? outcome)
    {
        var index = Incidents.FindIndex(incident => incident.Number == number && !incident.IsResolved);
        if (index < 0)
            return false;
        var incident = Incidents[index];
        if (Find(Root, incident.Execution) is not { } run)
            return false;
        Incidents[index] = incident with { IsResolved = true };
        IsFaulted = Program.IncidentStrategy == IncidentStrategy.Fault && Incidents.Exists(other => !other.IsResolved);
        var box = Program.Boxes[incident.Box];
        if (run.Status == ActivityStatus.Faulted)
        {
            run.Status = ActivityStatus.Running;
            if (run.Parent is { } parent)
                parent.RunningChildren++;
            CountFaults(run, -1);
            run.Inputs = null;
            if (again)
                _queue.Enqueue(new Item(box, run, false, null, run));
            else
                Complete(run, outcome is null ? Outcomes.Default : [outcome]);
        }
        else if (box.Parent == run.Box)
        {
            // A join that waited in vain, or the activity at which a step grew too long: it is begun.
            Enter(run, new Entry(box));
        }
        RunToRest();
        return true;
    }

    public static ActivityRun? Find(ActivityRun from, int number)
    {
        if (from.Number == number)
            return from;
        for (var child = from.FirstChild; child is not null; child = child.Next)
        {
            if (Find(child, number) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>Whether a child of this container stands in the queue.</summary>
    public bool IsQueued(ActivityRun owner, Box box) => IsAnyQueued(owner, queued => queued == box);

    public bool IsAnyQueued(ActivityRun owner, Predicate<Box> matches)
    {
        if (owner.QueuedChildren == 0)
            return false;
        foreach (var item in _queue)
        {
            if (item.Owner == owner && item.Again is null && matches(item.Box))
                return true;
        }
        return false;
    }

    /// <summary>Whether a join of this flowchart waits in vain and nobody has decided about it yet.</summary>
    public bool HasStuckJoin(ActivityRun flowchart, Box? join = null) =>
        Incidents.Exists(incident => !incident.IsResolved && incident.Execution == flowchart.Number && incident.Box != flowchart.Box.Number
            && (join is null || incident.Box == join.Number));

    /// <summary>Whether a definition can be started. Like a child's answer it is kept in the log.</summary>
    public bool IsPublished(string definitionId) => Execute(this, new ChildStart("", definitionId, [], null)) is not null;

    public object? Input(string name)
    {
        if (Inputs is { } given)
        {
            if (given.TryGet(name, out var value))
                return value;
            foreach (var (key, other) in given)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return other;
            }
        }
        if (StoredInputs is { } stored)
        {
            foreach (var (key, other) in stored)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return other;
            }
        }
        return null;
    }

    public void SetOutput(ActivityRun run, Output output, object? value)
    {
        (_register ??= [])[(run.Box.Number, output.Name)] = value;
        LastResult = value;
        Journal.Value(run, output.Name, value);
        if (output.Target is { } target)
            Capture(run, target, value);
    }

    /// <summary>Gives a value to the variable with this id, else to the workflow output of this name.</summary>
    public void Capture(ActivityRun run, string target, object? value, bool convert = false)
    {
        var place = new Scope(this, run.Parent ?? run);
        if (!place.SetById(target, value, convert) && place.Composite() == Root)
            Outputs[target] = value;
    }

    public bool TryGetOutput(Box box, string output, out object? value)
    {
        value = null;
        return _register is not null && _register.TryGetValue((box.Number, output), out value);
    }

    public object? Evaluate(ActivityRun run, Script script, Func<string, HostFunction?>? extra) => _scripts.Evaluate(run, script, extra);

    public void Emit(Effect effect) => _effects.Add(effect);

    public string NextId() => $"{InstanceId}:{++LastId}";
}

/// <summary>Runs a child within its parent's step, or takes its answer from the log. A child without an id is only asked for: null means that it is not published.</summary>
internal delegate ObjectValue? ExecuteChild(Burst parent, ChildStart child);

/// <summary>A bookmark that is open.</summary>
internal readonly record struct OpenBookmark(int Number, ActivityRun Run, StimulusKey Key, DateTimeOffset? DueAt, string? Tag)
{
    /// <summary>Whether it stays open when it is woken.</summary>
    public bool Keeps { get; init; }

    /// <summary>Whether it waits to run a failed activity again.</summary>
    public bool IsRetry { get; init; }
}

/// <summary>An incident as the state keeps it.</summary>
internal readonly record struct OpenIncident(int Number, int Execution, int Box, string Message, DateTimeOffset At, bool IsResolved = false);

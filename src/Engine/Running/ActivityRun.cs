using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>How an execution of an activity stands. The numbers are stored.</summary>
public enum ActivityStatus : byte
{
    Running = 0,
    Completed = 1,
    Canceled = 2,
    Faulted = 3,
}

/// <summary>One execution of one box: a place where the instance is. Lives as long as the execution does not end.</summary>
public sealed class ActivityRun
{
    /// <summary>Number of the execution within the instance, from 1; never used twice.</summary>
    public int Number { get; internal set; }

    public Box Box { get; internal set; } = null!; // set by Burst whenever a run is taken from its pool

    public ActivityRun? Parent { get; internal set; }

    public ActivityStatus Status { get; internal set; }

    /// <summary>Free for the activity: a position, a number of children left.</summary>
    public int Counter { get; set; }

    /// <summary>Free for the activity: a workflow value, or a flowchart's <see cref="Flow.FlowState"/>.</summary>
    public object? Memory { get; set; }

    /// <summary>Whether a flowchart entered it over a backward connection.</summary>
    public bool EnteredBackwards { get; internal set; }

    /// <summary>Whether a Break below wants this to end early.</summary>
    public bool IsBreaking { get; internal set; }

    /// <summary>Executions below that are faulted.</summary>
    public int FaultedBelow { get; internal set; }

    /// <summary>Direct children that are running.</summary>
    public int RunningChildren { get; internal set; }

    /// <summary>Direct children that stand in the queue.</summary>
    public int QueuedChildren { get; internal set; }

    /// <summary>Whether something below, already detached, still has children in the queue: they look up to here.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>How often the retry policy has run it again.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Outcomes that Complete asked for while the composite is still ending its children.</summary>
    internal string[]? PendingOutcomes { get; set; }

    /// <summary>Values of the variables the box declares, by position; null until one differs from its default.</summary>
    internal object?[]? Values { get; set; }

    /// <summary>Variables made while running: an iteration's CurrentValue, a name that a script set first.</summary>
    internal ObjectValue? Extra { get; set; }

    /// <summary>Evaluated inputs that are not literals, by position.</summary>
    internal object?[]? Inputs { get; set; }

    internal ActivityRun? FirstChild { get; set; }

    internal ActivityRun? LastChild { get; set; }

    internal ActivityRun? Previous { get; set; }

    internal ActivityRun? Next { get; set; }

    internal bool IsComposite => Box.IsComposite;

    internal void Attach(ActivityRun child)
    {
        child.Parent = this;
        child.Previous = LastChild;
        if (LastChild is null)
            FirstChild = child;
        else
            LastChild.Next = child;
        LastChild = child;
    }

    internal void Detach()
    {
        if (Parent is null)
            return;
        if (Previous is null)
            Parent.FirstChild = Next;
        else
            Previous.Next = Next;
        if (Next is null)
            Parent.LastChild = Previous;
        else
            Next.Previous = Previous;
        Previous = null;
        Next = null;
    }

    /// <summary>The execution with this number, here or below; null when there is none.</summary>
    internal ActivityRun? Find(int number)
    {
        if (Number == number)
            return this;
        for (var child = FirstChild; child is not null; child = child.Next)
        {
            if (child.Find(number) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>Enters this and all below into an index by number.</summary>
    internal void Index(Dictionary<int, ActivityRun> byNumber)
    {
        byNumber[Number] = this;
        for (var child = FirstChild; child is not null; child = child.Next)
            child.Index(byNumber);
    }

    internal void Clear()
    {
        Box = null!; // the pool hands it out again with a box
        Parent = FirstChild = LastChild = Previous = Next = null;
        Status = ActivityStatus.Running;
        Number = Counter = FaultedBelow = RunningChildren = QueuedChildren = Attempts = 0;
        Memory = null;
        EnteredBackwards = IsBreaking = IsHeld = false;
        PendingOutcomes = null;
        Values = Inputs = null;
        Extra = null;
    }
}

using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Where an instance stands: everything of it that is stored, see <see cref="StateJson"/>.</summary>
internal sealed class InstanceState
{
    /// <summary>The execution of the workflow itself; all others hang below it.</summary>
    public ActivityRun Root { get; set; } = null!; // set by the start or by the reader

    public List<OpenBookmark> Bookmarks { get; } = [];

    public List<OpenIncident> Incidents { get; } = [];

    /// <summary>Workflow outputs so far.</summary>
    public ObjectValue Outputs { get; set; } = [];

    /// <summary>Inputs given at the start that the definition wants to survive a wait.</summary>
    public ObjectValue? StoredInputs { get; set; }

    public string? Name { get; set; }

    public string? CorrelationId { get; set; }

    /// <summary>Under which the receiving node holds the request that set the instance going, or null.</summary>
    public string? HttpHandle { get; set; }

    /// <summary>Whether the workflow itself has completed or Finish was reached.</summary>
    public bool IsCompleted { get; set; }

    public bool IsCancelled { get; set; }

    public bool IsFaulted { get; set; }

    public int LastExecution { get; set; }

    public int LastBookmark { get; set; }

    /// <summary>Counter of the ids made for what happens outside.</summary>
    public int LastId { get; set; }

    public void Clear()
    {
        Root = null!; // as at the beginning
        Bookmarks.Clear();
        Incidents.Clear();
        Outputs = [];
        StoredInputs = null;
        Name = CorrelationId = HttpHandle = null;
        IsCompleted = IsCancelled = IsFaulted = false;
        LastExecution = LastBookmark = LastId = 0;
    }
}

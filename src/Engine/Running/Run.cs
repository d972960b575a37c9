using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Whether an instance goes on. Elsa's WorkflowStatus.</summary>
public enum InstanceStatus
{
    Running,
    Finished,
}

/// <summary>How an instance stands. Elsa's WorkflowSubStatus; Suspended belongs to Running, the others to Finished.</summary>
public enum InstanceSubStatus
{
    Suspended,
    Finished,
    Cancelled,
    Faulted,
}

/// <summary>What one stimulus did to one instance. Everything in it is saved in one transaction, or nothing.</summary>
public sealed record Run
{
    /// <summary>False when nobody awaited the stimulus: then nothing else here matters and nothing is saved.</summary>
    public required bool Happened { get; init; }

    /// <summary>The whole state afterwards; opaque, UTF-8 JSON, the same bytes for the same input.</summary>
    public required byte[] State { get; init; }

    public required InstanceStatus Status { get; init; }

    public required InstanceSubStatus SubStatus { get; init; }

    /// <summary>Name given by SetName, or null.</summary>
    public string? Name { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Bookmarks made by this step and still open.</summary>
    public IReadOnlyList<Bookmark> Opened { get; init; } = [];

    /// <summary>Numbers of bookmarks that were open before this step and are no more.</summary>
    public IReadOnlyList<int> Closed { get; init; } = [];

    /// <summary>What must happen outside, in order.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>Runs of children that ExecuteWorkflow ran within this step; to be saved in the same transaction, before this run.</summary>
    public IReadOnlyList<ChildRun> Children { get; init; } = [];

    /// <summary>Incidents without resolution after this step.</summary>
    public int OpenIncidents { get; init; }

    /// <summary>Workflow outputs so far; meaningful for the parent and the caller once Finished.</summary>
    public required ObjectValue Outputs { get; init; }

    /// <summary>Activities executed by this step, those of its children included.</summary>
    internal int Executed { get; init; }

    /// <summary>What happened, encoded; read with <see cref="Journal"/>.</summary>
    public required byte[] Journal { get; init; }

    /// <summary>The input of this step, encoded; enough to run it again.</summary>
    public required byte[] Log { get; init; }
}

/// <summary>A child that ran within its parent's step.</summary>
/// <param name="Start">What the parent asked for.</param>
/// <param name="Program">The program it ran.</param>
/// <param name="Run">What became of it.</param>
public sealed record ChildRun(ChildStart Start, Programs.WorkflowProgram Program, Run Run);

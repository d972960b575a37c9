using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs.Flow;

namespace IqWorkflows.Engine.Programs;

/// <summary>One activity of a program. Its number is its place in the program and never changes.</summary>
public sealed class Box
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    /// <summary>Ids from the workflow down to here, joined by colons: Studio's key for journal and navigation.</summary>
    public required string NodeId { get; init; }

    /// <summary>Name by which scripts refer to it, or null.</summary>
    public string? Name { get; init; }

    public required string Type { get; init; }

    public int Version { get; init; } = 1;

    public Box? Parent { get; init; }

    /// <summary>What it does, with the inputs of this box.</summary>
    public Activity Activity { get; internal set; } = null!; // set by the compiler right after it made the box

    /// <summary>Children in the order the definition lists them.</summary>
    public IReadOnlyList<Box> Children { get; internal set; } = [];

    /// <summary>Variables declared here.</summary>
    public IReadOnlyList<Variable> Variables { get; internal set; } = [];

    /// <summary>Inputs to evaluate before it begins.</summary>
    internal Input[] Evaluated { get; set; } = [];

    /// <summary>Inputs whose value the definition states.</summary>
    internal Input[] Literals { get; set; } = [];

    /// <summary>What the definition itself says of the inputs, by Elsa's PascalCase name: the journal leaves these values out. Neither is told what it must not tell.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Stated => Literals.Where(input => !input.IsSensitive && !IsKeptFromJournal(input.Name)).Select(input => KeyValuePair.Create(input.Name, input.Stated));

    /// <summary>All outputs by Elsa's name.</summary>
    internal Output[] Outputs { get; set; } = [];

    /// <summary>Whether a stimulus may start the workflow here.</summary>
    public bool CanStartWorkflow { get; init; }

    /// <summary>How tokens meet here, in token mode.</summary>
    public MergeMode MergeMode { get; init; }

    /// <summary>What happens when it fails, before that becomes an incident.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Whether it is the workflow or a definition used as an activity: what Complete completes.</summary>
    public bool IsComposite => Activity is Workflow or DefinitionActivity;

    /// <summary>Names of inputs and outputs whose values the definition wants kept out of the journal; null for none.</summary>
    internal IReadOnlySet<string>? KeptFromJournal { get; init; }

    internal bool IsKeptFromJournal(string name) => KeptFromJournal is { } kept && (kept.Contains(name) || kept.Contains("*"));

    /// <summary>Position among the parent's children.</summary>
    internal int Position { get; set; }

    internal StepResult.Entered AsEntered => field ??= new StepResult.Entered(new Entry(this));

    public override string ToString() => $"{Type} {NodeId}";
}

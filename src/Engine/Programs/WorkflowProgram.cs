using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Programs;

/// <summary>A definition made ready to run: boxes by number, connections as arrays, expressions parsed once. Immutable; shared by all instances.</summary>
public sealed class WorkflowProgram
{
    /// <summary>The definition it was made from.</summary>
    public WorkflowDefinition Definition { get; init; } = null!;

    /// <summary>Identifies the program for as long as any instance runs it: the version's id, and which versions of other definitions it uses as activities.</summary>
    public string Key { get; init; } = null!;

    /// <summary>Ids of the versions of other definitions that are used as activities, in the order of <see cref="Key"/>.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    public ActivationStrategy Activation { get; init; }

    public IReadOnlyList<StartTrigger> Triggers { get; init; } = [];
}

/// <summary>One activity of a program.</summary>
public sealed class Box
{
    public int Number { get; init; }

    public string Id { get; init; } = "";
}

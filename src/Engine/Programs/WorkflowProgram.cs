using IqWorkflows.Engine.Definitions;

namespace IqWorkflows.Engine.Programs;

/// <summary>A definition made ready to run: boxes by number, connections as arrays, expressions parsed once. Immutable; shared by all instances.</summary>
public sealed class WorkflowProgram
{
    /// <summary>The definition it was made from.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>Identifies the program for as long as any instance runs it: the version's id, and which versions of other definitions it uses as activities.</summary>
    public required string Key { get; init; }

    /// <summary>Ids of the versions of other definitions that are used as activities, in the order they were met.</summary>
    public required IReadOnlyList<string> Uses { get; init; }

    public required ActivationStrategy Activation { get; init; }

    public required IncidentStrategy IncidentStrategy { get; init; }

    /// <summary>What starts an instance by itself once this version is published.</summary>
    public required IReadOnlyList<StartTrigger> Triggers { get; init; }

    public required FlowchartMode Mode { get; init; }

    /// <summary>Zone of dates in scripts.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>All activities; the first is the workflow itself.</summary>
    public required IReadOnlyList<Box> Boxes { get; init; }

    /// <summary>Facts of the case that its expressions ask for by a literal name.</summary>
    public required IReadOnlySet<string> Facts { get; init; }

    /// <summary>The same with the activities that ask, in the order of the file.</summary>
    public IReadOnlyList<FactUse> FactUses { get; init; } = [];

    /// <summary>Names of inputs whose values survive a wait.</summary>
    internal IReadOnlySet<string> StoredInputs { get; init; } = new HashSet<string>();

    /// <summary>Names of the workflow's declared inputs.</summary>
    internal IReadOnlySet<string> InputNames { get; init; } = new HashSet<string>();
}

/// <summary>A fact that an activity asks for.</summary>
/// <param name="Box">Which activity.</param>
/// <param name="Fact">Name of the fact.</param>
public sealed record FactUse(Box Box, string Fact);

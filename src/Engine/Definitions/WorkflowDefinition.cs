using System.Text.Json;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Definitions;

/// <summary>One version of a workflow definition as Elsa writes it. Whatever we do not know of it is kept in <see cref="Document"/> and written back.</summary>
public sealed class WorkflowDefinition
{
    private IReadOnlyList<ActivityNode>? _activities;

    /// <summary>Id of this version; empty while the server has not given one.</summary>
    public required string Id { get; init; }

    /// <summary>Stable across versions; empty while the server has not given one.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>From 1; 0 when the file does not say.</summary>
    public required int Version { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? TenantId { get; init; }

    /// <summary>When this version was made; null when the file does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public string? ToolVersion { get; init; }

    public bool IsLatest { get; init; }

    public bool IsPublished { get; init; }

    /// <summary>Whether the designer may only look at it.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>Whether it is hidden from ordinary lists.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Variables of the workflow itself; containers may declare more, see <see cref="ActivityNode.Variables()"/>.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    public IReadOnlyList<ArgumentDefinition> Inputs { get; init; } = [];

    public IReadOnlyList<ArgumentDefinition> Outputs { get; init; } = [];

    /// <summary>Named results when it is used as an activity.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    public WorkflowOptions Options { get; init; } = new();

    /// <summary>Which flowchart algorithm this workflow asks for; null leaves it to the server.</summary>
    public FlowchartMode? Mode { get; init; }

    /// <summary>The free bag; undefined when there is none.</summary>
    public JsonElement CustomProperties { get; init; }

    /// <summary>The activity that is run: usually a flowchart.</summary>
    public ActivityNode Root { get; init; } = ActivityNode.EmptyRoot;

    /// <summary>Every activity of the definition, parents first.</summary>
    public IReadOnlyList<ActivityNode> Activities => _activities ??= [.. Root.WithDescendants()];

    /// <summary>The whole document as it was read.</summary>
    public required JsonElement Document { get; init; }

    /// <summary>Reads a definition from a file or a request. Never throws for what it contains.</summary>
    public static DefinitionReading Read(ReadOnlySpan<byte> utf8) => DefinitionReader.Read(DocumentText.Parse(utf8, out var json), json);

    /// <summary>Reads a definition from text.</summary>
    public static DefinitionReading Read(string text) => DefinitionReader.Read(DocumentText.Parse(text, out var json), json);

    /// <summary>The document as UTF-8 JSON without <c>links</c>; everything unknown is in it.</summary>
    /// <param name="stamp">What the server decides; it replaces what the file says. Null keeps that.</param>
    /// <param name="isIndented">For people.</param>
    public byte[] Write(DefinitionStamp? stamp = null, bool isIndented = false) => DefinitionWriter.Write(Document, stamp, isIndented);

    /// <summary>The same definition as the server knows it.</summary>
    public WorkflowDefinition With(DefinitionStamp stamp) =>
        Read(Write(stamp)).Definition ?? throw new InvalidOperationException($"Definition {stamp.Id} cannot be read after it was stamped.");
}

/// <summary>What reading gave: a definition, perhaps with warnings, or the errors that prevent one.</summary>
/// <param name="Definition">Null exactly when one of the problems is an error.</param>
/// <param name="Problems">In the order of the file, as far as it was read.</param>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<Problem> Problems);

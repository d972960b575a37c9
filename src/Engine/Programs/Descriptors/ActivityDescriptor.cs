using System.Text.Json.Serialization;

namespace IqWorkflows.Engine.Programs.Descriptors;

/// <summary>An activity type as Elsa's designer reads it; the members are Elsa's.</summary>
public sealed record ActivityDescriptor(
    string TypeName,
    string Namespace,
    string Name,
    int Version,
    string Category,
    string DisplayName,
    string? Description,
    IReadOnlyList<InputDescriptor> Inputs,
    IReadOnlyList<OutputDescriptor> Outputs,
    string Kind,
    IReadOnlyList<PortDescriptor> Ports)
{
    public bool RunAsynchronously { get; init; }

    public IReadOnlyDictionary<string, object> CustomProperties { get; init; } = new Dictionary<string, object>();

    public IReadOnlyDictionary<string, object> ConstructionProperties { get; init; } = new Dictionary<string, object>();

    public bool IsContainer { get; init; }

    public bool IsBrowsable { get; init; }

    public bool IsStart { get; init; }

    public bool IsTerminal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? TenantId { get; init; }
}

/// <summary>An input as Elsa's designer reads it.</summary>
public sealed record InputDescriptor(
    string Name,
    string TypeName,
    string DisplayName,
    string? Description,
    int Order,
    bool IsWrapped,
    string UiHint,
    string? Category,
    object? DefaultValue,
    string? DefaultSyntax,
    bool IsSensitive,
    bool AutoEvaluate,
    IReadOnlyDictionary<string, object> UiSpecifications)
{
    public bool IsBrowsable { get; init; } = true;

    public bool IsSerializable { get; init; } = true;

    public bool IsSynthetic { get; init; }

    public bool IsReadOnly { get; init; }

    public string? StorageDriverType { get; init; }

    public string? EvaluatorType { get; init; }
}

/// <summary>An output as Elsa's designer reads it.</summary>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string? Description, int Order)
{
    public bool IsBrowsable { get; init; } = true;

    public bool? IsSerializable { get; init; }

    public bool IsSynthetic { get; init; }
}

/// <summary>A port as Elsa's designer reads it.</summary>
/// <param name="Name">Elsa's name of the port.</param>
/// <param name="DisplayName">Shown name.</param>
/// <param name="Type">"Flow" for an outcome, "Embedded" for a place of an activity.</param>
/// <param name="IsBrowsable">Whether it is shown.</param>
public sealed record PortDescriptor(string Name, string DisplayName, string Type, bool IsBrowsable);

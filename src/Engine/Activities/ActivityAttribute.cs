namespace IqWorkflows.Engine.Activities;

/// <summary>How the designer shows an activity. Its type name is <c>Namespace.ClassName</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string @namespace, string category, string description) : Attribute
{
    public string Namespace { get; } = @namespace;

    public string Category { get; } = category;

    /// <summary>One sentence, English.</summary>
    public string Description { get; } = description;

    /// <summary>Shown name; by default the class name in words.</summary>
    public string? DisplayName { get; init; }

    public ActivityKind Kind { get; init; } = ActivityKind.Action;

    /// <summary>Whether the designer's picker offers it.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Whether the instance may have to wait here. The check warns of variables that would not survive it.</summary>
    public bool MayWait { get; init; }

    /// <summary>Names of flow ports when they are fixed; empty means "Done".</summary>
    public string[] Ports { get; init; } = [];
}

/// <summary>Elsa's kinds of activities.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

/// <summary>An input that the designer edits. On a property of type <see cref="Input{T}"/>, or on a plain property for what Elsa stores unwrapped.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>One sentence, English, or null.</summary>
    public string? Description { get; init; }

    public string? DisplayName { get; init; }

    public string? Category { get; init; }

    /// <summary>Studio's editor; by default checkbox for Boolean, singleline otherwise.</summary>
    public string? UiHint { get; init; }

    /// <summary>Elsa's type alias, when the property's type does not say it.</summary>
    public string? Type { get; init; }

    /// <summary>Choices of a dropdown, checklist or radio list; of dynamic outcomes those that are always there.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>Choices of a dropdown that only the host knows, by the name it knows them by.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>Value when the definition gives none, as text.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>Expression syntax that the designer preselects.</summary>
    public string? DefaultSyntax { get; init; }

    /// <summary>False when the activity evaluates it itself, each time it needs it.</summary>
    public bool AutoEvaluate { get; init; } = true;

    public bool IsSensitive { get; init; }
}

/// <summary>A place for one embedded activity, or for a list of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute;

/// <summary>An output. On a property of type <see cref="Output"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Elsa's type alias of the value.</summary>
    public string Type { get; init; } = "Object";

    /// <summary>One sentence, English, or null.</summary>
    public string? Description { get; init; }
}

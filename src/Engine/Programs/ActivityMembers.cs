using System.Reflection;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>An input as the class of an activity declares it.</summary>
public sealed class InputMember
{
    private readonly PropertyInfo _property;
    private readonly Type? _valueType;

    internal InputMember(PropertyInfo property)
    {
        _property = property;
        Attribute = property.GetCustomAttribute<InputAttribute>()!; // the caller chose properties that have it
        var type = property.PropertyType;
        IsWrapped = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Input<>);
        _valueType = IsWrapped ? type.GetGenericArguments()[0] : null;
        // An alias that only the designer knows (FlowJoinMode, Variable) is a text or plain JSON here.
        Type = WorkflowType.Parse(Attribute.Type) ?? TypeOf(_valueType);
    }

    /// <summary>Elsa's PascalCase name.</summary>
    public string Name => _property.Name;

    /// <summary>Name of the JSON member.</summary>
    public string JsonName => ActivityDescription.Camel(_property.Name);

    public InputAttribute Attribute { get; }

    /// <summary>Whether Elsa stores an expression, not a plain value.</summary>
    public bool IsWrapped { get; }

    public WorkflowType Type { get; }

    /// <summary>Elsa's alias of the type, for the designer.</summary>
    public string TypeAlias => Attribute.Type ?? Type.ToString();

    /// <summary>The default as the designer shows it, or null.</summary>
    public object? DefaultForDesigner => Attribute.DefaultValue is not { } text ? null : Type.Kind switch
    {
        TypeKind.Boolean or TypeKind.Int32 => Conversion.To(text, Type),
        TypeKind.List => ((ListValue?)Conversion.To(text, Type))?.ToArray(),
        _ => text,
    };

    internal Type PropertyType => _property.PropertyType;

    internal Input Create()
    {
        var @default = Attribute.DefaultValue is { } text ? Conversion.To(text, Type) : null;
        var input = _valueType switch
        {
            var type when type == typeof(string) => new Input<string>(Name, Type, (string?)@default),
            var type when type == typeof(bool) => new Input<bool>(Name, Type, @default is true),
            var type when type == typeof(int) => new Input<int>(Name, Type, @default is int number ? number : 0),
            var type when type == typeof(TimeSpan) => new Input<TimeSpan>(Name, Type, @default is TimeSpan span ? span : TimeSpan.Zero),
            var type when type == typeof(DateTimeOffset) => new Input<DateTimeOffset>(Name, Type, default),
            var type when type == typeof(ListValue) => new Input<ListValue>(Name, Type, (ListValue?)@default),
            var type when type == typeof(ObjectValue) => new Input<ObjectValue>(Name, Type, null),
            _ => (Input)new Input<object>(Name, Type, @default),
        };
        return input;
    }

    internal void Set(Activity activity, object value) => _property.SetValue(activity, value);

    private static WorkflowType TypeOf(Type? type) =>
        type == typeof(string) ? WorkflowType.String
        : type == typeof(bool) ? WorkflowType.Boolean
        : type == typeof(int) ? WorkflowType.Int32
        : type == typeof(TimeSpan) ? WorkflowType.TimeSpan
        : type == typeof(DateTimeOffset) ? WorkflowType.DateTimeOffset
        : type == typeof(ListValue) ? WorkflowType.ObjectList
        : type == typeof(ObjectValue) ? WorkflowType.ObjectDictionary
        : WorkflowType.Object;
}

/// <summary>An output as the class of an activity declares it.</summary>
public sealed class OutputMember
{
    private readonly PropertyInfo _property;

    internal OutputMember(PropertyInfo property)
    {
        _property = property;
        Attribute = property.GetCustomAttribute<OutputAttribute>()!; // the caller chose properties that have it
    }

    public string Name => _property.Name;

    public string JsonName => ActivityDescription.Camel(_property.Name);

    public OutputAttribute Attribute { get; }

    internal void Set(Activity activity, Output output) => _property.SetValue(activity, output);
}

/// <summary>A place for embedded activities as the class of an activity declares it.</summary>
public sealed class PortMember
{
    private readonly PropertyInfo _property;

    internal PortMember(PropertyInfo property) => _property = property;

    /// <summary>Elsa's name of the port. A class may add "Port" where the name alone would hide something.</summary>
    public string Name => _property.Name.EndsWith("Port", StringComparison.Ordinal) ? _property.Name[..^4] : _property.Name;

    public string JsonName => ActivityDescription.Camel(Name);

    /// <summary>Whether it holds a list of activities.</summary>
    public bool IsList => _property.PropertyType != typeof(Box);

    internal void Set(Activity activity, object value) => _property.SetValue(activity, value);
}

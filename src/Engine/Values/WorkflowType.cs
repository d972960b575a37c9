namespace IqWorkflows.Engine.Values;

/// <summary>What a type alias of Elsa stands for here.</summary>
public enum TypeKind
{
    /// <summary>Anything; nothing is converted.</summary>
    Object,
    String,
    Boolean,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    Guid,
    DateTime,
    DateTimeOffset,
    TimeSpan,

    /// <summary>ByteArray and Stream: both are bytes here.</summary>
    Bytes,

    /// <summary>A web address, kept as text.</summary>
    Uri,

    /// <summary>A status of HTTP, kept as its number; names are understood.</summary>
    HttpStatusCode,

    /// <summary>Objects and lists whose text is compact: JSON, ObjectDictionary, ObjectMap, JsonElement.</summary>
    Json,

    /// <summary>Objects and lists whose text is indented: JsonNode, JsonObject, JsonArray.</summary>
    JsonNode,

    /// <summary>An object whose members are texts: StringDictionary, StringMap.</summary>
    TextDictionary,

    /// <summary>Known by name only (HttpRequest, FormFile …); nothing is converted.</summary>
    Opaque,

    /// <summary>A list of <see cref="WorkflowType.Element"/>.</summary>
    List,
}

/// <summary>The declared type of a variable, an input or an output.</summary>
public sealed record WorkflowType
{
    private readonly string _name;

    internal WorkflowType(TypeKind kind, string name, bool isNullable = false, WorkflowType? element = null)
    {
        Kind = kind;
        _name = name;
        IsNullable = isNullable;
        Element = element;
    }

    public static WorkflowType Object { get; } = new(TypeKind.Object, "Object");

    public static WorkflowType String { get; } = new(TypeKind.String, "String");

    public static WorkflowType Boolean { get; } = new(TypeKind.Boolean, "Boolean");

    public static WorkflowType Int32 { get; } = new(TypeKind.Int32, "Int32");

    public static WorkflowType Int64 { get; } = new(TypeKind.Int64, "Int64");

    public static WorkflowType Double { get; } = new(TypeKind.Double, "Double");

    public static WorkflowType TimeSpan { get; } = new(TypeKind.TimeSpan, "TimeSpan");

    public static WorkflowType DateTimeOffset { get; } = new(TypeKind.DateTimeOffset, "DateTimeOffset");

    public static WorkflowType ObjectDictionary { get; } = new(TypeKind.Json, "ObjectDictionary");

    public static WorkflowType StringList { get; } = ArrayOf(String);

    public static WorkflowType ObjectList { get; } = ArrayOf(Object);

    public TypeKind Kind { get; }

    /// <summary>Whether null is its default, as in <c>Int32?</c>. Only said of types that otherwise have a default of their own.</summary>
    public bool IsNullable { get; }

    /// <summary>Of a list the type of its elements, otherwise null.</summary>
    public WorkflowType? Element { get; }

    /// <summary>Whether equal elements are kept once (HashSet).</summary>
    public bool IsSet => Kind == TypeKind.List && _name == "HashSet";

    /// <summary>The value that stands where no value could be made.</summary>
    public object? Default => IsNullable ? null : Kind switch
    {
        TypeKind.Boolean => false,
        TypeKind.Int16 => (short)0,
        TypeKind.Int32 => 0,
        TypeKind.Int64 => 0L,
        TypeKind.Single => 0f,
        TypeKind.Double => 0d,
        TypeKind.Decimal => 0m,
        TypeKind.Guid => System.Guid.Empty,
        TypeKind.DateTime => default(DateTime),
        TypeKind.DateTimeOffset => default(DateTimeOffset),
        TypeKind.TimeSpan => System.TimeSpan.Zero,
        TypeKind.HttpStatusCode => 0,
        _ => null,
    };

    internal bool HasDefault => Kind is >= TypeKind.Boolean and <= TypeKind.TimeSpan or TypeKind.HttpStatusCode;

    public static WorkflowType ArrayOf(WorkflowType element) => new(TypeKind.List, "[]", element: element);

    /// <summary>Reads an alias (any case), a composed one, or an old assembly-qualified .NET name.</summary>
    /// <param name="alias">For example <c>Int32</c>, <c>int32?</c>, <c>List&lt;String&gt;</c>.</param>
    /// <param name="isArray">Whether the declaration says it is an array of that.</param>
    /// <returns>Null when the type is unknown.</returns>
    public static WorkflowType? Parse(string? alias, bool isArray = false)
    {
        if (string.IsNullOrWhiteSpace(alias) || TypeNames.Parse(alias.Trim(), depth: 0) is not { } type)
            return null;
        return isArray ? ArrayOf(type) : type;
    }

    /// <summary>The alias as Elsa writes it.</summary>
    public override string ToString() => this switch
    {
        { Element: { } element, _name: "[]" } => element + "[]",
        { Element: { } element } => $"{_name}<{element}>",
        { IsNullable: true } => _name + "?",
        _ => _name,
    };
}

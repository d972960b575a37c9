using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace IqWorkflows.Engine.Values;

/// <summary>How an object came into a run. It changes nothing but its text form (Elsa prints them differently).</summary>
public enum ObjectOrigin
{
    /// <summary>Made by a script or an activity: its text is compact JSON.</summary>
    Script,

    /// <summary>A variable of type JsonObject: its text is indented JSON.</summary>
    JsonNode,

    /// <summary>Given from outside (input, payload): its text is indented JSON.</summary>
    Given,

    /// <summary>Made by an activity of Elsa's with members in PascalCase, which scripts may also ask for in camelCase: its text is compact JSON.</summary>
    Record,
}

/// <summary>An object of a workflow: named values in the order they were added. Never changed once it is stored in a variable.</summary>
/// <remarks>
/// A workflow value is one of: null, <see cref="bool"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>,
/// <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>,
/// <see cref="TimeSpan"/>, <see cref="Guid"/>, <see cref="byte"/>[], <see cref="ObjectValue"/>, <see cref="ListValue"/>. Nothing else.
/// </remarks>
public sealed class ObjectValue : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly OrderedDictionary<string, object?> _members = new(StringComparer.Ordinal);

    public ObjectValue(ObjectOrigin origin = ObjectOrigin.Script) => Origin = origin;

    public ObjectOrigin Origin { get; }

    public int Count => _members.Count;

    public IReadOnlyList<string> Names => _members.Keys;

    public object? this[string name]
    {
        get => _members[name];
        set => _members[name] = value;
    }

    public void Add(string name, object? value) => _members.Add(name, value);

    public bool TryGet(string name, [MaybeNullWhen(false)] out object? value) => _members.TryGetValue(name, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

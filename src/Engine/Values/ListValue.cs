using System.Collections;

namespace IqWorkflows.Engine.Values;

/// <summary>A list of a workflow. Never changed once it is stored in a variable.</summary>
public sealed class ListValue : IReadOnlyList<object?>
{
    private readonly List<object?> _items;

    /// <param name="items">Workflow values, see <see cref="ObjectValue"/>.</param>
    /// <param name="elementType">Elsa's alias of the declared element type ("Int32"), or null for a list of anything.</param>
    public ListValue(IEnumerable<object?> items, string? elementType = null)
    {
        _items = [.. items];
        ElementType = elementType;
    }

    public static ListValue Empty { get; } = new([]);

    /// <summary>Elsa's alias of the declared element type ("Int32"), or null for a list of anything.</summary>
    public string? ElementType { get; }

    /// <summary>Whether the list came from outside (input, payload) as JSON: its text is then indented JSON.</summary>
    public bool IsGiven { get; init; }

    public int Count => _items.Count;

    public object? this[int index] => _items[index];

    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Runtime.CompilerServices;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

[Flags]
internal enum Traits : byte
{
    None = 0,
    Writable = 1,
    Enumerable = 2,
    Configurable = 4,
    Accessor = 8,

    /// <summary>As assignments and literals make them.</summary>
    Plain = Writable | Enumerable | Configurable,

    /// <summary>As the language's own members are.</summary>
    Hidden = Writable | Configurable,
}

/// <summary>A property: its key (string or <see cref="Symbol"/>), value or accessor, and traits.</summary>
internal struct Property(object key, JsValue value, Traits traits)
{
    public object Key = key;
    public JsValue Value = value;
    public Traits Traits = traits;

    public readonly bool IsAccessor => (Traits & Traits.Accessor) != 0;

    public readonly bool IsWritable => (Traits & Traits.Writable) != 0;

    public readonly bool IsEnumerable => (Traits & Traits.Enumerable) != 0;

    public readonly bool IsConfigurable => (Traits & Traits.Configurable) != 0;
}

/// <summary>The properties of an object in the order they were added; small ones are searched, large ones indexed.</summary>
internal struct PropertyMap
{
    private const int IndexFrom = 9;

    private Property[]? _entries;
    private Dictionary<object, int>? _index;

    public int Count { get; private set; }

    public readonly ref Property this[int position] => ref _entries![position];

    public readonly int Find(object key)
    {
        if (_index is not null) return _index.TryGetValue(key, out var found) ? found : -1;

        var entries = _entries;
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(entries![i].Key, key)) return i;
        }

        if (key is not string text) return -1;

        for (var i = 0; i < Count; i++)
        {
            if (entries![i].Key is string other && other.Length == text.Length && other == text) return i;
        }

        return -1;
    }

    public void Add(Run run, in Property property)
    {
        if (_entries is null) Grow(run, 4);
        else if (Count == _entries.Length) Grow(run, Count * 2);

        _entries![Count] = property;
        _index?.Add(property.Key, Count);
        Count++;
        if (Count != IndexFrom) return;

        _index = new Dictionary<object, int>(IndexFrom * 2);
        for (var i = 0; i < Count; i++) _index.Add(_entries[i].Key, i);
    }

    public void Remove(int position)
    {
        Array.Copy(_entries!, position + 1, _entries!, position, Count - position - 1);
        Count--;
        _entries![Count] = default;
        if (_index is null) return;

        _index.Clear();
        for (var i = 0; i < Count; i++) _index.Add(_entries[i].Key, i);
    }

    private void Grow(Run run, int capacity)
    {
        run.Charge(32L * (capacity - Count) + (capacity >= IndexFrom ? 40L * (capacity - Count) : 0));
        Array.Resize(ref _entries, capacity);
    }
}

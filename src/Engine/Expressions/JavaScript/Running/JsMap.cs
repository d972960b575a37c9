namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>The entries of a Map or the values of a Set, in the order they were added; may change while it is gone through.</summary>
internal sealed class OrderedTable
{
    private readonly Dictionary<JsValue, int> _places = new(KeyComparer.Instance);
    private readonly List<(JsValue Key, JsValue Value)> _entries = [];

    public int Count => _places.Count;

    /// <summary>How many places there are, those of removed entries included.</summary>
    public int Places => _entries.Count;

    public bool TryGet(JsValue key, out JsValue value)
    {
        var exists = _places.TryGetValue(key, out var place);
        value = exists ? _entries[place].Value : JsValue.Undefined;
        return exists;
    }

    public bool Has(JsValue key) => _places.ContainsKey(key);

    public void Set(Run run, JsValue key, JsValue value)
    {
        if (key.IsNumber && key.Number == 0) key = 0;
        if (_places.TryGetValue(key, out var place))
        {
            _entries[place] = (key, value);
            return;
        }

        run.Charge(80);
        _places.Add(key, _entries.Count);
        _entries.Add((key, value));
    }

    /// <summary>Adds a value of a Set, where the negative zero is the other zero.</summary>
    public void Add(Run run, JsValue value) => Set(run, value, value.IsNumber && value.Number == 0 ? 0 : value);

    public bool Remove(JsValue key)
    {
        if (!_places.Remove(key, out var place)) return false;
        _entries[place] = (JsValue.Absent, default);
        return true;
    }

    public void Clear()
    {
        _places.Clear();
        for (var i = 0; i < _entries.Count; i++) _entries[i] = (JsValue.Absent, default);
    }

    /// <summary>The next entry from a place on; moves the place behind it.</summary>
    public bool Next(Run run, ref int place, out JsValue key, out JsValue value)
    {
        for (; place < _entries.Count; place++)
        {
            run.Step();
            (key, value) = _entries[place];
            if (key.IsAbsent) continue;
            place++;
            return true;
        }

        (key, value) = (default, default);
        return false;
    }

    private sealed class KeyComparer : IEqualityComparer<JsValue>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(JsValue a, JsValue b) => JsValue.SameValueZero(a, b);

        public int GetHashCode(JsValue value) => value.Kind switch
        {
            Kind.Number => value.Number.GetHashCode(),
            Kind.Boolean => value.Boolean ? 1 : 2,
            Kind.String => value.Text.GetHashCode(StringComparison.Ordinal),
            Kind.Object or Kind.Symbol => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value.Reference),
            _ => (int)value.Kind,
        };
    }
}

internal sealed class JsMap(Run run) : JsObject(run, run.Realm.MapPrototype)
{
    public OrderedTable Table { get; } = new();

    public override string Class => "Map";
}

internal sealed class JsSet(Run run) : JsObject(run, run.Realm.SetPrototype)
{
    public OrderedTable Table { get; } = new();

    public override string Class => "Set";
}

internal sealed class TableIteration(OrderedTable table, ArrayPart part) : Iteration
{
    private int _place;

    public override bool Next(Run run, out JsValue value)
    {
        value = default;
        if (_place < 0) return false;
        if (!table.Next(run, ref _place, out var key, out var held))
        {
            _place = -1;
            return false;
        }

        value = part switch
        {
            ArrayPart.Keys => key,
            ArrayPart.Values => held,
            _ => JsArray.From(run, [key, held]),
        };
        return true;
    }
}

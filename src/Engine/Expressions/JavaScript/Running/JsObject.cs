namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>An object of the script. Kinds that behave differently override the own-property members, everything else is built on those.</summary>
internal class JsObject
{
    private PropertyMap _properties;

    public JsObject(Run run, JsObject? prototype)
    {
        run.Charge(64);
        Prototype = prototype;
    }

    public JsObject? Prototype { get; set; }

    public bool IsExtensible { get; set; } = true;

    /// <summary>The word in <c>[object Word]</c>.</summary>
    public virtual string Class => "Object";

    /// <summary>Whether some own properties come into being only when asked for, see <see cref="TryMake"/>.</summary>
    protected bool IsLazy { get; set; }

    public static JsObject Plain(Run run) => new(run, run.Realm.ObjectPrototype);

    // --- Own properties -----------------------------------------------------------------------------------------

    public virtual bool TryGetOwn(Run run, object key, out Property property)
    {
        var position = FindOwn(run, key);
        property = position < 0 ? default : _properties[position];
        return position >= 0;
    }

    /// <summary>Makes or replaces an own property with its traits, asking nobody.</summary>
    public virtual void PutOwn(Run run, in Property property)
    {
        var position = FindOwn(run, property.Key);
        if (position < 0) _properties.Add(run, property);
        else _properties[position] = property;
    }

    public virtual bool Delete(Run run, object key)
    {
        MakeAll(run);
        var position = _properties.Find(key);
        if (position < 0) return true;
        if (!_properties[position].IsConfigurable) return false;

        run.Step(_properties.Count / 8);
        _properties.Remove(position);
        return true;
    }

    /// <summary>All own keys: indices ascending, then strings and then symbols in the order they were added.</summary>
    public virtual void OwnKeys(Run run, List<object> keys)
    {
        MakeAll(run);
        run.Step(_properties.Count);
        List<(uint Index, object Key)>? indices = null;
        var symbols = false;
        for (var i = 0; i < _properties.Count; i++)
        {
            var key = _properties[i].Key;
            if (key is Symbol) symbols = true;
            else if (PropertyKey.TryIndex(key, out var index)) (indices ??= []).Add((index, key));
        }

        if (indices is not null)
        {
            indices.Sort((a, b) => a.Index.CompareTo(b.Index));
            foreach (var (_, key) in indices) keys.Add(key);
        }

        for (var i = 0; i < _properties.Count; i++)
        {
            var key = _properties[i].Key;
            if (key is string && (indices is null || !PropertyKey.TryIndex(key, out _))) keys.Add(key);
        }

        for (var i = 0; symbols && i < _properties.Count; i++)
        {
            if (_properties[i].Key is Symbol symbol) keys.Add(symbol);
        }
    }

    /// <summary>Called when a lazy object lacks a property: makes it with <see cref="PutNew"/>, or says no.</summary>
    protected virtual bool TryMake(Run run, object key) => false;

    /// <summary>Makes every property a lazy object still owes.</summary>
    protected virtual void MakeAll(Run run)
    {
    }

    protected void PutNew(Run run, in Property property) => _properties.Add(run, property);

    protected bool Has(object key) => _properties.Find(key) >= 0;

    private int FindOwn(Run run, object key)
    {
        var position = _properties.Find(key);
        return position < 0 && IsLazy && TryMake(run, key) ? _properties.Find(key) : position;
    }

    // --- What scripts do with objects -------------------------------------------------------------------------------

    public JsValue Get(Run run, object key) => Get(run, key, this);

    public virtual JsValue Get(Run run, object key, JsValue receiver)
    {
        for (var holder = this; holder is not null; holder = holder.Prototype)
        {
            if (!holder.TryGetOwn(run, key, out var property)) continue;
            if (!property.IsAccessor) return property.Value;
            return property.Value.Accessor.Getter?.Call(run, receiver, []) ?? JsValue.Undefined;
        }

        return JsValue.Undefined;
    }

    public virtual JsValue GetIndex(Run run, uint index) => Get(run, PropertyKey.Of(index), this);

    /// <summary>Assigns as <c>object.key = value</c> does; false where the language quietly does nothing.</summary>
    public virtual bool Set(Run run, object key, JsValue value)
    {
        if (TryGetOwn(run, key, out var own))
        {
            if (own.IsAccessor) return CallSetter(run, own, value);
            if (!own.IsWritable) return false;
            own.Value = value;
            PutOwn(run, own);
            return true;
        }

        for (var holder = Prototype; holder is not null; holder = holder.Prototype)
        {
            if (!holder.TryGetOwn(run, key, out var inherited)) continue;
            if (inherited.IsAccessor) return CallSetter(run, inherited, value);
            if (!inherited.IsWritable) return false;
            break;
        }

        if (!IsExtensible) return false;
        PutOwn(run, new Property(key, value, Traits.Plain));
        return true;
    }

    public virtual bool SetIndex(Run run, uint index, JsValue value) => Set(run, PropertyKey.Of(index), value);

    /// <summary>Sets as the built-in functions do, which tell when it is not allowed.</summary>
    public void SetOrThrow(Run run, object key, JsValue value)
    {
        if (!Set(run, key, value)) throw run.TypeError($"Cannot assign to read only property '{PropertyKey.Show(key)}'");
    }

    public bool HasProperty(Run run, object key)
    {
        for (var holder = this; holder is not null; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(run, key, out _)) return true;
        }

        return false;
    }

    /// <summary>A plain own property as literals make it.</summary>
    public void Put(Run run, object key, JsValue value) => PutOwn(run, new Property(key, value, Traits.Plain));

    public void PutHidden(Run run, object key, JsValue value) => PutOwn(run, new Property(key, value, Traits.Hidden));

    /// <summary>The string keys that <c>Object.keys</c> shows.</summary>
    public List<string> EnumerableKeys(Run run)
    {
        var all = new List<object>();
        OwnKeys(run, all);
        var names = new List<string>(all.Count);
        foreach (var key in all)
        {
            if (key is string name && TryGetOwn(run, name, out var property) && property.IsEnumerable) names.Add(name);
        }

        run.Charge(16L * names.Count);
        return names;
    }

    /// <summary>Freezes or seals.</summary>
    public virtual void Lock(Run run, bool freeze)
    {
        IsExtensible = false;
        var keys = new List<object>();
        OwnKeys(run, keys);
        foreach (var key in keys)
        {
            if (!TryGetOwn(run, key, out var property)) continue;
            property.Traits &= ~Traits.Configurable;
            if (freeze && !property.IsAccessor) property.Traits &= ~Traits.Writable;
            PutOwn(run, property);
        }
    }

    public virtual bool IsLocked(Run run, bool frozen)
    {
        if (IsExtensible) return false;
        var keys = new List<object>();
        OwnKeys(run, keys);
        foreach (var key in keys)
        {
            if (!TryGetOwn(run, key, out var property)) continue;
            if (property.IsConfigurable || (frozen && !property.IsAccessor && property.IsWritable)) return false;
        }

        return true;
    }

    private bool CallSetter(Run run, in Property property, JsValue value)
    {
        if (property.Value.Accessor.Setter is not { } setter) return false;
        setter.Call(run, this, [value]);
        return true;
    }
}

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>An array. Elements lie in a list as long as they are dense; those far behind become ordinary properties.</summary>
internal sealed class JsArray : JsObject
{
    /// <summary>How far behind the last element an assignment may be and still fill the gap.</summary>
    private const int Gap = 1024;

    private JsValue[] _elements;
    private bool _hasScattered;
    private bool _isSealed;
    private bool _isFrozen;

    public JsArray(Run run, int capacity = 0)
        : base(run, run.Realm.ArrayPrototype)
    {
        run.Charge(16L * capacity);
        _elements = capacity == 0 ? [] : new JsValue[capacity];
    }

    public override string Class => "Array";

    public uint Length { get; private set; }

    /// <summary>How many elements lie in the list.</summary>
    public int DenseCount { get; private set; }

    /// <summary>Whether every element lies in the list, so that <see cref="Dense"/> is the whole array (holes included).</summary>
    public bool IsDense => DenseCount == Length;

    public ReadOnlySpan<JsValue> Dense => _elements.AsSpan(0, DenseCount);

    /// <summary>Whether elements may be added, removed and moved.</summary>
    public bool IsFree => IsExtensible && !_isFrozen && !_isSealed;

    public static JsArray From(Run run, ReadOnlySpan<JsValue> values)
    {
        var array = new JsArray(run, values.Length);
        values.CopyTo(array._elements);
        array.DenseCount = values.Length;
        array.Length = (uint)values.Length;
        return array;
    }

    public static JsArray FromList(Run run, List<JsValue> values) => From(run, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));

    public void Add(Run run, JsValue value)
    {
        if (!IsDense)
        {
            SetIndex(run, Length, value);
            return;
        }

        EnsureCapacity(run, DenseCount + 1);
        _elements[DenseCount++] = value;
        Length++;
    }

    /// <summary>Puts the elements of a dense array in another order or replaces them, length included.</summary>
    public void Replace(Run run, ReadOnlySpan<JsValue> values)
    {
        EnsureCapacity(run, values.Length);
        values.CopyTo(_elements);
        if (values.Length < DenseCount) Array.Clear(_elements, values.Length, DenseCount - values.Length);
        DenseCount = values.Length;
        Length = (uint)values.Length;
    }

    /// <summary>Moves the elements up to the end of a dense array, which grows if need be.</summary>
    public void MoveBlock(Run run, int from, int to, int count)
    {
        EnsureCapacity(run, to + count);
        Array.Copy(_elements, from, _elements, to, count);
        DenseCount = Math.Max(DenseCount, to + count);
        Length = (uint)DenseCount;
    }

    public bool SetLength(Run run, uint length)
    {
        if (_isFrozen) return false;
        if (_isSealed && length < Length) return false;
        if (length < DenseCount)
        {
            Array.Clear(_elements, (int)length, DenseCount - (int)length);
            DenseCount = (int)length;
        }

        if (_hasScattered && length < Length) RemoveScattered(run, length);
        Length = length;
        return true;
    }

    public override JsValue GetIndex(Run run, uint index)
    {
        if (index < DenseCount)
        {
            var value = _elements[index];
            if (!value.IsAbsent) return value;
        }

        return index >= Length || DenseCount > index ? Prototype?.GetIndex(run, index) ?? JsValue.Undefined : Get(run, PropertyKey.Of(index), this);
    }

    public override bool SetIndex(Run run, uint index, JsValue value)
    {
        if (_isFrozen) return false;
        if (index < DenseCount && !_elements[index].IsAbsent)
        {
            _elements[index] = value;
            return true;
        }

        if (index > Length && !IsExtensible) return false;
        if (!_hasScattered && index <= DenseCount && IsExtensible)
        {
            PutElement(run, index, value);
            return true;
        }

        return Set(run, PropertyKey.Of(index), value);
    }

    public override bool TryGetOwn(Run run, object key, out Property property)
    {
        if (PropertyKey.TryIndex(key, out var index) && index < DenseCount)
        {
            var traits = _isFrozen ? Traits.Enumerable : _isSealed ? Traits.Enumerable | Traits.Writable : Traits.Plain;
            property = new Property(key, _elements[index], traits);
            return !property.Value.IsAbsent;
        }

        if (key is "length")
        {
            property = new Property(key, Length, _isFrozen ? Traits.None : Traits.Writable);
            return true;
        }

        return base.TryGetOwn(run, key, out property);
    }

    public override void PutOwn(Run run, in Property property)
    {
        if (PropertyKey.TryIndex(property.Key, out var index))
        {
            if (property.IsAccessor) throw run.TypeError("Getters and setters on array elements do not exist here; use an object");
            if (index < DenseCount || (!_hasScattered && index - DenseCount <= Gap)) PutElement(run, index, property.Value);
            else
            {
                _hasScattered = true;
                base.PutOwn(run, property);
                Length = Math.Max(Length, index + 1);
            }

            return;
        }

        if (property.Key is not "length")
        {
            base.PutOwn(run, property);
            return;
        }

        var length = property.Value.ToNumber(run);
        if (length != (uint)length) throw run.RangeError("Invalid array length");
        SetLength(run, (uint)length);
    }

    public override bool Delete(Run run, object key)
    {
        if (key is "length") return false;
        if (!PropertyKey.TryIndex(key, out var index) || index >= DenseCount) return base.Delete(run, key);
        if (_elements[index].IsAbsent) return true;
        if (_isFrozen || _isSealed) return false;
        _elements[index] = JsValue.Absent;
        return true;
    }

    public override void OwnKeys(Run run, List<object> keys)
    {
        run.Step(DenseCount);
        run.Charge(8L * DenseCount);
        for (var i = 0; i < DenseCount; i++)
        {
            if (!_elements[i].IsAbsent) keys.Add(PropertyKey.Of((uint)i));
        }

        var rest = new List<object>();
        base.OwnKeys(run, rest);
        var scattered = rest.TakeWhile(key => PropertyKey.TryIndex(key, out _)).Count();
        keys.AddRange(rest.Take(scattered));
        keys.Add("length");
        keys.AddRange(rest.Skip(scattered));
    }

    public override void Lock(Run run, bool freeze)
    {
        base.Lock(run, freeze);
        _isSealed = true;
        _isFrozen |= freeze;
    }

    private void PutElement(Run run, uint index, JsValue value)
    {
        if (index >= DenseCount)
        {
            EnsureCapacity(run, (int)index + 1);
            _elements.AsSpan(DenseCount, (int)index - DenseCount).Fill(JsValue.Absent);
            DenseCount = (int)index + 1;
            Length = Math.Max(Length, index + 1);
        }

        _elements[index] = value;
    }

    private void EnsureCapacity(Run run, int count)
    {
        if (count <= _elements.Length) return;
        var capacity = Math.Max(Math.Max(4, count), _elements.Length < 1 << 20 ? _elements.Length * 2 : _elements.Length + (_elements.Length >> 2));
        run.Charge(16L * (capacity - _elements.Length));
        Array.Resize(ref _elements, capacity);
    }

    private void RemoveScattered(Run run, uint from)
    {
        var keys = new List<object>();
        base.OwnKeys(run, keys);
        foreach (var key in keys)
        {
            if (PropertyKey.TryIndex(key, out var index) && index >= from) base.Delete(run, key);
        }
    }
}

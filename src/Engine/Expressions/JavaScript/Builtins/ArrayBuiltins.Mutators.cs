using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <content>Methods that change the array, and sorting.</content>
internal static partial class ArrayBuiltins
{
    private static void AddMutators(Template members) => members
        .Method("push", 1, Push)
        .Method("pop", 0, Pop)
        .Method("shift", 0, Shift)
        .Method("unshift", 1, Unshift)
        .Method("splice", 2, Splice)
        .Method("reverse", 0, Reverse)
        .Method("fill", 1, Fill)
        .Method("copyWithin", 2, CopyWithin)
        .Method("sort", 1, Sort)
        .Method("toSorted", 1, ToSorted)
        .Method("toReversed", 0, ToReversed)
        .Method("toSpliced", 2, ToSpliced)
        .Method("with", 2, With);

    private static JsValue Push(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        if (target is JsArray { IsFree: true } array)
        {
            foreach (var value in arguments.Values) array.Add(run, value);
            return array.Length;
        }

        var length = LengthOf(run, target);
        foreach (var value in arguments.Values) SetElement(run, target, length++, value);
        SetLength(run, target, length);
        return length;
    }

    private static JsValue Pop(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        if (length == 0)
        {
            SetLength(run, target, 0);
            return JsValue.Undefined;
        }

        var last = Element(run, target, length - 1);
        DeleteElement(run, target, length - 1);
        SetLength(run, target, length - 1);
        return last;
    }

    private static JsValue Shift(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        if (length == 0)
        {
            SetLength(run, target, 0);
            return JsValue.Undefined;
        }

        var first = Element(run, target, 0);
        Move(run, target, 1, 0, length - 1);
        DeleteElement(run, target, length - 1);
        SetLength(run, target, length - 1);
        return first;
    }

    private static JsValue Unshift(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        if (arguments.Count > 0) Move(run, target, 0, arguments.Count, length);
        for (var i = 0; i < arguments.Count; i++) SetElement(run, target, i, arguments[i]);
        SetLength(run, target, length + arguments.Count);
        return length + arguments.Count;
    }

    /// <summary>Moves elements, holes as holes, whichever way they overlap.</summary>
    private static void Move(Run run, JsObject target, double from, double to, double count)
    {
        if (from == to) return;
        if (target is JsArray { IsFree: true, IsDense: true } array && to + count <= array.Length + 64 && from + count == array.Length)
        {
            // The usual shift, unshift and splice: as a block.
            run.Step((long)(count / 16) + 1);
            array.MoveBlock(run, (int)from, (int)to, (int)count);
            return;
        }

        var isForward = from > to;
        for (var i = 0d; i < count; i++)
        {
            run.Step();
            var offset = isForward ? i : count - 1 - i;
            if (HasElement(run, target, from + offset)) SetElement(run, target, to + offset, Element(run, target, from + offset));
            else DeleteElement(run, target, to + offset);
        }
    }

    private static JsValue Splice(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        var start = arguments[0].ToRelative(run, length, 0);
        var removed = arguments.Count switch
        {
            0 => 0,
            1 => length - start,
            _ => Math.Clamp(arguments[1].ToInteger(run), 0, length - start),
        };
        var added = arguments.From(2);
        var result = new JsArray(run);
        for (var i = 0d; i < removed; i++)
        {
            run.Step();
            result.Add(run, HasElement(run, target, start + i) ? Element(run, target, start + i) : JsValue.Absent);
        }

        Move(run, target, start + removed, start + added.Length, length - start - removed);
        for (var i = length; i > length - removed + added.Length; i--)
        {
            run.Step();
            DeleteElement(run, target, i - 1);
        }

        for (var i = 0; i < added.Length; i++) SetElement(run, target, start + i, added[i]);
        SetLength(run, target, length - removed + added.Length);
        return result;
    }

    private static JsValue Reverse(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        for (double low = 0, high = length - 1; low < high; low++, high--)
        {
            run.Step();
            var (hasLow, hasHigh) = (HasElement(run, target, low), HasElement(run, target, high));
            var (lowValue, highValue) = (Element(run, target, low), Element(run, target, high));
            if (hasHigh) SetElement(run, target, low, highValue);
            else if (hasLow) DeleteElement(run, target, low);
            if (hasLow) SetElement(run, target, high, lowValue);
            else if (hasHigh) DeleteElement(run, target, high);
        }

        return target;
    }

    private static JsValue Fill(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        var start = arguments[1].ToRelative(run, length, 0);
        var end = arguments[2].ToRelative(run, length, length);
        for (var i = start; i < end; i++)
        {
            run.Step();
            SetElement(run, target, i, arguments[0]);
        }

        return target;
    }

    private static JsValue CopyWithin(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        var to = arguments[0].ToRelative(run, length, 0);
        var from = arguments[1].ToRelative(run, length, 0);
        var end = arguments[2].ToRelative(run, length, length);
        Move(run, target, from, to, Math.Max(Math.Min(end - from, length - to), 0));
        return target;
    }

    private static JsValue Sort(Run run, JsValue self, Arguments arguments)
    {
        var compare = Comparer(run, arguments[0]);
        var target = self.ToObject(run);
        var length = LengthOf(run, target);
        var values = new List<JsValue>();
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (!HasElement(run, target, i)) continue;
            run.Charge(16);
            values.Add(Element(run, target, i));
        }

        var sorted = MergeSort(run, [.. values], compare);
        if (target is JsArray { IsFree: true, IsDense: true } array && array.Length == sorted.Length)
        {
            array.Replace(run, sorted);
            return target;
        }

        for (var i = 0; i < sorted.Length; i++) SetElement(run, target, i, sorted[i]);
        for (double i = sorted.Length; i < length; i++)
        {
            run.Step();
            DeleteElement(run, target, i);
        }

        return target;
    }

    private static JsValue ToSorted(Run run, JsValue self, Arguments arguments)
    {
        var compare = Comparer(run, arguments[0]);
        return JsArray.From(run, MergeSort(run, [.. Copy(run, self)], compare));
    }

    private static JsFunction? Comparer(Run run, JsValue value) =>
        value.IsUndefined ? null : value.Function ?? throw run.TypeError("The comparison function must be a function or undefined");

    /// <summary>Stable, and safe with a comparison that contradicts itself. Undefined comes last and is compared with nothing.</summary>
    private static JsValue[] MergeSort(Run run, JsValue[] values, JsFunction? compare)
    {
        run.Charge(32L * values.Length);
        var defined = Array.FindAll(values, value => !value.IsUndefined);
        var keys = compare is null ? Array.ConvertAll(defined, value => value.ToText(run)) : null;
        var order = new int[defined.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;

        var buffer = new int[order.Length];
        for (var width = 1; width < order.Length; width *= 2)
        {
            for (var start = 0; start < order.Length; start += 2 * width)
                Merge(start, Math.Min(start + width, order.Length), Math.Min(start + 2 * width, order.Length));
            (order, buffer) = (buffer, order);
        }

        var sorted = new JsValue[values.Length];
        for (var i = 0; i < order.Length; i++) sorted[i] = defined[order[i]];
        return sorted;

        void Merge(int left, int middle, int end)
        {
            for (int i = left, j = middle, at = left; at < end; at++)
            {
                run.Step();
                buffer[at] = i < middle && (j >= end || Compare(order[i], order[j]) <= 0) ? order[i++] : order[j++];
            }
        }

        double Compare(int a, int b)
        {
            if (keys is not null) return string.CompareOrdinal(keys[a], keys[b]);
            var result = compare!.Call(run, JsValue.Undefined, [defined[a], defined[b]]).ToNumber(run);
            return double.IsNaN(result) ? 0 : result;
        }
    }

    private static JsValue ToReversed(Run run, JsValue self, Arguments arguments)
    {
        var values = Copy(run, self);
        values.Reverse();
        return JsArray.FromList(run, values);
    }

    private static JsValue ToSpliced(Run run, JsValue self, Arguments arguments)
    {
        var values = Copy(run, self);
        var start = (int)arguments[0].ToRelative(run, values.Count, 0);
        var removed = arguments.Count switch
        {
            0 => 0,
            1 => values.Count - start,
            _ => (int)Math.Clamp(arguments[1].ToInteger(run), 0, values.Count - start),
        };
        values.RemoveRange(start, removed);
        values.InsertRange(start, arguments.From(2).ToArray());
        return JsArray.FromList(run, values);
    }

    private static JsValue With(Run run, JsValue self, Arguments arguments)
    {
        var index = arguments[0].ToInteger(run);
        var values = Copy(run, self);
        if (index < 0) index += values.Count;
        if (index < 0 || index >= values.Count) throw run.RangeError("Invalid index for with");
        values[(int)index] = arguments[1];
        return JsArray.FromList(run, values);
    }

    /// <summary>All elements, holes as undefined.</summary>
    private static List<JsValue> Copy(Run run, JsValue self)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        if (length > uint.MaxValue) throw run.RangeError("Invalid array length");
        var values = new List<JsValue>();
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            run.Charge(16);
            values.Add(Element(run, source, i));
        }

        return values;
    }
}

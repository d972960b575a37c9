using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <content>Methods that read the array without calling anything back.</content>
internal static partial class ArrayBuiltins
{
    private static void AddReaders(Template members) => members
        .Method("at", 1, At)
        .Method("concat", 1, Concat)
        .Method("flat", 0, Flat)
        .Method("includes", 1, Includes)
        .Method("indexOf", 1, IndexOf)
        .Method("join", 1, Join)
        .Method("lastIndexOf", 1, LastIndexOf)
        .Method("slice", 2, Slice)
        .Method("toLocaleString", 0, (run, self, arguments) =>
        {
            var given = arguments.Values.ToArray();
            return JoinAll(run, self.ToObject(run), ",", value => Realm.LocaleText(run, value, given));
        })
        .Method("toString", 0, TextOf);

    private static JsValue At(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        var index = arguments[0].ToInteger(run);
        if (index < 0) index += length;
        return index < 0 || index >= length ? JsValue.Undefined : Element(run, source, index);
    }

    private static JsValue Concat(Run run, JsValue self, Arguments arguments)
    {
        var result = new JsArray(run);
        Append(run, result, self.ToObject(run));
        foreach (var value in arguments.Values) Append(run, result, value);
        return result;
    }

    private static void Append(Run run, JsArray result, JsValue value)
    {
        var spreads = value.Object is { } holder && (holder.Get(run, Symbol.IsConcatSpreadable) is { IsUndefined: false } given ? given.IsTrue : holder is JsArray);
        if (!spreads)
        {
            result.Add(run, value);
            return;
        }

        var source = value.Object!;
        var length = LengthOf(run, source);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            result.Add(run, HasElement(run, source, i) ? Element(run, source, i) : JsValue.Absent);
        }
    }

    private static JsValue Flat(Run run, JsValue self, Arguments arguments)
    {
        var depth = arguments[0].IsUndefined ? 1 : arguments[0].ToInteger(run);
        var result = new JsArray(run);
        Flatten(run, self.ToObject(run), depth, result);
        return result;
    }

    private static void Flatten(Run run, JsObject source, double depth, JsArray into)
    {
        run.Enter(4);
        var length = LengthOf(run, source);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (!HasElement(run, source, i)) continue;
            var value = Element(run, source, i);
            if (depth > 0 && value.Object is JsArray inner) Flatten(run, inner, depth - 1, into);
            else into.Add(run, value);
        }

        run.Leave(4);
    }

    private static JsValue Includes(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        if (length == 0) return false;
        for (var i = arguments[1].ToRelative(run, length, 0); i < length; i++)
        {
            run.Step();
            if (JsValue.SameValueZero(Element(run, source, i), arguments[0])) return true;
        }

        return false;
    }

    private static JsValue IndexOf(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        if (length == 0) return -1;
        for (var i = arguments[1].ToRelative(run, length, 0); i < length; i++)
        {
            run.Step();
            if (HasElement(run, source, i) && JsValue.StrictEquals(Element(run, source, i), arguments[0])) return i;
        }

        return -1;
    }

    private static JsValue LastIndexOf(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        if (length == 0) return -1;
        var from = arguments.Count > 1 ? arguments[1].ToInteger(run) : length - 1;
        for (var i = from < 0 ? length + from : Math.Min(from, length - 1); i >= 0; i--)
        {
            run.Step();
            if (HasElement(run, source, i) && JsValue.StrictEquals(Element(run, source, i), arguments[0])) return i;
        }

        return -1;
    }

    private static JsValue Slice(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        var length = LengthOf(run, source);
        var start = arguments[0].ToRelative(run, length, 0);
        var end = arguments[1].ToRelative(run, length, length);
        if (source is JsArray { IsDense: true } array)
        {
            run.Step((long)Math.Max(end - start, 0) / 16);
            return JsArray.From(run, start < end ? array.Dense[(int)start..(int)end] : []);
        }

        var result = new JsArray(run);
        for (var i = start; i < end; i++)
        {
            run.Step();
            result.Add(run, HasElement(run, source, i) ? Element(run, source, i) : JsValue.Absent);
        }

        return result;
    }

    private static JsValue Join(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        return JoinAll(run, source, arguments[0].IsUndefined ? "," : arguments[0].ToText(run), value => value.ToText(run));
    }

    private static JsValue TextOf(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        return source.Get(run, "join").Function is { } join ? join.Call(run, self, []) : ObjectBuiltins.TagOf(run, self);
    }

    private static JsValue JoinAll(Run run, JsObject source, string separator, Func<JsValue, string> show)
    {
        // An array inside itself shows as nothing, else its text would have no end.
        if (!run.Realm.Joining.Add(source)) return JsValue.EmptyText;
        try
        {
            var length = LengthOf(run, source);
            var text = new StringBuilder();
            for (var i = 0d; i < length; i++)
            {
                run.Step();
                if (i > 0) text.Append(separator);
                var value = Element(run, source, i);
                if (!value.IsNullish) text.Append(show(value));
                run.CheckTextLength(text.Length);
            }

            return run.NewText(text.ToString());
        }
        finally
        {
            run.Realm.Joining.Remove(source);
        }
    }
}

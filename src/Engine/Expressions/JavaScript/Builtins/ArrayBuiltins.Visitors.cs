using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <content>Methods that call a function for each element.</content>
internal static partial class ArrayBuiltins
{
    private static void AddVisitors(Template members) => members
        .Method("every", 1, Every)
        .Method("filter", 1, Filter)
        .Method("find", 1, (run, self, arguments) => Find(run, self, arguments, isLast: false).Value)
        .Method("findIndex", 1, (run, self, arguments) => Find(run, self, arguments, isLast: false).Index)
        .Method("findLast", 1, (run, self, arguments) => Find(run, self, arguments, isLast: true).Value)
        .Method("findLastIndex", 1, (run, self, arguments) => Find(run, self, arguments, isLast: true).Index)
        .Method("flatMap", 1, FlatMap)
        .Method("forEach", 1, ForEach)
        .Method("map", 1, Map)
        .Method("reduce", 1, (run, self, arguments) => Reduce(run, self, arguments, fromEnd: false))
        .Method("reduceRight", 1, (run, self, arguments) => Reduce(run, self, arguments, fromEnd: true))
        .Method("some", 1, Some);

    private static JsValue Every(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (HasElement(run, source, i) && !visit.Call(run, arguments[1], [Element(run, source, i), i, source]).IsTrue) return false;
        }

        return true;
    }

    private static JsValue Some(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (HasElement(run, source, i) && visit.Call(run, arguments[1], [Element(run, source, i), i, source]).IsTrue) return true;
        }

        return false;
    }

    private static JsValue ForEach(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (HasElement(run, source, i)) visit.Call(run, arguments[1], [Element(run, source, i), i, source]);
        }

        return JsValue.Undefined;
    }

    private static JsValue Map(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        if (length > uint.MaxValue) throw run.RangeError("Invalid array length");
        var result = new JsArray(run);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            result.Add(run, HasElement(run, source, i) ? visit.Call(run, arguments[1], [Element(run, source, i), i, source]) : JsValue.Absent);
        }

        return result;
    }

    private static JsValue Filter(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        var result = new JsArray(run);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (!HasElement(run, source, i)) continue;
            var value = Element(run, source, i);
            if (visit.Call(run, arguments[1], [value, i, source]).IsTrue) result.Add(run, value);
        }

        return result;
    }

    private static JsValue FlatMap(Run run, JsValue self, Arguments arguments)
    {
        var (source, length, visit) = Start(run, self, arguments);
        var result = new JsArray(run);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            if (!HasElement(run, source, i)) continue;
            var value = visit.Call(run, arguments[1], [Element(run, source, i), i, source]);
            if (value.Object is JsArray inner) Flatten(run, inner, 0, result);
            else result.Add(run, value);
        }

        return result;
    }

    private static (JsValue Value, double Index) Find(Run run, JsValue self, Arguments arguments, bool isLast)
    {
        var (source, length, visit) = Start(run, self, arguments);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            var index = isLast ? length - 1 - i : i;
            var value = Element(run, source, index);
            if (visit.Call(run, arguments[1], [value, index, source]).IsTrue) return (value, index);
        }

        return (JsValue.Undefined, -1);
    }

    private static JsValue Reduce(Run run, JsValue self, Arguments arguments, bool fromEnd)
    {
        var (source, length, visit) = Start(run, self, arguments);
        var hasValue = arguments.Count > 1;
        var value = arguments[1];
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            var index = fromEnd ? length - 1 - i : i;
            if (!HasElement(run, source, index)) continue;
            value = hasValue ? visit.Call(run, JsValue.Undefined, [value, Element(run, source, index), index, source]) : Element(run, source, index);
            hasValue = true;
        }

        return hasValue ? value : throw run.TypeError("Reduce of empty array with no initial value");
    }

    private static (JsObject Source, double Length, JsFunction Visit) Start(Run run, JsValue self, Arguments arguments)
    {
        var source = self.ToObject(run);
        return (source, LengthOf(run, source), arguments[0].ToFunction(run));
    }
}

using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Array and what its prototype offers. The methods work on anything with a length, as the specification has it.</summary>
internal static partial class ArrayBuiltins
{
    public static Template Members { get; } = MakeMembers();

    private static Template MakeMembers()
    {
        var members = new Template()
            .Constant("length", 0, Traits.Writable)
            .Value("constructor", run => run.Realm.Array)
            .Method("values", 0, Values)
            .Method("keys", 0, (run, self, _) => Iterator(run, self, ArrayPart.Keys))
            .Method("entries", 0, (run, self, _) => Iterator(run, self, ArrayPart.Entries))
            .Alias(Symbol.Iterator, "values", run => run.Realm.ArrayPrototype);
        AddMutators(members);
        AddReaders(members);
        AddVisitors(members);
        return members;
    }

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.ArrayPrototype, Traits.None)
        .Method("isArray", 1, (_, _, arguments) => arguments[0].Object is JsArray)
        .Method("of", 0, (run, _, arguments) => JsArray.From(run, arguments.Values))
        .Method("from", 1, From);

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "Array", 1, (run, _, arguments) => Construct(run, arguments), s_statics) { Constructor = Construct };

    public static JsValue Values(Run run, JsValue self, Arguments arguments) => Iterator(run, self, ArrayPart.Values);

    /// <summary>The length of an array or of what looks like one.</summary>
    public static double LengthOf(Run run, JsObject source) =>
        source is JsArray array ? array.Length : source.Get(run, "length").ToLength(run);

    public static JsValue Element(Run run, JsObject source, double index) =>
        index < uint.MaxValue ? source.GetIndex(run, (uint)index) : source.Get(run, KeyOf(run, index));

    public static bool HasElement(Run run, JsObject source, double index) =>
        (source is JsArray array && index < array.DenseCount && !array.Dense[(int)index].IsAbsent) || source.HasProperty(run, KeyOf(run, index));

    private static object KeyOf(Run run, double index) => ((JsValue)index).ToKey(run);

    private static void SetElement(Run run, JsObject target, double index, JsValue value)
    {
        var isSet = index < uint.MaxValue ? target.SetIndex(run, (uint)index, value) : target.Set(run, KeyOf(run, index), value);
        if (!isSet) throw run.TypeError($"Cannot assign to read only property '{index}'");
    }

    private static void DeleteElement(Run run, JsObject target, double index)
    {
        if (!target.Delete(run, KeyOf(run, index))) throw run.TypeError($"Cannot delete property '{index}'");
    }

    private static void SetLength(Run run, JsObject target, double length)
    {
        if (target is JsArray array)
        {
            if (length > uint.MaxValue) throw run.RangeError("Invalid array length");
            if (!array.SetLength(run, (uint)length)) throw run.TypeError("Cannot change the length of a frozen array");
        }
        else target.SetOrThrow(run, "length", length);
    }

    private static JsIterator Iterator(Run run, JsValue self, ArrayPart part) =>
        new(run, new ArrayIteration(self.ToObject(run), part), "Array Iterator");

    private static JsArray Construct(Run run, Arguments arguments)
    {
        if (arguments.Count != 1 || !arguments[0].IsNumber) return JsArray.From(run, arguments.Values);

        var length = arguments[0].Number;
        if (length != (uint)length) throw run.RangeError("Invalid array length");
        var array = new JsArray(run);
        array.SetLength(run, (uint)length);
        return array;
    }

    private static JsValue From(Run run, JsValue self, Arguments arguments)
    {
        var source = arguments[0];
        var map = arguments[1].IsUndefined ? null : arguments[1].ToFunction(run);
        var result = new JsArray(run);
        if (source.IsNullish) throw run.TypeError($"{source.ToText(run)} is not iterable");
        if (source.IsText || !source.ToObject(run).Get(run, Symbol.Iterator).IsNullish)
        {
            var iteration = Iteration.Over(run, source);
            while (iteration.Next(run, out var value))
            {
                run.Step();
                if (map is not null) value = map.Call(run, arguments[2], [value, (double)result.Length]);
                result.Add(run, value);
            }

            return result;
        }

        var holder = source.ToObject(run);
        var length = LengthOf(run, holder);
        for (var i = 0d; i < length; i++)
        {
            run.Step();
            var value = Element(run, holder, i);
            result.Add(run, map is null ? value : map.Call(run, arguments[2], [value, i]));
        }

        return result;
    }
}

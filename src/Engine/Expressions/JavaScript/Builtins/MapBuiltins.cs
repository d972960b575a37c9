using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Map.</summary>
internal static class MapBuiltins
{
    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.Map)
        .Method("clear", 0, Clear)
        .Method("delete", 1, (run, self, arguments) => Self(run, self).Table.Remove(arguments[0]))
        .Method("entries", 0, (run, self, _) => Iterator(run, self, ArrayPart.Entries))
        .Method("forEach", 1, ForEach)
        .Method("get", 1, (run, self, arguments) => Self(run, self).Table.TryGet(arguments[0], out var value) ? value : JsValue.Undefined)
        .Method("has", 1, (run, self, arguments) => Self(run, self).Table.Has(arguments[0]))
        .Method("keys", 0, (run, self, _) => Iterator(run, self, ArrayPart.Keys))
        .Method("set", 2, Set)
        .Getter("size", (run, self, _) => Self(run, self).Table.Count)
        .Method("values", 0, (run, self, _) => Iterator(run, self, ArrayPart.Values))
        .Alias(Symbol.Iterator, "entries", run => run.Realm.MapPrototype)
        .Constant(Symbol.ToStringTag, "Map", Traits.Configurable);

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.MapPrototype, Traits.None)
        .Method("groupBy", 2, GroupBy);

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "Map", 0, (run, _, _) => throw run.TypeError("Constructor Map requires 'new'"), s_statics) { Constructor = Construct };

    private static JsMap Self(Run run, JsValue self) => self.Object as JsMap ?? throw run.TypeError("This method needs a Map");

    private static JsIterator Iterator(Run run, JsValue self, ArrayPart part) =>
        new(run, new TableIteration(Self(run, self).Table, part), "Map Iterator");

    private static JsMap Construct(Run run, Arguments arguments)
    {
        var map = new JsMap(run);
        if (arguments[0].IsNullish) return map;
        var iteration = Iteration.Over(run, arguments[0]);
        while (iteration.Next(run, out var entry))
        {
            run.Step();
            if (entry.Object is not { } pair) throw run.TypeError($"Iterator value {Conversions.Show(run, entry)} is not an entry object");
            map.Table.Set(run, pair.GetIndex(run, 0), pair.GetIndex(run, 1));
        }

        return map;
    }

    private static JsValue Set(Run run, JsValue self, Arguments arguments)
    {
        Self(run, self).Table.Set(run, arguments[0], arguments[1]);
        return self;
    }

    private static JsValue Clear(Run run, JsValue self, Arguments arguments)
    {
        var table = Self(run, self).Table;
        run.Step(table.Places / 16);
        table.Clear();
        return JsValue.Undefined;
    }

    private static JsValue ForEach(Run run, JsValue self, Arguments arguments)
    {
        var table = Self(run, self).Table;
        var visit = arguments[0].ToFunction(run);
        var place = 0;
        while (table.Next(run, ref place, out var key, out var value)) visit.Call(run, arguments[1], [value, key, self]);
        return JsValue.Undefined;
    }

    private static JsValue GroupBy(Run run, JsValue self, Arguments arguments)
    {
        var keyOf = arguments[1].ToFunction(run);
        var map = new JsMap(run);
        var iteration = Iteration.Over(run, arguments[0]);
        for (var i = 0d; iteration.Next(run, out var value); i++)
        {
            run.Step();
            var key = keyOf.Call(run, JsValue.Undefined, [value, i]);
            if (map.Table.TryGet(key, out var group)) ((JsArray)group.Object!).Add(run, value);
            else map.Table.Set(run, key, JsArray.From(run, [value]));
        }

        return map;
    }
}

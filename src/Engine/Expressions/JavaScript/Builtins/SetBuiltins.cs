using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Set. Its methods with another set take a Set or a Map there.</summary>
internal static class SetBuiltins
{
    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.Set)
        .Method("add", 1, Add)
        .Method("clear", 0, Clear)
        .Method("delete", 1, (run, self, arguments) => Self(run, self).Table.Remove(arguments[0]))
        .Method("difference", 1, (run, self, arguments) => Combine(run, self, arguments[0], inFirst: true, inBoth: false, inSecond: false))
        .Method("entries", 0, (run, self, _) => Iterator(run, self, ArrayPart.Entries))
        .Method("forEach", 1, ForEach)
        .Method("has", 1, (run, self, arguments) => Self(run, self).Table.Has(arguments[0]))
        .Method("intersection", 1, (run, self, arguments) => Combine(run, self, arguments[0], inFirst: false, inBoth: true, inSecond: false))
        .Method("isDisjointFrom", 1, (run, self, arguments) => Contains(run, Self(run, self).Table, Other(run, arguments[0]), wanted: false))
        .Method("isSubsetOf", 1, (run, self, arguments) => Contains(run, Self(run, self).Table, Other(run, arguments[0]), wanted: true))
        .Method("isSupersetOf", 1, (run, self, arguments) => Contains(run, Other(run, arguments[0]), Self(run, self).Table, wanted: true))
        .Getter("size", (run, self, _) => Self(run, self).Table.Count)
        .Method("symmetricDifference", 1, (run, self, arguments) => Combine(run, self, arguments[0], inFirst: true, inBoth: false, inSecond: true))
        .Method("union", 1, (run, self, arguments) => Combine(run, self, arguments[0], inFirst: true, inBoth: true, inSecond: true))
        .Method("values", 0, (run, self, _) => Iterator(run, self, ArrayPart.Values))
        .Alias("keys", "values", run => run.Realm.SetPrototype)
        .Alias(Symbol.Iterator, "values", run => run.Realm.SetPrototype)
        .Constant(Symbol.ToStringTag, "Set", Traits.Configurable);

    private static readonly Template s_statics = new Template().Value("prototype", run => run.Realm.SetPrototype, Traits.None);

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "Set", 0, (run, _, _) => throw run.TypeError("Constructor Set requires 'new'"), s_statics) { Constructor = Construct };

    private static JsSet Self(Run run, JsValue self) => self.Object as JsSet ?? throw run.TypeError("This method needs a Set");

    private static OrderedTable Other(Run run, JsValue value) => value.Object switch
    {
        JsSet set => set.Table,
        JsMap map => map.Table,
        _ => throw run.TypeError("This method needs another Set"),
    };

    private static JsIterator Iterator(Run run, JsValue self, ArrayPart part) =>
        new(run, new TableIteration(Self(run, self).Table, part), "Set Iterator");

    private static JsSet Construct(Run run, Arguments arguments)
    {
        var set = new JsSet(run);
        if (arguments[0].IsNullish) return set;
        var iteration = Iteration.Over(run, arguments[0]);
        while (iteration.Next(run, out var value))
        {
            run.Step();
            set.Table.Add(run, value);
        }

        return set;
    }

    private static JsValue Add(Run run, JsValue self, Arguments arguments)
    {
        Self(run, self).Table.Add(run, arguments[0]);
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
        while (table.Next(run, ref place, out var value, out _)) visit.Call(run, arguments[1], [value, value, self]);
        return JsValue.Undefined;
    }

    private static JsSet Combine(Run run, JsValue self, JsValue other, bool inFirst, bool inBoth, bool inSecond)
    {
        var (first, second) = (Self(run, self).Table, Other(run, other));
        var result = new JsSet(run);
        var place = 0;
        while (first.Next(run, ref place, out var value, out _))
        {
            if (second.Has(value) ? inBoth : inFirst) result.Table.Set(run, value, value);
        }

        place = 0;
        while (inSecond && second.Next(run, ref place, out var value, out _))
        {
            if (!first.Has(value)) result.Table.Set(run, value, value);
        }

        return result;
    }

    private static bool Contains(Run run, OrderedTable first, OrderedTable second, bool wanted)
    {
        var place = 0;
        while (first.Next(run, ref place, out var value, out _))
        {
            if (second.Has(value) != wanted) return false;
        }

        return true;
    }
}

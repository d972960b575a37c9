using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Object and the members every object has.</summary>
internal static class ObjectBuiltins
{
    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.Object)
        .Method("hasOwnProperty", 1, (run, self, arguments) => HasOwn(run, self, arguments[0]))
        .Method("isPrototypeOf", 1, IsPrototypeOf)
        .Method("propertyIsEnumerable", 1, (run, self, arguments) =>
            self.ToObject(run).TryGetOwn(run, arguments[0].ToKey(run), out var property) && property.IsEnumerable)
        .Method("toLocaleString", 0, (run, self, _) => Tree.Access.Get(run, self, "toString").ToFunction(run).Call(run, self, []))
        .Method("toString", 0, (run, self, _) => TagOf(run, self))
        .Method("valueOf", 0, (run, self, _) => self.ToObject(run))
        .Value("__proto__", MakePrototypeAccessor, Traits.Configurable | Traits.Accessor);

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.ObjectPrototype, Traits.None)
        .Method("assign", 2, Assign)
        .Method("create", 2, Create)
        .Method("defineProperties", 2, (run, _, arguments) => DefineAll(run, RequireObject(run, arguments[0]), arguments[1]))
        .Method("defineProperty", 3, DefineProperty)
        .Method("entries", 1, (run, _, arguments) => List(run, arguments[0], (key, value) => JsArray.From(run, [key, value])))
        .Method("freeze", 1, (run, _, arguments) => Lock(run, arguments[0], freeze: true))
        .Method("fromEntries", 1, FromEntries)
        .Method("getOwnPropertyDescriptor", 2, (run, _, arguments) => Describe(run, arguments[0].ToObject(run), arguments[1].ToKey(run)))
        .Method("getOwnPropertyDescriptors", 1, DescribeAll)
        .Method("getOwnPropertyNames", 1, (run, _, arguments) => OwnKeys(run, arguments[0], symbols: false))
        .Method("getOwnPropertySymbols", 1, (run, _, arguments) => OwnKeys(run, arguments[0], symbols: true))
        .Method("getPrototypeOf", 1, (run, _, arguments) => arguments[0].ToObject(run).Prototype is { } prototype ? prototype : JsValue.Null)
        .Method("groupBy", 2, GroupBy)
        .Method("hasOwn", 2, (run, _, arguments) => HasOwn(run, arguments[0], arguments[1]))
        .Method("is", 2, (_, _, arguments) => JsValue.SameValue(arguments[0], arguments[1]))
        .Method("isExtensible", 1, (_, _, arguments) => arguments[0].Object is { IsExtensible: true })
        .Method("isFrozen", 1, (run, _, arguments) => arguments[0].Object?.IsLocked(run, frozen: true) ?? true)
        .Method("isSealed", 1, (run, _, arguments) => arguments[0].Object?.IsLocked(run, frozen: false) ?? true)
        .Method("keys", 1, (run, _, arguments) =>
            JsArray.FromList(run, arguments[0].ToObject(run).EnumerableKeys(run).ConvertAll(key => (JsValue)key)))
        .Method("preventExtensions", 1, PreventExtensions)
        .Method("seal", 1, (run, _, arguments) => Lock(run, arguments[0], freeze: false))
        .Method("setPrototypeOf", 2, SetPrototypeOf)
        .Method("values", 1, (run, _, arguments) => List(run, arguments[0], (_, value) => value));

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "Object", 1, (run, _, arguments) => Construct(run, arguments), s_statics) { Constructor = Construct };

    /// <summary><c>[object Something]</c>.</summary>
    public static JsValue TagOf(Run run, JsValue value)
    {
        if (value.IsUndefined) return "[object Undefined]";
        if (value.IsNull) return "[object Null]";
        var source = value.ToObject(run);
        var tag = source.Get(run, Symbol.ToStringTag);
        return run.NewText($"[object {(tag.IsText ? tag.Text : source.Class is "global" or "Symbol" ? "Object" : source.Class)}]");
    }

    private static JsObject Construct(Run run, Arguments arguments) =>
        arguments[0].IsNullish ? JsObject.Plain(run) : arguments[0].ToObject(run);

    private static JsObject RequireObject(Run run, JsValue value) =>
        value.Object ?? throw run.TypeError($"{Conversions.Show(run, value)} is not an object");

    private static bool HasOwn(Run run, JsValue source, JsValue key)
    {
        var name = key.ToKey(run);
        return source.ToObject(run).TryGetOwn(run, name, out _);
    }

    private static JsValue IsPrototypeOf(Run run, JsValue self, Arguments arguments)
    {
        for (var holder = arguments[0].Object?.Prototype; holder is not null; holder = holder.Prototype)
        {
            if (ReferenceEquals(holder, self.Object)) return true;
        }

        return false;
    }

    private static JsValue MakePrototypeAccessor(Run run) => JsValue.Of(new Accessor(
        new NativeFunction(run, "get __proto__", 0, (run, self, _) => self.ToObject(run).Prototype is { } prototype ? prototype : JsValue.Null),
        new NativeFunction(run, "set __proto__", 1, (run, self, arguments) =>
        {
            if (self.Object is { } target && (arguments[0].IsObject || arguments[0].IsNull)) ChangePrototype(run, target, arguments[0].Object);
            return JsValue.Undefined;
        })));

    private static void ChangePrototype(Run run, JsObject target, JsObject? prototype)
    {
        if (ReferenceEquals(target.Prototype, prototype)) return;
        if (!target.IsExtensible) throw run.TypeError("The object is not extensible");
        var length = 0;
        for (var holder = prototype; holder is not null; holder = holder.Prototype)
        {
            if (ReferenceEquals(holder, target)) throw run.TypeError("Cyclic __proto__ value");
            if (++length > 1000) throw run.RangeError("The chain of prototypes is too long");
        }

        target.Prototype = prototype;
    }

    private static JsValue SetPrototypeOf(Run run, JsValue self, Arguments arguments)
    {
        if (arguments[0].IsNullish) throw run.TypeError("Object.setPrototypeOf called on null or undefined");
        if (!arguments[1].IsObject && !arguments[1].IsNull) throw run.TypeError("Object prototype may only be an Object or null");
        if (arguments[0].Object is { } target) ChangePrototype(run, target, arguments[1].Object);
        return arguments[0];
    }

    private static JsValue Assign(Run run, JsValue self, Arguments arguments)
    {
        var target = arguments[0].ToObject(run);
        var keys = new List<object>();
        foreach (var value in arguments.From(1))
        {
            if (value.IsNullish) continue;
            var source = value.ToObject(run);
            keys.Clear();
            source.OwnKeys(run, keys);
            foreach (var key in keys)
            {
                run.Step();
                if (source.TryGetOwn(run, key, out var property) && property.IsEnumerable) target.SetOrThrow(run, key, source.Get(run, key));
            }
        }

        return target;
    }

    private static JsValue Create(Run run, JsValue self, Arguments arguments)
    {
        if (!arguments[0].IsObject && !arguments[0].IsNull) throw run.TypeError("Object prototype may only be an Object or null");
        var result = new JsObject(run, null);
        ChangePrototype(run, result, arguments[0].Object);
        return arguments[1].IsUndefined ? result : DefineAll(run, result, arguments[1]);
    }

    private static JsValue List(Run run, JsValue source, Func<JsValue, JsValue, JsValue> make)
    {
        var holder = source.ToObject(run);
        var result = new JsArray(run);
        foreach (var key in holder.EnumerableKeys(run))
        {
            run.Step();
            if (holder.TryGetOwn(run, key, out var property) && property.IsEnumerable) result.Add(run, make(key, holder.Get(run, key)));
        }

        return result;
    }

    private static JsValue FromEntries(Run run, JsValue self, Arguments arguments)
    {
        var result = JsObject.Plain(run);
        var iteration = Iteration.Over(run, arguments[0]);
        while (iteration.Next(run, out var entry))
        {
            run.Step();
            if (entry.Object is not { } pair) throw run.TypeError($"Iterator value {Conversions.Show(run, entry)} is not an entry object");
            result.Put(run, pair.GetIndex(run, 0).ToKey(run), pair.GetIndex(run, 1));
        }

        return result;
    }

    private static JsValue GroupBy(Run run, JsValue self, Arguments arguments)
    {
        var keyOf = arguments[1].ToFunction(run);
        var groups = new JsObject(run, null);
        var iteration = Iteration.Over(run, arguments[0]);
        for (var i = 0d; iteration.Next(run, out var value); i++)
        {
            run.Step();
            var key = keyOf.Call(run, JsValue.Undefined, [value, i]).ToKey(run);
            if (groups.TryGetOwn(run, key, out var group)) ((JsArray)group.Value.Object!).Add(run, value);
            else groups.Put(run, key, JsArray.From(run, [value]));
        }

        return groups;
    }

    private static JsValue Lock(Run run, JsValue value, bool freeze)
    {
        value.Object?.Lock(run, freeze);
        return value;
    }

    private static JsValue PreventExtensions(Run run, JsValue self, Arguments arguments)
    {
        if (arguments[0].Object is { } target) target.IsExtensible = false;
        return arguments[0];
    }

    private static JsValue OwnKeys(Run run, JsValue source, bool symbols)
    {
        var keys = new List<object>();
        source.ToObject(run).OwnKeys(run, keys);
        return JsArray.From(run, [.. keys.Where(key => key is Symbol == symbols).Select(PropertyKey.ToValue)]);
    }

    private static JsValue DefineProperty(Run run, JsValue self, Arguments arguments)
    {
        var target = RequireObject(run, arguments[0]);
        Define(run, target, arguments[1].ToKey(run), RequireObject(run, arguments[2]));
        return target;
    }

    private static JsValue DefineAll(Run run, JsObject target, JsValue descriptors)
    {
        var source = descriptors.ToObject(run);
        var keys = new List<object>();
        source.OwnKeys(run, keys);
        foreach (var key in keys)
        {
            if (source.TryGetOwn(run, key, out var property) && property.IsEnumerable) Define(run, target, key, RequireObject(run, source.Get(run, key)));
        }

        return target;
    }

    private static void Define(Run run, JsObject target, object key, JsObject descriptor)
    {
        var exists = target.TryGetOwn(run, key, out var old);
        var traits = exists ? old.Traits : Traits.None;
        traits = Trait(run, descriptor, "enumerable", Traits.Enumerable, traits);
        traits = Trait(run, descriptor, "configurable", Traits.Configurable, traits);
        var hasAccessor = descriptor.HasProperty(run, "get") || descriptor.HasProperty(run, "set");
        var hasValue = descriptor.HasProperty(run, "value") || descriptor.HasProperty(run, "writable");
        if (hasAccessor && hasValue) throw run.TypeError("A property has either a value or accessors");

        var value = exists && !old.IsAccessor ? old.Value : JsValue.Undefined;
        if (hasAccessor)
        {
            var accessor = exists && old.IsAccessor ? old.Value.Accessor : new Accessor(null, null);
            if (descriptor.HasProperty(run, "get")) accessor = accessor with { Getter = AccessorFunction(run, descriptor.Get(run, "get")) };
            if (descriptor.HasProperty(run, "set")) accessor = accessor with { Setter = AccessorFunction(run, descriptor.Get(run, "set")) };
            value = JsValue.Of(accessor);
            traits = (traits & ~Traits.Writable) | Traits.Accessor;
        }
        else if (hasValue || !exists)
        {
            traits &= ~Traits.Accessor;
            traits = Trait(run, descriptor, "writable", Traits.Writable, traits);
            if (descriptor.HasProperty(run, "value")) value = descriptor.Get(run, "value");
        }
        else value = old.Value;

        if (!exists && !target.IsExtensible) throw run.TypeError($"Cannot define property {PropertyKey.Show(key)}, object is not extensible");
        if (exists && !old.IsConfigurable && !IsAllowedChange(old, new Property(key, value, traits))) throw run.TypeError($"Cannot redefine property: {PropertyKey.Show(key)}");
        target.PutOwn(run, new Property(key, value, traits));
    }

    /// <summary>A property that is not configurable may only lose its writability, and get another value while writable.</summary>
    private static bool IsAllowedChange(in Property old, in Property now)
    {
        if (now.IsConfigurable || now.IsEnumerable != old.IsEnumerable || now.IsAccessor != old.IsAccessor) return false;
        if (old.IsAccessor) return old.Value.Accessor == now.Value.Accessor;
        return old.IsWritable || (!now.IsWritable && JsValue.SameValue(old.Value, now.Value));
    }

    private static Traits Trait(Run run, JsObject descriptor, string name, Traits trait, Traits traits)
    {
        if (!descriptor.HasProperty(run, name)) return traits;
        return descriptor.Get(run, name).IsTrue ? traits | trait : traits & ~trait;
    }

    private static JsFunction? AccessorFunction(Run run, JsValue value) =>
        value.IsUndefined ? null : value.Function ?? throw run.TypeError("A getter or setter must be a function");

    private static JsValue Describe(Run run, JsObject source, object key)
    {
        if (!source.TryGetOwn(run, key, out var property)) return JsValue.Undefined;
        var result = JsObject.Plain(run);
        if (property.IsAccessor)
        {
            var accessor = property.Value.Accessor;
            result.Put(run, "get", accessor.Getter is { } getter ? getter : JsValue.Undefined);
            result.Put(run, "set", accessor.Setter is { } setter ? setter : JsValue.Undefined);
        }
        else
        {
            result.Put(run, "value", property.Value);
            result.Put(run, "writable", property.IsWritable);
        }

        result.Put(run, "enumerable", property.IsEnumerable);
        result.Put(run, "configurable", property.IsConfigurable);
        return result;
    }

    private static JsValue DescribeAll(Run run, JsValue self, Arguments arguments)
    {
        var source = arguments[0].ToObject(run);
        var keys = new List<object>();
        source.OwnKeys(run, keys);
        var result = JsObject.Plain(run);
        foreach (var key in keys) result.Put(run, key, Describe(run, source, key));
        return result;
    }
}

using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>What every function offers. There is no way to make one from text.</summary>
internal static class FunctionBuiltins
{
    public static Template Members { get; } = new Template()
        .Constant("name", "", Traits.Configurable)
        .Constant("length", 0, Traits.Configurable)
        .Value("constructor", run => run.Realm.Function)
        .Method("apply", 2, Apply)
        .Method("bind", 1, Bind)
        .Method("call", 1, (run, self, arguments) => self.ToFunction(run).Call(run, arguments[0], arguments.From(1)))
        .Method("toString", 0, TextOf)
        .Method(Symbol.HasInstance, "[Symbol.hasInstance]", 1, (run, self, arguments) =>
            self.Function is { } type && Tree.Operators.IsInstance(run, arguments[0], type), Traits.None);

    /// <summary>A list of arguments given as an array or what looks like one.</summary>
    public static JsValue[] Spread(Run run, JsValue list)
    {
        if (list.IsNullish) return [];
        if (list.Object is not { } source) throw run.TypeError("The list of arguments must be an array");
        var length = ArrayBuiltins.LengthOf(run, source);
        if (length > 65535) throw run.RangeError("Too many arguments");
        run.Step((long)length);
        run.Charge(16 * (long)length);
        var values = new JsValue[(int)length];
        for (var i = 0; i < values.Length; i++) values[i] = source.GetIndex(run, (uint)i);
        return values;
    }

    public static JsFunction MakeFunctionConstructor(Run run)
    {
        var members = new Template().Value("prototype", run => run.Realm.FunctionPrototype, Traits.None);
        return new NativeFunction(run, "Function", 1, (run, _, _) => throw run.TypeError(Refusals.Globals["Function"]), members)
        {
            Constructor = (run, _) => throw run.TypeError(Refusals.Globals["Function"]),
        };
    }

    private static JsValue Apply(Run run, JsValue self, Arguments arguments) =>
        self.ToFunction(run).Call(run, arguments[0], Spread(run, arguments[1]));

    private static JsValue Bind(Run run, JsValue self, Arguments arguments)
    {
        var target = self.ToFunction(run);
        var first = arguments.From(1).ToArray();
        run.Charge(16 * first.Length);
        var bound = new BoundFunction(run, target, arguments[0], first);
        var length = target.Get(run, "length");
        var name = target.Get(run, "name");
        bound.PutOwn(run, new Property("length", length.IsNumber ? Math.Max(length.ToInteger(run) - first.Length, 0) : 0, Traits.Configurable));
        bound.PutOwn(run, new Property("name", run.NewText("bound " + (name.IsText ? name.Text : "")), Traits.Configurable));
        return bound;
    }

    private static JsValue TextOf(Run run, JsValue self, Arguments arguments)
    {
        if (self.Function is not { } function) throw run.TypeError("Function.prototype.toString needs a function");
        if (function is ScriptFunction { Code: var code }) return run.NewText(run.Script.Text(code.Start, code.End));
        var name = function.Get(run, "name");
        return run.NewText($"function {(name.IsText ? name.Text : "")}() {{ [native code] }}");
    }
}

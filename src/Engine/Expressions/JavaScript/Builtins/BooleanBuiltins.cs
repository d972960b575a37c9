using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Boolean.</summary>
internal static class BooleanBuiltins
{
    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.Boolean)
        .Method("toString", 0, (run, self, _) => Self(run, self) ? "true" : "false")
        .Method("valueOf", 0, (run, self, _) => Self(run, self));

    private static readonly Template s_statics = new Template().Value("prototype", run => run.Realm.BooleanPrototype, Traits.None);

    public static JsFunction MakeConstructor(Run run) => new NativeFunction(run, "Boolean", 1, (_, _, arguments) => arguments[0].IsTrue, s_statics)
    {
        Constructor = (run, arguments) => new BoxedValue(run, run.Realm.BooleanPrototype, arguments[0].IsTrue),
    };

    private static bool Self(Run run, JsValue self)
    {
        if (self.IsBoolean) return self.Boolean;
        if (self.Object is BoxedValue { Value: { IsBoolean: true } value }) return value.Boolean;
        throw run.TypeError("This method needs a boolean");
    }
}

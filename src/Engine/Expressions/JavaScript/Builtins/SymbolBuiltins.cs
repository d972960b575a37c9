using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Symbol.</summary>
internal static class SymbolBuiltins
{
    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.SymbolConstructor)
        .Method("toString", 0, (run, self, _) => run.NewText(Self(run, self).ToString()))
        .Method("valueOf", 0, (run, self, _) => Self(run, self))
        .Getter("description", (run, self, _) => Self(run, self).Description is { } text ? text : JsValue.Undefined)
        .Method(Symbol.ToPrimitive, "[Symbol.toPrimitive]", 1, (run, self, _) => Self(run, self), Traits.Configurable)
        .Constant(Symbol.ToStringTag, "Symbol", Traits.Configurable);

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.SymbolPrototype, Traits.None)
        .Constant("asyncIterator", Symbol.AsyncIterator)
        .Constant("hasInstance", Symbol.HasInstance)
        .Constant("isConcatSpreadable", Symbol.IsConcatSpreadable)
        .Constant("iterator", Symbol.Iterator)
        .Constant("match", Symbol.Match)
        .Constant("matchAll", Symbol.MatchAll)
        .Constant("replace", Symbol.Replace)
        .Constant("search", Symbol.Search)
        .Constant("species", Symbol.Species)
        .Constant("split", Symbol.Split)
        .Constant("toPrimitive", Symbol.ToPrimitive)
        .Constant("toStringTag", Symbol.ToStringTag)
        .Constant("unscopables", Symbol.Unscopables)
        .Method("for", 1, (run, _, arguments) => run.Realm.SharedSymbol(arguments[0].ToText(run)))
        .Method("keyFor", 1, (run, _, arguments) =>
            arguments[0].Symbol is not { } symbol ? throw run.TypeError("Symbol.keyFor needs a symbol")
            : run.Realm.IsShared(symbol) ? symbol.Description! : JsValue.Undefined);

    public static JsFunction MakeConstructor(Run run) => new NativeFunction(run, "Symbol", 0, (run, _, arguments) =>
    {
        run.Charge(32);
        return new Symbol(arguments[0].IsUndefined ? null : arguments[0].ToText(run));
    }, s_statics);

    private static Symbol Self(Run run, JsValue self) =>
        self.Symbol ?? (self.Object as BoxedValue)?.Value.Symbol ?? throw run.TypeError("This method needs a symbol");
}

using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>What the iterators of arrays, strings, maps and sets offer.</summary>
internal static class IteratorBuiltins
{
    public static Template Members { get; } = new Template()
        .Method("next", 0, Next)
        .Method(Symbol.Iterator, "[Symbol.iterator]", 0, (_, self, _) => self)
        .Getter(Symbol.ToStringTag, (run, self, _) => self.Object is JsIterator iterator ? iterator.Class : JsValue.Undefined);

    private static JsValue Next(Run run, JsValue self, Arguments arguments)
    {
        if (self.Object is not JsIterator iterator) throw run.TypeError("next needs an iterator");
        var hasValue = iterator.Steps.Next(run, out var value);
        var result = JsObject.Plain(run);
        result.Put(run, "value", hasValue ? value : JsValue.Undefined);
        result.Put(run, "done", !hasValue);
        return result;
    }
}

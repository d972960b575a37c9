using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>JSON.</summary>
internal static class JsonBuiltins
{
    private static readonly Template s_members = new Template()
        .Method("parse", 2, Parse)
        .Method("stringify", 3, Stringify)
        .Constant(Symbol.ToStringTag, "JSON", Traits.Configurable);

    public static JsValue Make(Run run) => new TemplateObject(run, run.Realm.ObjectPrototype, s_members);

    private static JsValue Parse(Run run, JsValue self, Arguments arguments)
    {
        var value = new JsonReader(run, arguments[0].ToText(run)).Read();
        if (arguments[1].Function is not { } reviver) return value;
        var root = JsObject.Plain(run);
        root.Put(run, "", value);
        return Revive(run, root, "", reviver);
    }

    private static JsValue Revive(Run run, JsObject holder, object key, JsFunction reviver)
    {
        run.Enter(8);
        var value = holder.Get(run, key);
        if (value.Object is { } inner)
        {
            foreach (var name in inner.EnumerableKeys(run))
            {
                var revived = Revive(run, inner, name, reviver);
                if (revived.IsUndefined) inner.Delete(run, name);
                else inner.Put(run, name, revived);
            }
        }

        var result = reviver.Call(run, holder, [PropertyKey.ToValue(key), value]);
        run.Leave(8);
        return result;
    }

    private static JsValue Stringify(Run run, JsValue self, Arguments arguments)
    {
        HashSet<string>? allowed = null;
        if (arguments[1].Object is JsArray list)
        {
            allowed = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0u; i < list.Length; i++)
            {
                run.Step();
                var item = list.GetIndex(run, i);
                if (item.IsText || item.IsNumber || item.Object is BoxedValue { Value: { IsText: true } or { IsNumber: true } }) allowed.Add(item.ToText(run));
            }
        }

        var writer = new JsonWriter(run, arguments[1].Function, allowed, Gap(run, arguments[2]));
        return writer.Write(arguments[0]) is { } text ? run.NewText(text) : JsValue.Undefined;
    }

    private static string Gap(Run run, JsValue value)
    {
        if (value.Object is BoxedValue boxed) value = boxed.Value;
        if (value.IsNumber) return new string(' ', (int)Math.Clamp(value.ToInteger(run), 0, 10));
        if (!value.IsText) return "";
        return value.Text.Length > 10 ? value.Text[..10] : value.Text;
    }

    /// <summary>A value as indented JSON, as objects of type JsonObject show themselves as text.</summary>
    public static string Indented(Run run, JsValue value) => new JsonWriter(run, null, null, "  ").Write(value) ?? "";
}

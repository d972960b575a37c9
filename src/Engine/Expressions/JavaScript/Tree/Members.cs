using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>Reading and writing properties of any value.</summary>
internal static class Access
{
    public static JsValue Get(Run run, JsValue source, object key)
    {
        if (source.Object is { } target) return target.Get(run, key, target);
        if (source.IsText)
        {
            if (key is "length") return source.TextLength;
            if (PropertyKey.TryIndex(key, out var index)) return GetCharacter(source, index);
            return run.Realm.StringPrototype.Get(run, key, source);
        }

        return PrototypeOf(run, source).Get(run, key, source);
    }

    public static JsValue GetIndex(Run run, JsValue source, uint index)
    {
        if (source.Object is { } target) return target.GetIndex(run, index);
        return source.IsText ? GetCharacter(source, index) : Get(run, source, PropertyKey.Of(index));
    }

    public static void Set(Run run, JsValue target, object key, JsValue value)
    {
        if (target.Object is { } holder)
        {
            holder.Set(run, key, value);
            return;
        }

        // Only a setter on the prototype could notice an assignment to a property of a plain value.
        if (PrototypeOf(run, target) is { } prototype && FindSetter(run, prototype, key) is { } setter) setter.Call(run, target, [value]);
    }

    private static JsFunction? FindSetter(Run run, JsObject prototype, object key)
    {
        for (var holder = prototype; holder is not null; holder = holder.Prototype)
        {
            if (holder.TryGetOwn(run, key, out var property)) return property.IsAccessor ? property.Value.Accessor.Setter : null;
        }

        return null;
    }

    private static JsValue GetCharacter(JsValue source, uint index) =>
        index < source.TextLength ? Characters.Of(source.Text[(int)index]) : JsValue.Undefined;

    private static JsObject PrototypeOf(Run run, JsValue value) => value.Kind switch
    {
        Kind.String => run.Realm.StringPrototype,
        Kind.Number => run.Realm.NumberPrototype,
        Kind.Boolean => run.Realm.BooleanPrototype,
        _ => run.Realm.SymbolPrototype,
    };
}

/// <summary>A place that is a property: <c>a.b</c> or <c>a[b]</c>, with the key worked out.</summary>
internal abstract class PropertyNode(Node source, bool isOptional, int position, int height) : Node(position, height)
{
    public Node Source { get; } = source;

    public bool IsOptional { get; } = isOptional;

    public abstract object Key(Frame frame);

    public override JsValue Evaluate(Frame frame) => Read(frame, Source.Evaluate(frame));

    public override JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        self = Source.Evaluate(frame);
        return Read(frame, self);
    }

    public abstract JsValue Read(Frame frame, JsValue source);

    public override void Store(Frame frame, JsValue value, bool isDeclaration)
    {
        var target = Source.Evaluate(frame);
        Write(frame, target, Key(frame), value);
    }

    public void Write(Frame frame, JsValue target, object key, JsValue value)
    {
        if (target.IsNullish) throw Fail(frame, ErrorKind.TypeError, $"Cannot set properties of {target.ToText(frame.Run)} (setting '{PropertyKey.Show(key)}')");
        Access.Set(frame.Run, target, key, value);
    }

    protected JsThrow NoProperties(Frame frame, JsValue source, object key) =>
        Fail(frame, ErrorKind.TypeError, $"Cannot read properties of {source.ToText(frame.Run)} (reading '{PropertyKey.Show(key)}')");

    /// <summary>The rest of an optional chain is left out. Chains catch this sign at their root.</summary>
    protected static JsValue Skip => JsValue.Absent;
}

internal class MemberNode(Node source, string name, bool isOptional, int position) : PropertyNode(source, isOptional, position, source.Height + 1)
{
    public string Name => name;

    public override object Key(Frame frame) => name;

    public override string Describe() => $"{Source.Describe()}.{name}";

    public override JsValue Read(Frame frame, JsValue source)
    {
        if (source.Object is { } target) return target.Get(frame.Run, name, target);
        if (source.IsNullish) return IsOptional ? Skip : throw NoProperties(frame, source, name);
        return source.IsAbsent ? source : Access.Get(frame.Run, source, name);
    }
}

internal sealed class ElementNode(Node source, Node key, bool isOptional, int position)
    : PropertyNode(source, isOptional, position, Math.Max(source.Height, key.Height) + 1)
{
    public override object Key(Frame frame) => key.Evaluate(frame).ToKey(frame.Run);

    public override string Describe() => $"{Source.Describe()}[…]";

    public override JsValue Read(Frame frame, JsValue source)
    {
        if (source.IsAbsent) return source;
        if (source.IsNullish && IsOptional) return Skip;

        var at = key.Evaluate(frame);
        if (source.IsNullish) throw NoProperties(frame, source, at.IsObject ? "…" : at.ToKey(frame.Run));
        return PropertyKey.TryIndex(at, out var index)
            ? Access.GetIndex(frame.Run, source, index)
            : Access.Get(frame.Run, source, at.ToKey(frame.Run));
    }

    public override void Store(Frame frame, JsValue value, bool isDeclaration)
    {
        var target = Source.Evaluate(frame);
        Write(frame, target, key.Evaluate(frame), value);
    }

    public JsValue KeyValue(Frame frame) => key.Evaluate(frame);

    public void Write(Frame frame, JsValue target, JsValue at, JsValue value)
    {
        if (target.Object is { } holder && PropertyKey.TryIndex(at, out var index)) holder.SetIndex(frame.Run, index, value);
        else Write(frame, target, at.ToKey(frame.Run), value);
    }
}

/// <summary>The whole of <c>a?.b.c(d)</c>: undefined as soon as a link is missing.</summary>
internal sealed class ChainNode(Node links, int position) : Node(position, links.Height + 1)
{
    public Node Links { get; } = links;

    public override string Describe() => Links.Describe();

    public override JsValue Evaluate(Frame frame)
    {
        var value = Links.Evaluate(frame);
        return value.IsAbsent ? JsValue.Undefined : value;
    }

    public override JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        var value = Links.EvaluateCallee(frame, out self);
        return value.IsAbsent ? JsValue.Undefined : value;
    }
}

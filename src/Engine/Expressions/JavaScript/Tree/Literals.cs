using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

internal sealed class ArrayLiteralNode(Node?[] elements, bool endsWithComma, int position) : Node(position, Tallest(elements) + 1)
{
    private readonly bool _isSimple = Array.TrueForAll(elements, element => element is not SpreadNode);

    public Node?[] Elements => elements;

    /// <summary>Whether a comma follows the last element, which a pattern must not have after its rest.</summary>
    public bool EndsWithComma => endsWithComma;

    public override JsValue Evaluate(Frame frame)
    {
        var run = frame.Run;
        run.Step();
        if (!_isSimple) return JsArray.FromList(run, SpreadNode.Collect(frame, elements));

        var array = new JsArray(run, elements.Length);
        foreach (var element in elements) array.Add(run, element is null ? JsValue.Absent : element.Evaluate(frame));
        return array;
    }
}

internal enum MemberKind
{
    Value,
    Getter,
    Setter,
    Spread,

    /// <summary><c>__proto__: x</c>, which sets the prototype.</summary>
    Prototype,
}

/// <summary>A member of an object literal. <paramref name="Initializer"/> is the default of <c>{a = 1}</c>, which makes sense as a pattern only.</summary>
internal sealed record LiteralMember(MemberKind Kind, string? Name, Node? ComputedKey, Node Value, Node? Initializer = null)
{
    public static int Tallest(ReadOnlySpan<LiteralMember> members)
    {
        var height = 0;
        foreach (var member in members) height = Math.Max(height, Math.Max(member.Value.Height, member.ComputedKey?.Height ?? 0));
        return height;
    }
}

internal sealed class ObjectLiteralNode(LiteralMember[] members, int position)
    : Node(position, LiteralMember.Tallest(members) + 1)
{
    public LiteralMember[] Members => members;

    public override JsValue Evaluate(Frame frame)
    {
        var run = frame.Run;
        run.Step();
        var result = JsObject.Plain(run);
        foreach (var member in members)
        {
            if (member.Kind == MemberKind.Spread)
            {
                CopyMembers(run, member.Value.Evaluate(frame), result, null);
                continue;
            }

            var key = member.Name as object ?? member.ComputedKey!.Evaluate(frame).ToKey(run);
            var value = member.Value.Evaluate(frame);
            if (member.Kind == MemberKind.Prototype)
            {
                if (value.IsObject || value.IsNull) result.Prototype = value.Object;
                continue;
            }

            if (member.ComputedKey is not null && value.Object is ScriptFunction { HasOwnName: false } function && member.Value is FunctionNode) function.GiveName(key);
            if (member.Kind == MemberKind.Value) result.Put(run, key, value);
            else PutAccessor(run, result, key, value.Function!, member.Kind == MemberKind.Getter);
        }

        return result;
    }

    /// <summary>What <c>...source</c> in a literal and a rest in a pattern copy.</summary>
    public static void CopyMembers(Run run, JsValue source, JsObject target, HashSet<object>? except)
    {
        if (source.IsNullish) return;
        var holder = source.ToObject(run);
        var keys = new List<object>();
        holder.OwnKeys(run, keys);
        foreach (var key in keys)
        {
            run.Step();
            if (except?.Contains(key) == true || !holder.TryGetOwn(run, key, out var property) || !property.IsEnumerable) continue;
            target.Put(run, key, property.IsAccessor ? holder.Get(run, key) : property.Value);
        }
    }

    private static void PutAccessor(Run run, JsObject target, object key, JsFunction function, bool isGetter)
    {
        var old = target.TryGetOwn(run, key, out var property) && property.IsAccessor ? property.Value.Accessor : new Accessor(null, null);
        var accessor = isGetter ? old with { Getter = function } : old with { Setter = function };
        target.PutOwn(run, new Property(key, JsValue.Of(accessor), Traits.Enumerable | Traits.Configurable | Traits.Accessor));
    }
}

internal sealed class TemplateNode(string[] pieces, Node[] values, int position) : Node(position, Tallest(values) + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        JsValue text = pieces[0];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i].Evaluate(frame);
            frame.Run.Position = Position;
            text = Rope.Concat(frame.Run, text, value.ToTextValue(frame.Run));
            text = Rope.Concat(frame.Run, text, pieces[i + 1]);
        }

        return text;
    }
}

/// <summary>A function in the source; evaluating it makes the closure.</summary>
internal sealed class FunctionNode(FunctionCode code, int position) : Node(position, 1)
{
    public FunctionCode Code => code;

    public override string Describe() => "function";

    public override JsValue Evaluate(Frame frame)
    {
        frame.Run.Step();
        return new ScriptFunction(frame, code);
    }
}

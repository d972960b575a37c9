using System.Runtime.CompilerServices;
using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>What the binary operators do with two values.</summary>
internal static class Operators
{
    public static JsValue Apply(Run run, T kind, JsValue a, JsValue b) => kind switch
    {
        T.Plus => Add(run, a, b),
        T.Minus => Numbers(run, ref a, ref b) ? a.Number - b.Number : default,
        T.Star => Numbers(run, ref a, ref b) ? a.Number * b.Number : default,
        T.Slash => Numbers(run, ref a, ref b) ? a.Number / b.Number : default,
        T.Percent => Numbers(run, ref a, ref b) ? a.Number % b.Number : default,
        T.Power => Numbers(run, ref a, ref b) ? MathBuiltins.Power(a.Number, b.Number) : default,
        T.Less => Less(run, a, b, leftFirst: true) == true,
        T.Greater => Less(run, b, a, leftFirst: false) == true,
        T.LessEqual => Less(run, b, a, leftFirst: false) == false,
        T.GreaterEqual => Less(run, a, b, leftFirst: true) == false,
        T.Equal => LooseEquals(run, a, b),
        T.NotEqual => !LooseEquals(run, a, b),
        T.StrictEqual => JsValue.StrictEquals(a, b),
        T.StrictNotEqual => !JsValue.StrictEquals(a, b),
        T.And => Numbers(run, ref a, ref b) ? Conversions.ToInt32(a.Number) & Conversions.ToInt32(b.Number) : default,
        T.Or => Numbers(run, ref a, ref b) ? Conversions.ToInt32(a.Number) | Conversions.ToInt32(b.Number) : default,
        T.Xor => Numbers(run, ref a, ref b) ? Conversions.ToInt32(a.Number) ^ Conversions.ToInt32(b.Number) : default,
        T.ShiftLeft => Numbers(run, ref a, ref b) ? Conversions.ToInt32(a.Number) << (Conversions.ToInt32(b.Number) & 31) : default,
        T.ShiftRight => Numbers(run, ref a, ref b) ? Conversions.ToInt32(a.Number) >> (Conversions.ToInt32(b.Number) & 31) : default,
        T.ShiftRightUnsigned => Numbers(run, ref a, ref b) ? unchecked((uint)Conversions.ToInt32(a.Number)) >> (Conversions.ToInt32(b.Number) & 31) : default,
        T.In => b.Object is { } holder ? holder.HasProperty(run, a.ToKey(run))
            : throw run.TypeError("The right side of 'in' is not an object"),
        T.InstanceOf => InstanceOf(run, a, b),
        _ => throw new InvalidOperationException($"{kind} is no binary operator"),
    };

    public static JsValue Add(Run run, JsValue a, JsValue b)
    {
        if (a.IsNumber && b.IsNumber) return a.Number + b.Number;
        if (a.IsText && b.IsText) return Rope.Concat(run, a, b);

        a = a.ToPrimitive(run);
        b = b.ToPrimitive(run);
        return a.IsText || b.IsText ? Rope.Concat(run, a.ToTextValue(run), b.ToTextValue(run)) : a.ToNumber(run) + b.ToNumber(run);
    }

    public static bool LooseEquals(Run run, JsValue a, JsValue b)
    {
        while (true)
        {
            var left = a.Kind;
            var right = b.Kind;
            if (left == right) return JsValue.StrictEquals(a, b);
            if (a.IsNullish || b.IsNullish) return a.IsNullish && b.IsNullish;
            if (left == Kind.Boolean) a = a.ToNumber(run);
            else if (right == Kind.Boolean) b = b.ToNumber(run);
            else if (left == Kind.Object) a = a.ToPrimitive(run);
            else if (right == Kind.Object) b = b.ToPrimitive(run);
            else if (left == Kind.Symbol || right == Kind.Symbol) return false;
            else return a.ToNumber(run) == b.ToNumber(run);
        }
    }

    /// <summary>Whether a is less than b; null when one of them is not a number.</summary>
    private static bool? Less(Run run, JsValue a, JsValue b, bool leftFirst)
    {
        if (!a.IsNumber || !b.IsNumber)
        {
            if (leftFirst) a = a.ToPrimitive(run, "number");
            b = b.ToPrimitive(run, "number");
            if (!leftFirst) a = a.ToPrimitive(run, "number");
            if (a.IsText && b.IsText) return string.CompareOrdinal(a.Text, b.Text) < 0;
        }

        double left, right;
        if (leftFirst) (left, right) = (a.ToNumber(run), b.ToNumber(run));
        else (right, left) = (b.ToNumber(run), a.ToNumber(run));
        return double.IsNaN(left) || double.IsNaN(right) ? null : left < right;
    }

    private static bool InstanceOf(Run run, JsValue value, JsValue type)
    {
        if (type.Object is not { } target) throw run.TypeError("The right side of 'instanceof' is not callable");
        var custom = target.Get(run, Symbol.HasInstance);
        if (!custom.IsNullish) return custom.ToFunction(run).Call(run, type, [value]).IsTrue;
        return target is JsFunction function ? IsInstance(run, value, function) : throw run.TypeError("The right side of 'instanceof' is not callable");
    }

    public static bool IsInstance(Run run, JsValue value, JsFunction type)
    {
        while (type is BoundFunction bound) type = bound.Target;
        if (value.Object is not { } instance) return false;
        var prototype = type.Get(run, "prototype").Object ?? throw run.TypeError("Function has non-object prototype in instanceof check");
        for (var holder = instance.Prototype; holder is not null; holder = holder.Prototype)
        {
            if (ReferenceEquals(holder, prototype)) return true;
        }

        return false;
    }

    private static bool Numbers(Run run, ref JsValue a, ref JsValue b)
    {
        if (a.IsNumber && b.IsNumber) return true;

        // One operand after the other, as the specification has it for numbers.
        a = a.ToPrimitive(run, "number").ToNumber(run);
        b = b.ToPrimitive(run, "number").ToNumber(run);
        return true;
    }
}

internal sealed class BinaryNode(T kind, Node left, Node right, int position) : Node(position, Math.Max(left.Height, right.Height) + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        var a = left.Evaluate(frame);
        return Combine(frame, a, right.Evaluate(frame));
    }

    // Apart from Evaluate, which then needs little of the stack in a long chain.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsValue Combine(Frame frame, JsValue a, JsValue b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            switch (kind)
            {
                case T.Plus: return a.Number + b.Number;
                case T.Minus: return a.Number - b.Number;
                case T.Star: return a.Number * b.Number;
                case T.Less: return a.Number < b.Number;
                case T.Greater: return a.Number > b.Number;
                case T.LessEqual: return a.Number <= b.Number;
                case T.GreaterEqual: return a.Number >= b.Number;
                case T.StrictEqual or T.Equal: return a.Number == b.Number;
            }
        }
        else if (a.Reference is not string || b.Reference is not string) frame.Run.Position = Position;

        return Operators.Apply(frame.Run, kind, a, b);
    }
}

internal sealed class LogicalNode(T kind, Node left, Node right, int position) : Node(position, Math.Max(left.Height, right.Height) + 1)
{
    public T Kind => kind;

    public override JsValue Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return IsDecided(kind, value) ? value : right.Evaluate(frame);
    }

    public static bool IsDecided(T kind, JsValue left) => kind switch
    {
        T.LogicalAnd => !left.IsTrue,
        T.LogicalOr => left.IsTrue,
        _ => !left.IsNullish,
    };
}

internal sealed class ConditionalNode(Node test, Node whenTrue, Node whenFalse, int position)
    : Node(position, Math.Max(test.Height, Math.Max(whenTrue.Height, whenFalse.Height)) + 1)
{
    public override JsValue Evaluate(Frame frame) => test.Evaluate(frame).IsTrue ? whenTrue.Evaluate(frame) : whenFalse.Evaluate(frame);
}

internal sealed class SequenceNode(Node[] nodes, int position) : Node(position, Tallest(nodes) + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        for (var i = 0; i < nodes.Length - 1; i++) nodes[i].Evaluate(frame);
        return nodes[^1].Evaluate(frame);
    }
}

internal sealed class UnaryNode(T kind, Node operand, int position) : Node(position, operand.Height + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        if (kind == T.TypeOf) return (operand is NameNode name ? name.EvaluateIfKnown(frame) : operand.Evaluate(frame)).TypeOf();

        var value = operand.Evaluate(frame);
        if (kind == T.Not) return !value.IsTrue;
        if (kind == T.Void) return JsValue.Undefined;

        frame.Run.Position = Position;
        return kind switch
        {
            T.Minus => -value.ToNumber(frame.Run),
            T.Plus => value.ToNumber(frame.Run),
            _ => ~value.ToInt32(frame.Run),
        };
    }
}

internal sealed class DeleteNode(Node operand, int position) : Node(position, operand.Height + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        if ((operand is ChainNode chain ? chain.Links : operand) is not PropertyNode property)
        {
            if (operand is NameNode { Binding: null } name) return frame.Run.Realm.Global.Delete(frame.Run, name.Name);
            if (operand is NameNode) return false;
            operand.Evaluate(frame);
            return true;
        }

        var source = property.Source.Evaluate(frame);
        if (source.IsAbsent || (source.IsNullish && property.IsOptional)) return true;
        frame.Run.Position = Position;
        var holder = source.ToObject(frame.Run);
        return holder.Delete(frame.Run, property.Key(frame));
    }
}

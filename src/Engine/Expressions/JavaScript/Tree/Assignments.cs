using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary><c>target = value</c>, where the target may be a pattern.</summary>
internal sealed class AssignNode(Node target, Node value, int position) : Node(position, Math.Max(target.Height, value.Height) + 1)
{
    public Node Target { get; } = target;

    public Node Value { get; } = value;

    public override JsValue Evaluate(Frame frame)
    {
        JsValue result;
        switch (Target)
        {
            case MemberNode member:
                var holder = member.Source.Evaluate(frame);
                result = Value.Evaluate(frame);
                frame.Run.Position = Position;
                member.Write(frame, holder, member.Name, result);
                return result;
            case ElementNode element:
                holder = element.Source.Evaluate(frame);
                var key = element.KeyValue(frame);
                result = Value.Evaluate(frame);
                frame.Run.Position = Position;
                element.Write(frame, holder, key, result);
                return result;
            default:
                result = Value.Evaluate(frame);
                Target.Store(frame, result, isDeclaration: false);
                return result;
        }
    }
}

/// <summary><c>target += value</c> and its like, the logical ones included.</summary>
internal sealed class CompoundNode(T kind, Node target, Node value, int position) : Node(position, Math.Max(target.Height, value.Height) + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        if (target is not PropertyNode property)
        {
            var before = target.Evaluate(frame);
            if (!TryCompute(frame, before, out var after)) return before;
            target.Store(frame, after, isDeclaration: false);
            return after;
        }

        var holder = property.Source.Evaluate(frame);
        var key = KeyOf(frame, property, holder);
        frame.Run.Position = Position;
        var old = Access.Get(frame.Run, holder, key);
        if (!TryCompute(frame, old, out var result)) return old;
        property.Write(frame, holder, key, result);
        return result;
    }

    public static object KeyOf(Frame frame, PropertyNode property, JsValue holder)
    {
        var key = property.Key(frame);
        if (!holder.IsNullish) return key;
        throw frame.Run.Realm.Error(ErrorKind.TypeError, $"Cannot read properties of {holder.ToText(frame.Run)} (reading '{PropertyKey.Show(key)}')", property.Position);
    }

    private bool TryCompute(Frame frame, JsValue before, out JsValue after)
    {
        after = before;
        if (kind is T.LogicalAnd or T.LogicalOr or T.Coalesce)
        {
            if (LogicalNode.IsDecided(kind, before)) return false;
            after = value.Evaluate(frame);
            return true;
        }

        var operand = value.Evaluate(frame);
        frame.Run.Position = Position;
        after = Operators.Apply(frame.Run, kind, before, operand);
        return true;
    }
}

/// <summary><c>++x</c>, <c>x--</c>.</summary>
internal sealed class UpdateNode(int change, bool isPrefix, Node target, int position) : Node(position, target.Height + 1)
{
    public override JsValue Evaluate(Frame frame)
    {
        double before;
        if (target is PropertyNode property)
        {
            var holder = property.Source.Evaluate(frame);
            var key = CompoundNode.KeyOf(frame, property, holder);
            before = Access.Get(frame.Run, holder, key).ToNumber(frame.Run);
            property.Write(frame, holder, key, before + change);
        }
        else
        {
            before = target.Evaluate(frame).ToNumber(frame.Run);
            target.Store(frame, before + change, isDeclaration: false);
        }

        return isPrefix ? before + change : before;
    }
}

/// <summary>A target with a value for when it gets undefined: <c>x = 1</c> in a pattern.</summary>
internal sealed class DefaultNode(Node target, Node value, int position) : Node(position, Math.Max(target.Height, value.Height) + 1)
{
    public Node Target { get; } = target;

    public override JsValue Evaluate(Frame frame) => throw new InvalidOperationException("A default stands in patterns only");

    public override void Store(Frame frame, JsValue given, bool isDeclaration) =>
        Target.Store(frame, given.IsUndefined ? value.Evaluate(frame) : given, isDeclaration);
}

/// <summary><c>[a, , b = 1, ...rest]</c> as a target.</summary>
internal sealed class ArrayPatternNode(Node?[] elements, Node? rest, int position)
    : Node(position, Math.Max(Tallest(elements), rest?.Height ?? 0) + 1)
{
    public IEnumerable<Node> Targets => elements.OfType<Node>().Concat(rest is null ? [] : [rest]);

    public override JsValue Evaluate(Frame frame) => throw new InvalidOperationException("A pattern is a target only");

    public override void Store(Frame frame, JsValue value, bool isDeclaration)
    {
        var run = frame.Run;
        run.Position = Position;
        var iteration = Iteration.Over(run, value);
        var isOpen = true;
        var isStepping = false;
        try
        {
            foreach (var element in elements)
            {
                run.Step();
                var item = JsValue.Undefined;
                isStepping = true;
                if (isOpen) isOpen = iteration.Next(run, out item);
                isStepping = false;
                element?.Store(frame, isOpen ? item : JsValue.Undefined, isDeclaration);
            }

            if (rest is not null)
            {
                var items = new List<JsValue>();
                isStepping = true;
                while (isOpen && (isOpen = iteration.Next(run, out var item)))
                {
                    run.Step();
                    run.Charge(16);
                    items.Add(item);
                }

                isStepping = false;
                rest.Store(frame, JsArray.FromList(run, items), isDeclaration);
            }
        }
        catch (JsThrow) when (isOpen && !isStepping)
        {
            CloseQuietly(run, iteration);
            throw;
        }

        if (isOpen) iteration.Close(run);
    }

    /// <summary>After an error what the iterator says to its end no longer counts.</summary>
    public static void CloseQuietly(Run run, Iteration iteration)
    {
        try
        {
            iteration.Close(run);
        }
        catch (JsThrow)
        {
            // The first error is the one to report.
        }
    }
}

/// <summary>A member of an object pattern: key and target.</summary>
internal sealed record PatternMember(string? Name, Node? ComputedKey, Node Target)
{
    public static int Tallest(ReadOnlySpan<PatternMember> members)
    {
        var height = 0;
        foreach (var member in members) height = Math.Max(height, Math.Max(member.Target.Height, member.ComputedKey?.Height ?? 0));
        return height;
    }

    public object Key(Frame frame) => Name as object ?? ComputedKey!.Evaluate(frame).ToKey(frame.Run);
}

/// <summary><c>{a, b: c, ...rest}</c> as a target.</summary>
internal sealed class ObjectPatternNode(PatternMember[] members, Node? rest, int position)
    : Node(position, Math.Max(PatternMember.Tallest(members), rest?.Height ?? 0) + 1)
{
    public IEnumerable<Node> Targets => members.Select(member => member.Target).Concat(rest is null ? [] : [rest]);

    public override JsValue Evaluate(Frame frame) => throw new InvalidOperationException("A pattern is a target only");

    public override void Store(Frame frame, JsValue value, bool isDeclaration)
    {
        var run = frame.Run;
        if (value.IsNullish) throw Fail(frame, ErrorKind.TypeError, $"Cannot destructure {value.ToText(run)}");

        var taken = rest is null ? null : new HashSet<object>();
        foreach (var member in members)
        {
            run.Step();
            var key = member.Key(frame);
            taken?.Add(key);
            run.Position = Position;
            member.Target.Store(frame, Access.Get(run, value, key), isDeclaration);
        }

        if (rest is null) return;
        var others = JsObject.Plain(run);
        ObjectLiteralNode.CopyMembers(run, value, others, taken);
        rest.Store(frame, others, isDeclaration);
    }
}

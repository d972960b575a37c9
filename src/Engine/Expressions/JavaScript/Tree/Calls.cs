using System.Runtime.CompilerServices;
using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>Arguments in the source, spreads included.</summary>
internal sealed class ArgumentList(Node[] nodes)
{
    private readonly bool _hasSpread = Array.Exists(nodes, node => node is SpreadNode);

    public int Count => _hasSpread ? int.MaxValue : nodes.Length;

    public int Height { get; } = Tallest(nodes);

    public Node this[int index] => nodes[index];

    private static int Tallest(ReadOnlySpan<Node> nodes)
    {
        var height = 0;
        foreach (var node in nodes) height = Math.Max(height, node.Height);
        return height;
    }

    public JsValue[] ToArray(Frame frame)
    {
        if (_hasSpread) return [.. SpreadNode.Collect(frame, nodes)];
        var values = new JsValue[nodes.Length];
        for (var i = 0; i < values.Length; i++) values[i] = nodes[i].Evaluate(frame);
        return values;
    }
}

internal sealed class CallNode(Node callee, ArgumentList arguments, bool isOptional, int position)
    : Node(position, Math.Max(callee.Height, arguments.Height) + 2)
{
    public override string Describe() => $"{callee.Describe()}(…)";

    public override JsValue Evaluate(Frame frame)
    {
        var target = callee.EvaluateCallee(frame, out var self);
        if (target.Reference is not JsFunction function)
        {
            if (target.IsAbsent) return target;
            if (isOptional && target.IsNullish) return JsValue.Absent;
            throw NotAFunction(frame);
        }

        switch (arguments.Count)
        {
            case 0:
                frame.Run.Position = Position;
                return function.Call(frame.Run, self, []);
            case 1:
                var only = arguments[0].Evaluate(frame);
                frame.Run.Position = Position;
                return function.Call(frame.Run, self, new ReadOnlySpan<JsValue>(in only));
            case 2:
                return CallWithTwo(frame, function, self);
            default:
                var values = arguments.ToArray(frame);
                frame.Run.Position = Position;
                return function.Call(frame.Run, self, values);
        }
    }

    private JsValue CallWithTwo(Frame frame, JsFunction function, JsValue self)
    {
        var pair = default(Pair);
        pair[0] = arguments[0].Evaluate(frame);
        pair[1] = arguments[1].Evaluate(frame);
        frame.Run.Position = Position;
        return function.Call(frame.Run, self, pair);
    }

    private JsThrow NotAFunction(Frame frame)
    {
        // The arguments come first: what they throw counts.
        arguments.ToArray(frame);
        return Fail(frame, ErrorKind.TypeError, $"{callee.Describe()} is not a function");
    }

    [InlineArray(2)]
    private struct Pair
    {
        private JsValue _first;
    }
}

internal sealed class NewNode(Node callee, ArgumentList arguments, int position) : Node(position, Math.Max(callee.Height, arguments.Height) + 2)
{
    public override string Describe() => $"new {callee.Describe()}";

    public override JsValue Evaluate(Frame frame)
    {
        var target = callee.Evaluate(frame);
        var values = arguments.ToArray(frame);
        if (target.Function is not { IsConstructor: true } constructor)
            throw Fail(frame, ErrorKind.TypeError, $"{callee.Describe()} is not a constructor");

        frame.Run.Position = Position;
        return constructor.Construct(frame.Run, values);
    }
}

/// <summary><c>...x</c> in arguments and array literals.</summary>
internal sealed class SpreadNode(Node source, int position) : Node(position, source.Height + 1)
{
    public Node Source { get; } = source;

    public override JsValue Evaluate(Frame frame) => throw new InvalidOperationException("A spread stands in lists only");

    public static List<JsValue> Collect(Frame frame, Node?[] nodes)
    {
        var values = new List<JsValue>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is SpreadNode spread)
            {
                var source = spread.Source.Evaluate(frame);
                frame.Run.Position = spread.Position;
                Iteration.Collect(frame.Run, source, values);
            }
            else values.Add(node is null ? JsValue.Absent : node.Evaluate(frame));
        }

        return values;
    }
}

/// <summary><c>tag`text ${value}`</c>.</summary>
internal sealed class TaggedTemplateNode(Node tag, string?[] cooked, string[] raw, Node[] values, int position)
    : Node(position, Math.Max(tag.Height, Tallest(values)) + 2)
{
    public override JsValue Evaluate(Frame frame)
    {
        var run = frame.Run;
        var target = tag.EvaluateCallee(frame, out var self);
        var arguments = new JsValue[values.Length + 1];
        arguments[0] = run.Realm.TemplateObject(this, Make);
        for (var i = 0; i < values.Length; i++) arguments[i + 1] = values[i].Evaluate(frame);
        if (target.Function is not { } function) throw Fail(frame, ErrorKind.TypeError, $"{tag.Describe()} is not a function");
        run.Position = Position;
        return function.Call(run, self, arguments);
    }

    private JsObject Make(Run run)
    {
        var pieces = JsArray.From(run, Array.ConvertAll(cooked, piece => piece is null ? JsValue.Undefined : piece));
        var raws = JsArray.From(run, Array.ConvertAll(raw, piece => (JsValue)piece));
        raws.Lock(run, freeze: true);
        pieces.PutOwn(run, new Property("raw", raws, Traits.None));
        pieces.Lock(run, freeze: true);
        return pieces;
    }
}

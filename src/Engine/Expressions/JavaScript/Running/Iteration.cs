using IqWorkflows.Engine.Expressions.JavaScript.Builtins;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>Goes through the values of something iterable.</summary>
internal abstract class Iteration
{
    public abstract bool Next(Run run, out JsValue value);

    /// <summary>Tells the iterator that nobody wants the rest.</summary>
    public virtual void Close(Run run)
    {
    }

    public static Iteration Over(Run run, JsValue source)
    {
        if (source.IsNullish) throw run.TypeError($"{source.ToText(run)} is not iterable");

        var method = source.Object is { } iterable ? iterable.Get(run, Symbol.Iterator)
            : source.IsText ? run.Realm.StringPrototype.Get(run, Symbol.Iterator, source)
            : source.ToObject(run).Get(run, Symbol.Iterator);
        if (method.Function is not { } start) throw run.TypeError($"{Conversions.Show(run, source)} is not iterable");

        // The built-in iterators of arrays and strings need no object in between.
        if (start is NativeFunction native)
        {
            if (native.Body == ArrayBuiltins.Values && source.Object is JsArray array) return new ArrayIteration(array, ArrayPart.Values);
            if (native.Body == StringBuiltins.Characters && source.IsText) return new TextIteration(source.Text);
        }

        var iterator = start.Call(run, source, []);
        if (iterator.Object is JsIterator { IsUntouched: true } builtin) return builtin.Steps;
        return iterator.Object is { } target ? new ProtocolIteration(run, target) : throw run.TypeError("Result of the Symbol.iterator method is not an object");
    }

    /// <summary>All values, for spreads.</summary>
    public static void Collect(Run run, JsValue source, List<JsValue> into)
    {
        var iteration = Over(run, source);
        while (iteration.Next(run, out var value))
        {
            run.Step();
            run.Charge(16);
            into.Add(value);
        }
    }
}

internal enum ArrayPart
{
    Keys,
    Values,
    Entries,
}

/// <summary>Over an array or anything with a length.</summary>
internal sealed class ArrayIteration(JsObject source, ArrayPart part) : Iteration
{
    private double _next;

    public override bool Next(Run run, out JsValue value)
    {
        value = default;
        if (double.IsNaN(_next)) return false;

        var length = source is JsArray array ? array.Length : source.Get(run, "length").ToLength(run);
        if (_next >= length)
        {
            _next = double.NaN;
            return false;
        }

        var index = _next++;
        value = part switch
        {
            ArrayPart.Keys => index,
            ArrayPart.Values => Element(run, index),
            _ => JsArray.From(run, [index, Element(run, index)]),
        };
        return true;
    }

    private JsValue Element(Run run, double index) =>
        index < uint.MaxValue ? source.GetIndex(run, (uint)index) : source.Get(run, ((JsValue)index).ToKey(run));
}

/// <summary>Over the code points of a string.</summary>
internal sealed class TextIteration(string text) : Iteration
{
    private int _next;

    public override bool Next(Run run, out JsValue value)
    {
        value = default;
        if (_next >= text.Length) return false;

        var isPair = char.IsHighSurrogate(text[_next]) && _next + 1 < text.Length && char.IsLowSurrogate(text[_next + 1]);
        value = isPair ? text.Substring(_next, 2) : Characters.Of(text[_next]);
        _next += isPair ? 2 : 1;
        return true;
    }
}

/// <summary>Over an iterator that the script wrote.</summary>
internal sealed class ProtocolIteration : Iteration
{
    private readonly JsObject _iterator;
    private readonly JsValue _next;

    public ProtocolIteration(Run run, JsObject iterator)
    {
        _iterator = iterator;
        _next = iterator.Get(run, "next");
    }

    public override bool Next(Run run, out JsValue value)
    {
        value = default;
        run.Step();
        var result = _next.ToFunction(run).Call(run, _iterator, []).Object ?? throw run.TypeError("Iterator result is not an object");
        if (result.Get(run, "done").IsTrue) return false;
        value = result.Get(run, "value");
        return true;
    }

    public override void Close(Run run)
    {
        var close = _iterator.Get(run, "return");
        if (close.IsNullish) return;
        if (!close.ToFunction(run).Call(run, _iterator, []).IsObject) throw run.TypeError("Iterator result is not an object");
    }
}

/// <summary>A built-in iterator as the script sees it.</summary>
internal sealed class JsIterator(Run run, Iteration steps, string tag) : JsObject(run, run.Realm.IteratorPrototype)
{
    public Iteration Steps { get; } = steps;

    public override string Class => tag;

    /// <summary>False once a script gave it members of its own, such as another <c>next</c>.</summary>
    public bool IsUntouched { get; private set; } = true;

    public override void PutOwn(Run run, in Property property)
    {
        IsUntouched = false;
        base.PutOwn(run, property);
    }
}

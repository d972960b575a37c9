namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>Anything that can be called.</summary>
internal abstract class JsFunction(Run run, JsObject? prototype) : JsObject(run, prototype)
{
    public override string Class => "Function";

    public virtual bool IsConstructor => false;

    public abstract JsValue Call(Run run, JsValue self, ReadOnlySpan<JsValue> arguments);

    public virtual JsObject Construct(Run run, ReadOnlySpan<JsValue> arguments) => throw run.TypeError("This function is not a constructor");

    /// <summary>The object that <c>new</c> gives its instances as prototype.</summary>
    public JsObject InstancePrototype(Run run) => Get(run, "prototype").Object ?? run.Realm.ObjectPrototype;
}

/// <summary>The arguments of a built-in function; those not given read as undefined.</summary>
internal readonly ref struct Arguments(ReadOnlySpan<JsValue> values)
{
    public readonly ReadOnlySpan<JsValue> Values = values;

    public int Count => Values.Length;

    public JsValue this[int index] => index < Values.Length ? Values[index] : JsValue.Undefined;

    public ReadOnlySpan<JsValue> From(int start) => start < Values.Length ? Values[start..] : [];
}

/// <summary>The body of a built-in function.</summary>
internal delegate JsValue Native(Run run, JsValue self, Arguments arguments);

/// <summary>What <c>new</c> does with a built-in function.</summary>
internal delegate JsObject NativeConstructor(Run run, Arguments arguments);

/// <summary>A function of the language itself.</summary>
internal sealed class NativeFunction : JsFunction
{
    /// <summary>Frames of the stack that a built-in function may need besides those of what it calls back.</summary>
    private const int Nodes = 8;

    private readonly string _name;
    private readonly int _length;
    private readonly Template? _members;

    public NativeFunction(Run run, string name, int length, Native body, Template? members = null)
        : base(run, run.Realm.FunctionPrototype)
    {
        _name = name;
        _length = length;
        _members = members;
        Body = body;
        IsLazy = true;
    }

    public Native Body { get; }

    public NativeConstructor? Constructor { get; init; }

    public override bool IsConstructor => Constructor is not null;

    public override JsValue Call(Run run, JsValue self, ReadOnlySpan<JsValue> arguments)
    {
        run.Step();
        run.Enter(Nodes);
        var result = Body(run, self, new Arguments(arguments));
        run.Leave(Nodes);
        return result;
    }

    public override JsObject Construct(Run run, ReadOnlySpan<JsValue> arguments)
    {
        if (Constructor is null) throw run.TypeError($"{_name} is not a constructor");
        run.Step();
        run.Enter(Nodes);
        var result = Constructor(run, new Arguments(arguments));
        run.Leave(Nodes);
        return result;
    }

    protected override bool TryMake(Run run, object key)
    {
        if (key is "name") PutNew(run, new Property("name", _name, Traits.Configurable));
        else if (key is "length") PutNew(run, new Property("length", _length, Traits.Configurable));
        else if (_members?.Make(run, key) is { } property) PutNew(run, property);
        else return false;
        return true;
    }

    protected override void MakeAll(Run run)
    {
        if (!IsLazy) return;
        IsLazy = false;
        if (!Has("length")) TryMake(run, "length");
        if (!Has("name")) TryMake(run, "name");
        foreach (var key in _members?.Keys ?? [])
        {
            if (!Has(key)) TryMake(run, key);
        }
    }
}

/// <summary>What <c>bind</c> makes.</summary>
internal sealed class BoundFunction(Run run, JsFunction target, JsValue self, JsValue[] first) : JsFunction(run, target.Prototype)
{
    public override bool IsConstructor => target.IsConstructor;

    public JsFunction Target => target;

    public override JsValue Call(Run run, JsValue ignored, ReadOnlySpan<JsValue> arguments)
    {
        run.Enter(4);
        var result = target.Call(run, self, Join(run, arguments));
        run.Leave(4);
        return result;
    }

    public override JsObject Construct(Run run, ReadOnlySpan<JsValue> arguments)
    {
        run.Enter(4);
        var result = target.Construct(run, Join(run, arguments));
        run.Leave(4);
        return result;
    }

    private JsValue[] Join(Run run, ReadOnlySpan<JsValue> arguments)
    {
        run.Charge(16L * (first.Length + arguments.Length));
        return [.. first, .. arguments];
    }
}

using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>A name: a local, a captured or a global variable.</summary>
internal sealed class NameNode(string name, int position) : Node(position, 1)
{
    private Storage _storage;
    private bool _needsCheck;
    private int _slot;
    private int _hops;

    private enum Storage : byte
    {
        Global,
        Local,
        Captured,
    }

    public string Name { get; } = name;

    /// <summary>Whether it is the operand of <c>typeof</c>, which accepts unknown names.</summary>
    public bool IsTypeOfOperand { get; set; }

    /// <summary>Whether it is called or stands behind <c>new</c>.</summary>
    public bool IsCallee { get; set; }

    /// <summary>The declaration found for the name; null for globals.</summary>
    public Binding? Binding { get; set; }

    public override string Describe() => Name;

    public void Place(int hops)
    {
        _storage = Binding!.IsCaptured ? Storage.Captured : Storage.Local;
        _slot = Binding.Slot;
        _hops = hops;
        _needsCheck = Binding.NeedsCheck;
    }

    public override JsValue Evaluate(Frame frame)
    {
        if (_storage == Storage.Global) return EvaluateGlobal(frame);

        var value = _storage == Storage.Local ? frame.Locals[_slot] : Captured(frame)[_slot];
        return _needsCheck && value.IsAbsent ? throw NotYet(frame) : value;
    }

    /// <summary>As <c>typeof</c> reads it: unknown names are undefined.</summary>
    public JsValue EvaluateIfKnown(Frame frame) =>
        _storage != Storage.Global || frame.Run.Realm.Global.HasProperty(frame.Run, Name) ? Evaluate(frame) : JsValue.Undefined;

    public override void Store(Frame frame, JsValue value, bool isDeclaration)
    {
        if (_storage == Storage.Global)
        {
            frame.Run.Realm.Global.Set(frame.Run, Name, value);
            return;
        }

        ref var slot = ref (_storage == Storage.Local ? frame.Locals : Captured(frame))[_slot];
        if (!isDeclaration)
        {
            if (_needsCheck && slot.IsAbsent) throw NotYet(frame);
            if (Binding!.Kind == BindingKind.Const) throw Fail(frame, ErrorKind.TypeError, $"Assignment to constant variable '{Name}'");
            if (Binding.Kind == BindingKind.Self) return;
        }

        slot = value;
    }

    private JsValue EvaluateGlobal(Frame frame)
    {
        var run = frame.Run;
        if (ReferenceEquals(Name, "undefined")) return JsValue.Undefined;
        var global = run.Realm.Global;
        if (!global.TryGetOwn(run, Name, out var property)) throw Fail(frame, ErrorKind.ReferenceError, $"{Name} is not defined");
        return property.IsAccessor ? global.Get(run, Name) : property.Value;
    }

    private JsValue[] Captured(Frame frame)
    {
        var environment = frame.Environment!;
        for (var i = 0; i < _hops; i++) environment = environment.Parent!;
        return environment.Slots;
    }

    private JsThrow NotYet(Frame frame) => Fail(frame, ErrorKind.ReferenceError, $"Cannot access '{Name}' before initialization");
}

/// <summary><c>variables.Name</c>. Where a script only reads such members, plain values come straight from the host.</summary>
internal sealed class VariableNode(NameNode variables, string name, VariablesUse use, int position) : MemberNode(variables, name, false, position)
{
    public override JsValue Evaluate(Frame frame)
    {
        if (use.IsReadOnly && variables.Binding is null
            && frame.Run.Host.TryGetVariable(Name, out var value) && Border.TryPlain(value, out var plain)) return plain;
        return base.Evaluate(frame);
    }
}

/// <summary>How a script uses <c>variables</c>.</summary>
internal sealed class VariablesUse
{
    /// <summary>Whether it appears in no other way than as <c>variables.Name</c> being read.</summary>
    public bool IsReadOnly { get; set; } = true;
}

internal sealed class ThisNode(int position) : Node(position, 1)
{
    public override JsValue Evaluate(Frame frame) => frame.This;

    public override string Describe() => "this";
}

internal sealed class ConstantNode(JsValue value, int position) : Node(position, 1)
{
    public JsValue Value { get; } = value;

    public override JsValue Evaluate(Frame frame) => Value;

    public override string Describe() => Value.Kind == Kind.String ? "\"…\"" : Value.ToString();
}

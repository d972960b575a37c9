using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>A function of the script with the names it was made among.</summary>
internal sealed class ScriptFunction : JsFunction
{
    private readonly Tree.Environment? _environment;
    private readonly JsValue _this;
    private string? _name;

    public ScriptFunction(Frame frame, FunctionCode code)
        : base(frame.Run, frame.Run.Realm.FunctionPrototype)
    {
        Code = code;
        _environment = frame.Environment;
        if (code.IsArrow) _this = frame.This;
        IsLazy = true;
    }

    public FunctionCode Code { get; }

    public bool HasOwnName => Code.Name.Length > 0 || _name is not null;

    public override bool IsConstructor => Code.IsConstructor;

    public void GiveName(object key) => _name = key as string ?? $"[{((Symbol)key).Description}]";

    public override JsValue Call(Run run, JsValue self, ReadOnlySpan<JsValue> arguments)
    {
        run.Step();
        run.Enter(Code.Height);
        var frame = new Frame(run, Code.LocalCount);
        if (Code.UsesThis) frame.This = Code.IsArrow ? _this : Code.IsStrict || self.IsObject ? self : self.IsNullish ? run.Realm.Global : self.ToObject(run);
        var result = Body(frame, arguments);
        run.Leave(Code.Height);
        return result;
    }

    public override JsObject Construct(Run run, ReadOnlySpan<JsValue> arguments)
    {
        var instance = new JsObject(run, InstancePrototype(run));
        return Call(run, instance, arguments).Object ?? instance;
    }

    protected override bool TryMake(Run run, object key)
    {
        switch (key)
        {
            case "name":
                PutNew(run, new Property("name", _name ?? Code.Name, Traits.Configurable));
                return true;
            case "length":
                PutNew(run, new Property("length", Code.Length, Traits.Configurable));
                return true;
            case "prototype" when IsConstructor:
                var prototype = Plain(run);
                prototype.PutHidden(run, "constructor", this);
                PutNew(run, new Property("prototype", prototype, Traits.Writable));
                return true;
            default:
                return false;
        }
    }

    protected override void MakeAll(Run run)
    {
        if (!IsLazy) return;
        IsLazy = false;
        foreach (var key in (ReadOnlySpan<string>)["length", "name", "prototype"])
        {
            if (!Has(key)) TryMake(run, key);
        }
    }

    private JsValue Body(Frame frame, ReadOnlySpan<JsValue> arguments)
    {
        var scope = Code.Scope!;
        frame.Environment = _environment;
        Blocks.Enter(frame, scope);
        if (Code.Self is { } self) Put(frame, self, this);
        if (Code.ArgumentsObject is { } binding) Put(frame, binding, new ArgumentsObject(frame.Run, arguments, this));

        var parameters = Code.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i].Store(frame, i < arguments.Length ? arguments[i] : JsValue.Undefined, isDeclaration: true);
        }

        Code.Rest?.Store(frame, JsArray.From(frame.Run, parameters.Length < arguments.Length ? arguments[parameters.Length..] : []), isDeclaration: true);
        if (Code.Expression is { } expression) return expression.Evaluate(frame);

        foreach (var function in Code.Functions) function.Declare(frame);
        foreach (var statement in Code.Body)
        {
            if (statement.Execute(frame) == Outcome.Return) return frame.Result;
        }

        return JsValue.Undefined;
    }

    private static void Put(Frame frame, Binding binding, JsValue value)
    {
        if (binding.IsCaptured) frame.Environment!.Slots[binding.Slot] = value;
        else frame.Locals[binding.Slot] = value;
    }
}

/// <summary><c>arguments</c>: a list-like object, not tied to the parameters.</summary>
internal sealed class ArgumentsObject : JsObject
{
    public ArgumentsObject(Run run, ReadOnlySpan<JsValue> values, JsFunction callee)
        : base(run, run.Realm.ObjectPrototype)
    {
        for (var i = 0; i < values.Length; i++) Put(run, PropertyKey.Of((uint)i), values[i]);
        PutHidden(run, "length", values.Length);
        PutHidden(run, "callee", callee);
        PutHidden(run, Symbol.Iterator, run.Realm.ArrayPrototype.Get(run, "values"));
    }

    public override string Class => "Arguments";
}

using IqWorkflows.Engine.Expressions.JavaScript.Builtins;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary><c>globalThis</c>: the language's globals, Elsa's helpers, the host's functions, and what the script assigned without declaring it.</summary>
internal sealed class GlobalObject(Run run) : TemplateObject(run, run.Realm.ObjectPrototype, GlobalBuiltins.Members)
{
    private HashSet<string>? _deleted;

    public override string Class => "global";

    public override bool Delete(Run run, object key)
    {
        if (!base.Delete(run, key)) return false;
        if (key is string name) (_deleted ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
        return true;
    }

    public override bool TryGetOwn(Run run, object key, out Property property)
    {
        if (base.TryGetOwn(run, key, out property)) return true;
        if (key is not string name || _deleted?.Contains(name) == true) return false;

        // The host first: it may know better than the helpers here.
        if (run.Host.Function(name) is { } function) PutNew(run, new Property(name, Border.Wrap(run, name, function), Traits.Hidden));
        else if (ElsaFunctions.Members.Make(run, name) is { } helper) PutNew(run, helper);
        else return false;
        return base.TryGetOwn(run, key, out property);
    }
}
